import { defineRule } from "../define";
import { coversRegion, coversUser, databaseLogins } from "../support/database-logins";

export default defineRule({
  id: "iam/db-region-differs",
  title: "The policy covers databases of another region only",
  severity: "warning",
  appliesTo: "workspace",
  check(workspace, report) {
    const logins = databaseLogins(workspace);
    if (!logins) return;
    // a policy for other users may well be about other databases
    const grants = logins.grants.filter((grant) =>
      logins.instances.some(({ username }) => coversUser(grant, username.text)),
    );
    if (grants.some((grant) => logins.instances.some((instance) => coversRegion(grant, instance)))) return;
    const actual = logins.instances.flatMap(({ region }) => (region ? [region] : []));
    const names = [...new Set(actual.map(({ text }) => `\`${text}\``))];
    const told = new Set<string>();
    for (const { region } of grants) {
      const key = `${region.at.path}\n${region.text}`;
      if (told.has(key)) continue;
      told.add(key);
      report(region.at, {
        message: `The policy allows logins in \`${region.text}\` only, and the instances that log in with IAM are in ${names.join(", ")}: the database refuses the Agent's token (PAM authentication failed). Write the region of the database here.`,
        related: actual
          .slice(0, 1)
          .map(({ at, text }) => ({ at, message: `The instance is in \`${text}\`` })),
      });
    }
  },
});
