import { AZURE_CLOUDS, parseAzureHost, parseAzureScope } from "../../model/azure/clouds";
import { LiveFailure } from "../failure";
import type { Libraries } from "../libraries";
import { isLoopback } from "../network";
import type { AwsIdentity } from "../ports";
import type { LiveRun } from "../run";
import type { DatabaseToken, Hooks, LoginSubject } from "../subjects";

/**
 * Fetches a token of Entra for the scope of the instance.
 *
 * @param as whose identity; the rest of `AwsIdentity` has no meaning here
 * @throws LiveFailure `refused` for a scope that would give a token for something else than a database
 */
export async function fetchEntraToken(
  subject: LoginSubject,
  { as }: Pick<AwsIdentity, "as">,
  run: LiveRun,
  libraries: Libraries,
): Promise<DatabaseToken> {
  const { scope = "", method, clientId, tenantId, host, username } = subject;
  const known = parseAzureScope(scope);
  if (!known)
    throw new LiveFailure(
      "refused",
      `The scope \`${scope}\` is that of no Azure database. A token for it could be used for other things, so ddconf does not fetch one.`,
      `Write \`identity_scope: ${scopeFor(subject)}\`, or leave it out.`,
    );
  if (method === "azure-managed-identity" && !clientId && as === "agent")
    throw new LiveFailure(
      "configuration",
      "`client_id` is missing, so the Agent does not know which managed identity to use.",
      "Write the client id of the managed identity; the Azure portal shows it on the identity's page.",
    );
  const azure = await libraries.azure();
  const { token, expiresAt, source } = await azure.token(
    {
      as,
      authType: method === "azure-workload-identity" ? "workload_identity" : "managed_identity",
      clientId,
      tenantId,
      scope: scope.endsWith("/.default") ? scope : `${scope.replace(/\/+$/, "")}/.default`,
      authority: known.cloud.authorities[0] ?? "login.microsoftonline.com",
    },
    run,
  );
  return { token, kind: "entra-token", host, username, audience: scope, expiresAt, source };
}

/** The scope for the cloud that the host is in. */
function scopeFor({ host, check }: LoginSubject): string {
  const cloud = parseAzureHost(host)?.cloud ?? AZURE_CLOUDS[0];
  return cloud?.scopes[check === "sqlserver" ? "sqlserver" : "openSource"] ?? "";
}

/**
 * Makes sure that a token of Entra, which opens every database of the tenant that knows the identity, goes to an
 * Azure database or where the user says so.
 *
 * @returns true when the host is one of Azure's, whose certificate can be checked in full
 * @throws LiveFailure `refused`
 */
export async function checkRecipient(
  { host, port }: LoginSubject,
  run: LiveRun,
  hooks: Pick<Hooks, "confirm">,
): Promise<boolean> {
  if (run.sandbox && isLoopback(host)) return false;
  if (parseAzureHost(host)) return true;
  const agreed = await hooks.confirm(
    `\`${host}:${port}\` is no host of an Azure database. Whoever answers there gets a token that opens every database of the tenant which knows this identity. Send it to ${host}?`,
  );
  if (agreed) return false;
  throw new LiveFailure(
    "refused",
    `\`${host}\` is no host of an Azure database, and a token of Entra opens more than one of them, so it was not sent.`,
    "Write the server's own name into `host`: `<server>.postgres.database.azure.com` or `<server>.database.windows.net`.",
  );
}
