import { isAccountId } from "../../model/aws/arn";
import type { PolicyStatement } from "../../model/aws/policy";
import { defineRule } from "../define";
import { placeOf } from "../support/iam/arns";
import { replaceValue } from "../support/iam/edits";
import { IAM_POLICY } from "../support/iam/places";
import { isDatabaseLogin } from "../support/iam/rds-db";

/** Login beside other actions, and no resource that it could be for. */
function grantsNoLogin({ actionNames, resources }: PolicyStatement): boolean {
  return (
    actionNames.includes("rds-db:connect") &&
    resources.every(({ scalar }) => scalar !== undefined && /^arn:[^:]*:rds:/.test(scalar.text))
  );
}

/** What an ARN of `rds` names, by its first word. */
const NAMED: Readonly<Record<string, { what: string; id: string }>> = {
  db: { what: "an instance", id: "db-<RESOURCE_ID>" },
  cluster: { what: "a cluster", id: "cluster-<RESOURCE_ID>" },
  "db-proxy": { what: "a proxy", id: "prx-<RESOURCE_ID>" },
  proxy: { what: "a proxy", id: "prx-<RESOURCE_ID>" },
};

export default defineRule({
  id: "iam/rds-db-instance-arn",
  title: "Login needs the ARN of a database user, not of a database",
  severity: "error",
  appliesTo: "statement",
  kinds: IAM_POLICY,
  check({ statement }, report, context) {
    if (!isDatabaseLogin(statement) && !grantsNoLogin(statement)) return;
    for (const place of statement.arns) {
      const { arn } = place;
      if (arn?.service.text !== "rds" || place.where !== "resource") continue;
      const word = /^[^:/]*/.exec(arn.resource.text)?.[0] ?? "";
      if (/^db-?user$/i.test(word)) continue;
      const { what, id } = NAMED[word] ?? { what: "something of RDS", id: "<RESOURCE_ID>" };
      const { partition, region, account } = arn;
      const meant = `arn:${partition.text}:rds-db:${region.text}:${account.text}:dbuser:${id}/<DB_USER>`;
      const whole = isAccountId(account.text) && region.text !== "";
      report(placeOf(arn.service, place, context), {
        message: `This is the ARN of ${what}, and \`rds-db:connect\` is granted on a database user, so nobody can log in by it: write \`${meant}\`, with the resource id that the console shows as “Resource ID” and the Agent's \`username\`.`,
        fixes: [whole ? replaceValue(place.scalar, meant) : undefined],
      });
    }
  },
});
