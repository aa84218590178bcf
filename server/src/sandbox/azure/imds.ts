import { type Answer, type Call, json, type Service } from "../http";
import { seconds } from "../jwt";
import { CLIENT_ID, OBJECT_ID } from "../known";
import { accessToken, isKnownResource } from "./tokens";

/** Tokens of managed identities live for a day. */
const LIFETIME = 24 * 60 * 60;

/**
 * Stands in for the token endpoint of Azure's instance metadata service: a machine with one managed identity,
 * which is found by its client id, by its object id, and without any.
 */
export function createAzureImds(now: () => Date): Service {
  return {
    answer(call) {
      // Microsoft's library ends the path with a slash
      if (call.method !== "GET" || !/^\/metadata\/identity\/oauth2\/token\/?$/.test(call.path))
        return refuse(404, "not_found", "The requested resource was not found.");
      return problemWith(call) ?? token(call.query.get("resource") ?? "");
    },
    throttled: () => refuse(429, "too_many_requests", "Too many requests"),
    broken: () =>
      refuse(500, "unknown", "Failed to retrieve token from the Active directory. For details see logs."),
    malformed: () => ({ ...json(200, {}), body: '{"access_token":' }),
  };

  function token(resource: string): Answer {
    const start = seconds(now());
    return json(200, {
      access_token: accessToken(resource, now(), LIFETIME),
      client_id: CLIENT_ID,
      expires_in: String(LIFETIME),
      expires_on: String(start + LIFETIME),
      ext_expires_in: String(LIFETIME),
      not_before: String(start),
      resource,
      token_type: "Bearer",
    });
  }
}

function problemWith({ headers, query }: Call): Answer | undefined {
  const invalid = (text: string) => refuse(400, "invalid_request", text);
  if (headers.metadata?.toLowerCase() !== "true") return invalid("Required metadata header not specified");
  if (headers["x-forwarded-for"] !== undefined) return invalid("X-Forwarded-For header is not allowed");
  for (const name of ["api-version", "resource"])
    if (!query.get(name)) return invalid(`Required query variable '${name}' is missing`);
  const client = query.get("client_id") ?? CLIENT_ID;
  const object = query.get("object_id") ?? query.get("principal_id") ?? OBJECT_ID;
  // an identity that is named by its resource id is not known: the machine's has none
  const resourceId = query.get("msi_res_id") ?? query.get("mi_res_id");
  if (client.toLowerCase() !== CLIENT_ID || object.toLowerCase() !== OBJECT_ID || resourceId)
    return invalid("Identity not found");
  const resource = query.get("resource") ?? "";
  if (isKnownResource(resource)) return undefined;
  return refuse(
    400,
    "invalid_resource",
    `AADSTS500011: The resource principal named ${resource} was not found in the tenant named Sandbox. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.`,
  );
}

function refuse(status: number, error: string, description: string): Answer {
  return json(status, { error, error_description: description });
}
