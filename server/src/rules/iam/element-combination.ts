import { defineRule } from "../define";
import { IAM_POLICY } from "../support/iam/places";

export default defineRule({
  id: "iam/element-combination",
  title: "Two elements exclude each other",
  severity: "error",
  appliesTo: "statement",
  kinds: IAM_POLICY,
  check({ statement }, report) {
    for (const name of ["Action", "Resource", "Principal"]) {
      const plain = statement.element(name);
      const negated = statement.element(`Not${name}`);
      if (!plain || !negated) continue;
      const [first, second] = plain.span.start < negated.span.start ? [plain, negated] : [negated, plain];
      report(second.key, {
        message: `A statement has either \`${name}\` or \`Not${name}\`, and this one has both, so IAM refuses the policy: keep one, or make two statements.`,
        related: [{ at: first.key, message: `\`${first.name}\` stands here` }],
      });
    }
  },
});
