import { defineRule } from "../define";

export default defineRule({
  id: "yaml/template-source",
  title: "The file is the source of a template",
  severity: "information",
  appliesTo: "source",
  check({ templateTags, stream }, report) {
    const [first] = templateTags;
    if (!first) return;
    const checked = stream.problems.some(({ fatal }) => fatal)
      ? "what is left without them is no YAML, so nothing was checked"
      : "only what is outside of them was checked";
    report(first, {
      message: `The file contains template tags: ${checked}. The Agent does not fill them in, so it must get the rendered file and not this one.`,
    });
  },
});
