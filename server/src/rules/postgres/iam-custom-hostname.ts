import { parseRdsHost } from "../../model/aws/rds-host";
import { defineRule } from "../define";
import { writeFix } from "../support/fixes";
import { readPostgresAuth, wantsIam } from "../support/postgres-auth";

export default defineRule({
  id: "postgres/iam-custom-hostname",
  title: "IAM login needs the RDS endpoint as host",
  severity: "warning",
  appliesTo: "postgres.instance",
  check({ map }, report, context) {
    const auth = readPostgresAuth(map, context.settings);
    if (!wantsIam(auth, context.settings) || auth.rds) return;
    const { scalar, text } = auth.host;
    if (!scalar || text === undefined || text === "") return;
    const endpoint = auth.aws.instanceEndpoint.text;
    const known = endpoint !== undefined && parseRdsHost(endpoint) ? endpoint : undefined;
    report(scalar, {
      message: `IAM login is on, but \`${text}\` is no RDS endpoint. The Agent signs the token for the name in \`host\`, and the database takes only tokens for its own endpoint: behind an alias, an address or a tunnel the login fails. Write ${known ? `\`${known}\`` : "the endpoint, `….rds.amazonaws.com`,"} as \`host\`.`,
      fixes: known ? [writeFix(scalar, known)] : [],
    });
  },
});
