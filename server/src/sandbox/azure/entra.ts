import { randomUUID } from "node:crypto";
import { type Answer, type Call, json, type Service } from "../http";
import { readToken, seconds } from "../jwt";
import { CLIENT_ID, SERVICE_ACCOUNT, TENANT_ID } from "../known";
import { accessToken, isKnownResource } from "./tokens";

export const ASSERTION_AUDIENCE = "api://AzureADTokenExchange";
const ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
/** A little less than an hour, as Entra's tokens have. */
const LIFETIME = 3599;

/** One of Entra's errors: status, OAuth error, AADSTS number, text. */
type Refusal = readonly [status: number, error: string, number: number, text: string];

/**
 * Stands in for Microsoft Entra: one tenant with one application, whose federated credential trusts the tokens
 * of the sandbox's Kubernetes service account.
 */
export function createEntra(now: () => Date): Service {
  return {
    answer(call) {
      const [, tenant = "", endpoint = ""] = /^\/([^/]+)\/(.+)$/.exec(call.path) ?? [];
      if (call.path === "/common/discovery/instance") return discovery(call);
      if (tenant.toLowerCase() !== TENANT_ID)
        return refuse([400, "invalid_tenant", 90002, `Tenant '${tenant}' not found.`], now());
      if (call.method === "GET" && endpoint === "v2.0/.well-known/openid-configuration")
        return configuration(call.origin);
      if (call.method === "POST" && endpoint === "oauth2/v2.0/token") return token(call.body);
      return refuse([404, "invalid_request", 900144, "There is nothing at this path."], now());
    },
    throttled: () => {
      const answer = refuse(
        [429, "temporarily_unavailable", 90055, "The server has terminated the request."],
        now(),
      );
      return { ...answer, headers: { ...answer.headers, "retry-after": "7" } };
    },
    broken: () =>
      refuse([500, "server_error", 90033, "A transient error has occurred. Please try again."], now()),
    malformed: () => ({ ...json(200, {}), body: '{"token_type":"Bearer","access_token":' }),
  };

  function token(body: string): Answer {
    const form = new URLSearchParams(body);
    const scope = (form.get("scope") ?? "").split(" ").find((part) => part.endsWith("/.default"));
    const problem = requestProblem(form, scope) ?? assertionProblem(form, now());
    if (problem || scope === undefined) return refuse(problem ?? BAD_SCOPE, now());
    return json(200, {
      token_type: "Bearer",
      expires_in: LIFETIME,
      ext_expires_in: LIFETIME,
      access_token: accessToken(scope.replace(/\/\.default$/, ""), now(), LIFETIME),
    });
  }
}

const BAD_SCOPE: Refusal = [
  400,
  "invalid_scope",
  1002012,
  "The provided value for scope is not valid. Client credential flows must have a scope value with /.default suffixed to the resource identifier (application ID URI).",
];

function requestProblem(form: URLSearchParams, scope: string | undefined): Refusal | undefined {
  if (form.get("grant_type") !== "client_credentials")
    return [400, "unsupported_grant_type", 70003, "The app requested an unsupported grant type."];
  const client = form.get("client_id") ?? "";
  if (client.toLowerCase() !== CLIENT_ID)
    return [
      400,
      "unauthorized_client",
      700016,
      `Application with identifier '${client}' was not found in the directory 'Sandbox'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.`,
    ];
  if (scope === undefined) return BAD_SCOPE;
  const resource = scope.replace(/\/\.default$/, "");
  if (!isKnownResource(resource))
    return [
      400,
      "invalid_resource",
      500011,
      `The resource principal named ${resource} was not found in the tenant named Sandbox.`,
    ];
  return undefined;
}

function assertionProblem(form: URLSearchParams, now: Date): Refusal | undefined {
  const assertion = form.get("client_assertion");
  if (!assertion || form.get("client_assertion_type") !== ASSERTION_TYPE)
    return [
      401,
      "invalid_client",
      7000218,
      "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
    ];
  const claims = readToken(assertion);
  if (claims === "not-a-jwt") return [401, "invalid_client", 50027, "JWT token is invalid or malformed."];
  if (claims === "bad-signature")
    return [
      401,
      "invalid_client",
      700211,
      "No matching federated identity record found for presented assertion issuer.",
    ];
  if (claims.aud !== ASSERTION_AUDIENCE)
    return [
      401,
      "invalid_client",
      700212,
      `No matching federated identity record found for presented assertion audience '${claims.aud}'.`,
    ];
  if (claims.sub !== SERVICE_ACCOUNT)
    return [
      401,
      "invalid_client",
      700213,
      `No matching federated identity record found for presented assertion subject '${claims.sub}'.`,
    ];
  if (Number(claims.exp) <= seconds(now))
    return [
      401,
      "invalid_client",
      700024,
      `Client assertion is not within its valid time range. Current time: ${now.toISOString()}, expiry time of assertion ${new Date(Number(claims.exp) * 1000).toISOString()}.`,
    ];
  return undefined;
}

/**
 * A client that does not know the host of its authority asks login.microsoftonline.com about it, unless it is
 * told not to (`disableInstanceDiscovery`). This answers those that ask the authority itself.
 */
function discovery({ origin }: Call): Answer {
  return json(200, {
    tenant_discovery_endpoint: `${origin}/${TENANT_ID}/v2.0/.well-known/openid-configuration`,
    "api-version": "1.1",
    metadata: [],
  });
}

function configuration(origin: string): Answer {
  const tenant = `${origin}/${TENANT_ID}`;
  return json(200, {
    issuer: `${tenant}/v2.0`,
    authorization_endpoint: `${tenant}/oauth2/v2.0/authorize`,
    token_endpoint: `${tenant}/oauth2/v2.0/token`,
    end_session_endpoint: `${tenant}/oauth2/v2.0/logout`,
    jwks_uri: `${tenant}/discovery/v2.0/keys`,
    token_endpoint_auth_methods_supported: ["private_key_jwt"],
    response_types_supported: ["code", "id_token"],
    subject_types_supported: ["pairwise"],
    id_token_signing_alg_values_supported: ["RS256"],
  });
}

function refuse([status, error, number, message]: Refusal, now: Date): Answer {
  const [trace, correlation] = [randomUUID(), randomUUID()];
  const timestamp = now
    .toISOString()
    .replace("T", " ")
    .replace(/\.\d{3}/, "");
  return json(status, {
    error,
    error_description: `AADSTS${number}: ${message} Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${timestamp}`,
    error_codes: [number],
    timestamp,
    trace_id: trace,
    correlation_id: correlation,
    error_uri: `https://login.microsoftonline.com/error?code=${number}`,
  });
}
