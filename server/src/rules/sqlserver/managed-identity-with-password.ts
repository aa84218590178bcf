import { defineRule } from "../define";
import { removeFix } from "../support/fixes";
import { isFilled } from "../support/given";
import { readSqlserverAuth } from "../support/sqlserver-auth";

export default defineRule({
  id: "sqlserver/managed-identity-with-password",
  title: "`managed_identity` takes no `username` and no `password`",
  severity: "error",
  appliesTo: "sqlserver.instance",
  check({ map, root }, report, context) {
    const { identity, username, password } = readSqlserverAuth(map, root, context.settings);
    if (!identity.on || !identity.block) return;
    const credentials = [username, password]
      .filter((given) => isFilled(given))
      .flatMap(({ entry }) => entry ?? []);
    const [first, second] = credentials;
    if (!first) return;
    const names = credentials.map(({ name }) => `\`${name}\``).join(" and ");
    report(first.key, {
      message: `The check refuses an instance that has both \`managed_identity\` and ${names}: it logs in with a token, which says who it is. Remove ${names}; to log in with a password, remove \`managed_identity\` instead.`,
      fixes: [removeFix(context, map, credentials)],
      related: [
        ...(second ? [{ at: second.key, message: "This one too." }] : []),
        { at: identity.block.key, message: "The managed identity." },
      ],
    });
  },
});
