import { type AzureCloud, parseAzureHost, parseAzureScope } from "../../model/azure/clouds";
import type { MapNode } from "../../model/node";
import { defineRule, type Fix, type Located, type RuleContext } from "../define";
import { insertFix, writeFix } from "../support/fixes";
import {
  DEFAULT_POSTGRES_SCOPE,
  type PostgresAuth,
  readPostgresAuth,
  usesAzure,
} from "../support/postgres-auth";

export default defineRule({
  id: "postgres/azure-scope",
  title: "The token is asked for another service or cloud",
  severity: "error",
  appliesTo: "postgres.instance",
  check({ map }, report, context) {
    const auth = readPostgresAuth(map, context.settings);
    if (!usesAzure(auth)) return;
    const { scope, enabled } = auth.azure;
    if (scope.unknowable) return;
    const asked = parseAzureScope(scope.text || DEFAULT_POSTGRES_SCOPE);
    const cloud = cloudOf(auth);
    if (!asked || (asked.service === "openSource" && (!cloud || cloud.id === asked.cloud.id))) return;
    const wanted = (cloud ?? asked.cloud).scopes.openSource;
    const at: Located = scope.scalar ?? enabled.entry?.value ?? map;
    report(at, {
      message: `${fault(auth, asked, cloud)} Write \`identity_scope: ${wanted}\`.`,
      fixes: [scope.text ? writeFix(scope.scalar, wanted) : addScope(auth, map, wanted, context)],
    });
  },
});

function fault(
  { azure }: PostgresAuth,
  asked: NonNullable<ReturnType<typeof parseAzureScope>>,
  cloud: AzureCloud | undefined,
): string {
  if (asked.service === "sqlserver")
    return "This is the scope of Azure SQL. The Agent gets a token for SQL Server, which a PostgreSQL server does not accept.";
  const where = cloud?.name ?? "another cloud";
  return azure.scope.text
    ? `The host is in ${where}, and this is the scope of ${asked.cloud.name}: the server does not accept the token.`
    : `The host is in ${where}, but the Agent does not look at the host and asks for a token of ${asked.cloud.name}, which the server does not accept.`;
}

/** The cloud that the host is in; an alias does not tell, but the full name beside it does. */
function cloudOf({ azureHost, azure }: PostgresAuth): AzureCloud | undefined {
  const fqdn = azure.fqdn.text;
  return azureHost?.cloud ?? (fqdn === undefined ? undefined : parseAzureHost(fqdn)?.cloud);
}

function addScope(auth: PostgresAuth, map: MapNode, scope: string, context: RuleContext): Fix | undefined {
  const path = auth.reason === "legacy-block" ? ["managed_identity"] : ["azure", "managed_authentication"];
  return insertFix(context, map, path, [`identity_scope: ${scope}`], "Add `identity_scope`");
}
