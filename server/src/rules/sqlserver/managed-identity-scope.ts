import { type AzureCloud, parseAzureHost, parseAzureScope } from "../../model/azure/clouds";
import { entryOf } from "../../model/node";
import { defineRule } from "../define";
import { insertFix, writeFix } from "../support/fixes";
import { givenIn } from "../support/given";
import { DEFAULT_SQLSERVER_SCOPE, readSqlserverAuth } from "../support/sqlserver-auth";

export default defineRule({
  id: "sqlserver/managed-identity-scope",
  title: "The token is asked for another service or cloud",
  severity: "error",
  appliesTo: "sqlserver.instance",
  check({ map, root }, report, context) {
    const { identity, azureHost } = readSqlserverAuth(map, root, context.settings);
    const { scope, block } = identity;
    if (!identity.on || !block || scope.unknowable) return;
    const asked = parseAzureScope(scope.text || DEFAULT_SQLSERVER_SCOPE);
    const fullName = givenIn(entryOf(map, "azure")?.value, "fully_qualified_domain_name").text;
    const cloud = azureHost?.cloud ?? (fullName === undefined ? undefined : parseAzureHost(fullName)?.cloud);
    if (!asked || (asked.service === "sqlserver" && (!cloud || cloud.id === asked.cloud.id))) return;
    const wanted = (cloud ?? asked.cloud).scopes.sqlserver;
    report(scope.text ? (scope.scalar ?? block.key) : block.key, {
      message: `${fault(asked, cloud, Boolean(scope.text))} Write \`identity_scope: ${wanted}\`.`,
      fixes: [
        scope.entry
          ? writeFix(scope.scalar, wanted)
          : insertFix(
              context,
              map,
              ["managed_identity"],
              [`identity_scope: ${wanted}`],
              "Add `identity_scope`",
            ),
      ],
    });
  },
});

function fault(
  asked: NonNullable<ReturnType<typeof parseAzureScope>>,
  cloud: AzureCloud | undefined,
  written: boolean,
): string {
  if (asked.service === "openSource")
    return "This is the scope of Azure's PostgreSQL and MySQL servers. SQL Server does not accept a token that was made for them.";
  const where = cloud?.name ?? "another cloud";
  return written
    ? `The host is in ${where}, and this is the scope of ${asked.cloud.name}: the server does not accept the token.`
    : `The host is in ${where}, but the Agent does not look at the host and asks for a token of ${asked.cloud.name}, which the server does not accept.`;
}
