import { parseRdsHost } from "../../model/aws/rds-host";
import { effectiveEntries, entryOf, mapOf } from "../../model/node";
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
    const entries = effectiveEntries(
      mapOf(block?.value) ?? { kind: "map", span: map.span, entries: [], flow: false },
    );
    const endpoint = givenIn(block?.value, "instance_endpoint");
    // of keys that are not read at all, sqlserver/managed-auth-misplaced speaks
    const unread = entries.every(({ name }) => name === "region" || name === "managed_authentication");
    if (!block || unread || isFilled(endpoint)) return;
    const { address } = readSqlserverAuth(map, root, context.settings);
    const rds = address && parseRdsHost(address.name) ? address.name : undefined;
    const advice = `Write the endpoint of the RDS instance${rds ? `, \`instance_endpoint: ${rds}\`` : ""}, or remove \`aws\`.`;
    if (endpoint.entry) {
      report(endpoint.entry.key, {
        severity: "warning",
        message: `\`instance_endpoint\` is empty, so Datadog links the database to no RDS instance. ${advice}`,
        fixes: [rds ? undefined : removeFix(context, block)],
      });
      return;
    }
    report(block.key, {
      message: `\`aws\` has no \`instance_endpoint\`: the check fails to start this instance with a KeyError. ${advice}`,
      fixes: [
        rds
          ? insertFix(context, map, ["aws"], [`instance_endpoint: ${rds}`], "Add `instance_endpoint`")
          : undefined,
      ],
    });
  },
});
