import { defineRule } from "../define";
import { databaseLogins, differingUsers, namedUser } from "../support/database-logins";

export default defineRule({
  id: "iam/db-user-unused",
  title: "No instance logs in as this database user",
  severity: "information",
  appliesTo: "workspace",
  check(workspace, report) {
    const logins = databaseLogins(workspace);
    if (!logins) return;
    const mistaken = new Set(differingUsers(logins).map(({ grant }) => grant));
    const told = new Set<string>();
    const users = [...new Set(logins.instances.map(({ username }) => `\`${username.text}\``))];
    for (const grant of logins.grants) {
      const user = namedUser(grant);
      if (user === undefined || logins.usernames.has(user) || mistaken.has(grant)) continue;
      // one policy may name a user for many databases
      const key = `${grant.user.at.path}\n${user}`;
      if (told.has(key)) continue;
      told.add(key);
      const [instance] = logins.instances;
      report(grant.user.at, {
        message: `No instance of these files logs in as \`${user}\`, so the Agent has no use for this permission. Remove it if the policy is the Agent's alone; the instances that log in with IAM do so as ${users.slice(0, 3).join(", ")}.`,
        related: instance
          ? [{ at: instance.username.at, message: `The Agent logs in as \`${instance.username.text}\`` }]
          : [],
      });
    }
  },
});
