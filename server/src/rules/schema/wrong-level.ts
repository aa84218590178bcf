import { formatPath } from "../../model/node";
import { classifyAgentKey } from "../../schema/unknown";
import { defineRule } from "../define";
import { isUnknownKey } from "../support/keys";
import { relocate, sectionOf } from "../support/relocate";

export default defineRule({
  id: "schema/wrong-level",
  title: "The option belongs at another level of the file",
  severity: "warning",
  appliesTo: "setting",
  kinds: ["datadog"],
  check(setting, report, context) {
    if (!isUnknownKey(setting)) return;
    const { entry, path, map, section } = setting;
    const unknown = classifyAgentKey(entry.name, section, context.options);
    if (unknown.is !== "other-level") return;
    const places = unknown.options.map((option) => option.path);
    const [only] = places.length === 1 ? places : [];
    const part = sectionOf(path, context);
    report(entry.key, {
      message: `\`${formatPath(path)}\` has no effect: ${placesInWords(places)}`,
      fixes: [only && part && relocate({ entry, map, path, to: only, section: part }, context)],
    });
  },
});

function placesInWords(places: readonly (readonly string[])[]): string {
  const [first = []] = places;
  if (places.length > 1)
    return `the Agent reads ${places.map((place) => `\`${place.join(".")}\``).join(" and ")}. Move it to the one you mean.`;
  if (first.length === 1)
    return `the Agent reads \`${first[0]}\` at the root of the file. Move it there, to the start of a line.`;
  return `the Agent reads \`${first.at(-1)}\` below \`${first.slice(0, -1).join(".")}\`. Move it there.`;
}
