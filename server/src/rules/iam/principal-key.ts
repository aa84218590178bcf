import { isIntrinsic } from "../../model/aws/policy";
import { PRINCIPAL_KEYS } from "../../model/aws/policy-grammar";
import { mapOf } from "../../model/node";
import { closest } from "../../schema/similar";
import { defineRule } from "../define";
import { renameJsonKey } from "../support/iam/edits";
import { IAM_POLICY, isFillIn } from "../support/iam/places";

const KEYS: ReadonlySet<string> = new Set(PRINCIPAL_KEYS);

export default defineRule({
  id: "iam/principal-key",
  title: "There is no such kind of principal",
  severity: "error",
  appliesTo: "statement",
  kinds: IAM_POLICY,
  check({ statement }, report) {
    for (const name of ["Principal", "NotPrincipal"]) {
      const map = mapOf(statement.element(name)?.value);
      if (!map || isIntrinsic(map)) continue;
      for (const entry of map.entries) {
        if (KEYS.has(entry.name) || isFillIn(entry.name)) continue;
        const meant = closest(entry.name, PRINCIPAL_KEYS);
        const hint = !meant
          ? "Write `AWS` for accounts, users and roles, `Service` for AWS services, `Federated` for identity providers."
          : meant.toLowerCase() === entry.name.toLowerCase()
            ? `Write \`${meant}\`: case counts.`
            : `Did you mean \`${meant}\`?`;
        report(entry.key, {
          message: `\`${entry.name}\` is no kind of principal, and IAM refuses the policy. ${hint}`,
          fixes: [meant ? renameJsonKey(entry, meant) : undefined],
        });
      }
    }
  },
});
