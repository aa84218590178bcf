import { defineRule } from "../define";
import { removeFix } from "../support/fixes";
import { isFilled } from "../support/given";
import { readPostgresAuth, usesAzure } from "../support/postgres-auth";

export default defineRule({
  id: "postgres/iam-password-ignored",
  title: "The password is not used with managed authentication",
  severity: "warning",
  appliesTo: "postgres.instance",
  check({ map }, report, context) {
    const auth = readPostgresAuth(map, context.settings);
    const { entry } = auth.password;
    // where `aws.region` alone switched IAM on, postgres/iam-implicit speaks of the password
    if (!entry || !isFilled(auth.password) || auth.reason === "region") return;
    const azure = usesAzure(auth);
    if (!azure && auth.login !== "aws-iam") return;
    const token = azure ? "an Entra ID token" : "an IAM token";
    const block = azure && auth.reason === "legacy-block" ? "managed_identity" : "managed_authentication";
    report(entry.key, {
      message: `\`${block}\` is on, so the Agent logs in with ${token} and never uses this password. Remove \`password\`, or set \`enabled: false\` if the password is what you want.`,
      fixes: [removeFix(context, map, entry)],
      tag: "unnecessary",
    });
  },
});
