import { scalarOf } from "../../model/node";
import { defineRule } from "../define";
import { IAM_POLICY } from "../support/iam/places";

export default defineRule({
  id: "iam/element-combination",
  title: "Two elements exclude each other",
  severity: "error",
  appliesTo: "statement",
  kinds: IAM_POLICY,
  check({ policy, statement }, report) {
    const others = statement.element("NotPrincipal");
    // in a trust policy it is refused altogether
    if (others && policy.type !== "trust" && scalarOf(statement.element("Effect")?.value)?.text === "Allow")
      report(others.key, {
        severity: "warning",
        message:
          "`NotPrincipal` with `Allow` lets in everyone else in the world: name those who may under `Principal`, or use `NotPrincipal` with `Deny`.",
      });
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
