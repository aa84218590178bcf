import { defineRule } from "../define";
import { databaseLogins, differingUsers } from "../support/database-logins";

export default defineRule({
  id: "iam/db-user-differs",
  title: "The policy names another database user than the instance",
  severity: "warning",
  appliesTo: "workspace",
  check(workspace, report) {
    const logins = databaseLogins(workspace);
    if (!logins) return;
    for (const { grant, written, instance } of differingUsers(logins)) {
      const { text: wanted, at } = instance.username;
      const onlyCase = written.toLowerCase() === wanted.toLowerCase() ? " (case counts)" : "";
      report(grant.user.at, {
        message: `The policy allows a login as \`${written}\`, and the instance logs in as \`${wanted}\`${onlyCase}: the database refuses the Agent's token (PAM authentication failed). Write \`${wanted}\` here, or \`username: ${written}\` in the instance, whichever the database knows.`,
        related: [{ at, message: `The Agent logs in as \`${wanted}\`` }],
      });
    }
  },
});
