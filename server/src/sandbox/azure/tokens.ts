import { randomUUID } from "node:crypto";
import { parseAzureScope } from "../../model/azure/clouds";
import { fakeToken, seconds } from "../jwt";
import { CLIENT_ID, OBJECT_ID, TENANT_ID } from "../known";

const OTHER_RESOURCES = new Set([
  "https://management.azure.com",
  "https://management.core.windows.net",
  "https://graph.microsoft.com",
  "https://vault.azure.net",
]);

/** True for what tokens can be had for: the databases of every Azure cloud, and a few others. */
export function isKnownResource(resource: string): boolean {
  return parseAzureScope(resource) !== undefined || OTHER_RESOURCES.has(resource.replace(/\/+$/, ""));
}

/**
 * An access token of the sandbox's one identity. It proves nothing to anybody.
 *
 * @param lifetime in seconds
 */
export function accessToken(resource: string, now: Date, lifetime: number): string {
  return fakeToken({
    aud: resource,
    iss: `https://sts.windows.net/${TENANT_ID}/`,
    iat: seconds(now),
    nbf: seconds(now),
    exp: seconds(now) + lifetime,
    appid: CLIENT_ID,
    oid: OBJECT_ID,
    sub: OBJECT_ID,
    tid: TENANT_ID,
    idtyp: "app",
    uti: randomUUID(),
    ver: "1.0",
  });
}
