import { reachesBelow } from "../../config/version";
import { defineRule } from "../define";
import { insertFix, writeFix } from "../support/fixes";
import { readPostgresAuth, wantsIam } from "../support/postgres-auth";

export default defineRule({
  id: "postgres/iam-tls",
  title: "IAM login needs TLS",
  severity: "error",
  appliesTo: "postgres.instance",
  check({ map }, report, context) {
    const auth = readPostgresAuth(map, context.settings);
    if (!wantsIam(auth, context.settings)) return;
    const { entry, text, scalar } = auth.ssl;
    if (scalar && text === "disable") {
      report(scalar, {
        message:
          "IAM login is on, but `ssl: disable` keeps the connection unencrypted. RDS takes IAM tokens over TLS only and answers “PAM authentication failed”. Write `ssl: require`.",
        fixes: [writeFix(scalar, "require")],
      });
      return;
    }
    const asked = auth.reason === "explicit" ? auth.aws.enabled.entry?.value : auth.aws.region.entry?.key;
    if (entry || !asked || !reachesBelow(context.settings.agentVersion, "7.49")) return;
    report(asked, {
      message:
        "IAM login is on and `ssl` is not set. Agents before 7.49 then connect without TLS, and RDS takes IAM tokens over TLS only: it answers “PAM authentication failed”. Write `ssl: require`.",
      fixes: [insertFix(context, map, [], ["ssl: require"], "Add `ssl: require`")],
    });
  },
});
