import { defineRule } from "../define";
import { writeFix } from "../support/fixes";
import { readPostgresAuth, wantsIam } from "../support/postgres-auth";

export default defineRule({
  id: "postgres/iam-region-mismatch",
  title: "`aws.region` is not the region of the host",
  severity: "error",
  appliesTo: "postgres.instance",
  check({ map }, report, context) {
    const auth = readPostgresAuth(map, context.settings);
    if (!wantsIam(auth, context.settings) || !auth.rds) return;
    const { text, scalar } = auth.aws.region;
    if (!scalar || text === undefined || text === "" || text === auth.rds.region) return;
    report(scalar, {
      message: `\`aws.region\` is \`${text}\`, but the host stands in \`${auth.rds.region}\`. The Agent signs the IAM token for \`${text}\`, so the database answers “PAM authentication failed”. Write \`${auth.rds.region}\`.`,
      fixes: [writeFix(scalar, auth.rds.region)],
      related: auth.host.scalar ? [{ at: auth.host.scalar, message: "This host names its region." }] : [],
    });
  },
});
