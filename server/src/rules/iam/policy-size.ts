import type { PolicyType } from "../../model/aws/policy";
import { defineRule } from "../define";
import { IAM_POLICY, openingOf } from "../support/iam/places";

/** In characters, blanks not counted. Source: IAM and STS quotas. */
const QUOTAS: Readonly<Partial<Record<PolicyType, { usual: number; most: number }>>> = {
  // 6,144 for a managed policy, 10,240 for all inline policies of a role
  identity: { usual: 6144, most: 10_240 },
  // 2,048 unless AWS has raised it, to 4,096 at most
  trust: { usual: 2048, most: 4096 },
};

export default defineRule({
  id: "iam/policy-size",
  title: "The policy is too long",
  severity: "error",
  appliesTo: "policy",
  kinds: IAM_POLICY,
  check({ root, whole, type }, report, { region }) {
    const quota = QUOTAS[type];
    if (!whole || !quota || root.span.end - root.span.start <= quota.usual) return;
    const size = region.text.slice(root.span.start, root.span.end).replace(/\s+/g, "").length;
    if (size <= quota.usual) return;
    const refused = size > quota.most;
    const limits =
      type === "trust"
        ? `2,048 characters, or 4,096 once AWS has raised the quota`
        : `6,144 characters for a managed policy, 2,048 for one in a user, 5,120 in a group and 10,240 in a role`;
    report(openingOf(root), {
      severity: refused ? "error" : "warning",
      message: `The policy has ${size.toLocaleString("en-US")} characters without blanks, and a ${type === "trust" ? "trust" : "permission"} policy may have ${limits}: IAM refuses it${refused ? "" : " beyond that"}. Use wildcards, or spread it over several policies.`,
    });
  },
});
