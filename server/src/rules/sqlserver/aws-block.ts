import { parseRdsHost } from "../../model/aws/rds-host";
import { entryOf, mapOf } from "../../model/node";
import { defineRule } from "../define";
import { insertFix, removeFix } from "../support/fixes";
import { givenIn, isFilled } from "../support/given";
import { readSqlserverAuth } from "../support/sqlserver-auth";

export default defineRule({
  id: "sqlserver/aws-block",
  title: "The `aws` block needs `instance_endpoint`",
  severity: "error",
  appliesTo: "sqlserver.instance",
  check({ map, root }, report, context) {
    const block = entryOf(map, "aws");
    const names = mapOf(block?.value)?.entries.map(({ name }) => name) ?? [];
    const endpoint = givenIn(block?.value, "instance_endpoint");
    if (!block || names.length === 0 || isFilled(endpoint)) return;
    // a block that is there for IAM login is a mistake of its own: sqlserver/managed-auth-misplaced
    if (names.includes("managed_authentication") && names.every(isUnread)) return;
    const { address } = readSqlserverAuth(map, root, context.settings);
    const rds = address && parseRdsHost(address.name) ? address.name : undefined;
    const advice = `Write the endpoint of the RDS instance${rds ? `, \`instance_endpoint: ${rds}\`` : ""}, or remove \`aws\`.`;
    if (endpoint.entry) {
      report(endpoint.entry.key, {
        severity: "warning",
        message: `\`instance_endpoint\` is empty, so Datadog links the database to no RDS instance. ${advice}`,
        fixes: [removeFix(context, map, block)],
      });
      return;
    }
    report(block.key, {
      message: `\`aws\` has no \`instance_endpoint\`: the check fails to start this instance with a KeyError. ${advice}`,
      fixes: [
        rds && !names.some(isUnread)
          ? insertFix(context, map, ["aws"], [`instance_endpoint: ${rds}`], "Add `instance_endpoint`")
          : removeFix(context, map, block),
      ],
    });
  },
});

function isUnread(name: string): boolean {
  return name === "region" || name === "managed_authentication";
}
