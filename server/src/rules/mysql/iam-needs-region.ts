import { defineRule } from "../define";
import { insertFix, writeFix } from "../support/fixes";
import { isFilled } from "../support/given";
import { readMysqlAuth } from "../support/mysql-auth";

export default defineRule({
  id: "mysql/iam-needs-region",
  title: "IAM login needs the region of the database",
  severity: "error",
  appliesTo: "mysql.instance",
  check({ map }, report, context) {
    const { login, aws, rds, host } = readMysqlAuth(map, context.settings);
    const { region, enabled } = aws;
    if (login !== "aws-iam" || !enabled.entry) return;
    if (!isFilled(region)) {
      const title = `Add \`region: ${rds?.region}\``;
      report(region.entry?.key ?? enabled.entry.value, {
        message: `IAM login is on, but \`aws.region\` is not set: the check fails to start the instance with a KeyError. Write the region of the database${rds ? `, \`region: ${rds.region}\`` : ""}.`,
        fixes: [
          rds && region.entry ? writeFix(region.scalar, rds.region, false, title) : undefined,
          rds && !region.entry
            ? insertFix(context, map, ["aws"], [`region: ${rds.region}`], title)
            : undefined,
        ],
      });
    } else if (rds && region.scalar && region.text !== undefined && region.text !== rds.region) {
      report(region.scalar, {
        message: `\`aws.region\` is \`${region.text}\`, but the host stands in \`${rds.region}\`. The Agent signs the IAM token for \`${region.text}\`, and the database refuses it. Write \`${rds.region}\`.`,
        fixes: [writeFix(region.scalar, rds.region)],
        related: host.scalar ? [{ at: host.scalar, message: "This host names its region." }] : [],
      });
    }
  },
});
