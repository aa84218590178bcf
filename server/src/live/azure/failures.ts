import { type FailureKind, LiveFailure } from "../failure";
import type { EntraTokenRequest } from "../ports";
import type { AzureHttpClient, LastAnswer } from "./http-client";

type Words = (request: EntraTokenRequest) => readonly [kind: FailureKind, message: string, next: string];

/** The metadata service's and Entra's refusals, by what they say. */
const REFUSALS: readonly (readonly [RegExp, Words])[] = [
  [
    /multiple user assigned identities exist/i,
    () => [
      "configuration",
      "The machine has several managed identities, and the instance does not say which one to use.",
      "Write the client id of one of them into `client_id`.",
    ],
  ],
  [
    /identity not found/i,
    ({ clientId }) => [
      "configuration",
      clientId
        ? `The machine has no managed identity with the client id \`${clientId}\`.`
        : "The machine has no managed identity.",
      "Assign the identity to this machine (VM, scale set or AKS node pool), or correct `client_id`: it is the client id, not the object id.",
    ],
  ],
  [
    /AADSTS700016\b/,
    ({ clientId }) => [
      "configuration",
      `The tenant has no application or identity with the client id \`${clientId ?? "?"}\`.`,
      "Correct `client_id`, or the tenant: the identity has to belong to it.",
    ],
  ],
  [
    /AADSTS(?:90002|900023|900021)\b/,
    ({ tenantId }) => [
      "configuration",
      `There is no tenant \`${tenantId ?? "?"}\` in this cloud.`,
      "Correct `tenant_id` (AZURE_TENANT_ID), and check that `identity_scope` is of the same cloud.",
    ],
  ],
  [
    /AADSTS(?:7000215|7000222)\b/,
    () => [
      "credentials",
      "Entra does not accept the client secret: it is wrong, or over.",
      "Put a new one into AZURE_CLIENT_SECRET. It is the secret's value, not its id.",
    ],
  ],
  [
    /AADSTS7002(?:11|12|13)\b|AADSTS70021\b/,
    () => [
      "permission",
      "The identity does not trust the token of this Kubernetes service account.",
      "Give it a federated credential whose issuer is the cluster's OIDC issuer, whose subject is `system:serviceaccount:<namespace>:<name>` of the Agent, and whose audience is `api://AzureADTokenExchange`.",
    ],
  ],
  [
    /AADSTS(?:700024|700027|50027)\b/,
    () => [
      "credentials",
      "Entra does not accept the token of the service account: it is over, or not one of the cluster's.",
      "Check that AZURE_FEDERATED_TOKEN_FILE is the file that the workload identity webhook keeps renewing, and the machine's clock.",
    ],
  ],
  [
    /AADSTS500011\b/,
    ({ scope }) => [
      "configuration",
      `The tenant does not know \`${scope}\`.`,
      "Write the `identity_scope` of the database's own cloud, or leave it out.",
    ],
  ],
  [
    /AADSTS50034\b/,
    () => ["credentials", "The tenant has no such user.", "Log in with an account of the database's tenant."],
  ],
  [
    /AADSTS(?:50076|50079|53003|50158)\b/,
    () => [
      "permission",
      "The tenant wants more than a password here: a second factor, or a known device.",
      "Log in again with `az login`.",
    ],
  ],
  [
    /AADSTS7000112\b/,
    () => [
      "permission",
      "The identity is switched off in this tenant.",
      "Have it enabled in Microsoft Entra ID.",
    ],
  ],
];

const COMMAND_LINE: readonly (readonly [RegExp, readonly [string, string]])[] = [
  [
    /az login|AADSTS70043|AADSTS700082/i,
    ["The login of the Azure command line is over, or there is none.", "Log in with `az login`."],
  ],
];

/** What became of a request for a token, in words; the SDK's own words may quote what was sent. */
export function azureFailure(
  error: unknown,
  request: EntraTokenRequest,
  { refusal, failure }: AzureHttpClient,
): LiveFailure {
  if (error instanceof LiveFailure) return error;
  if (refusal) return refusalFailure(refusal, request);
  const text = error instanceof Error ? error.message : "";
  for (const [pattern, [message, next]] of COMMAND_LINE)
    if (pattern.test(text)) return new LiveFailure("credentials", message, next);
  if (failure && request.as === "agent") return failure;
  return new LiveFailure(
    "credentials",
    request.as === "me"
      ? "None of the ways to an Azure identity works here: environment, workload identity, managed identity, `az`, PowerShell, `azd`."
      : "Azure's SDK could not get a token.",
    request.as === "me" ? "Log in with `az login`." : "Check the identity of this machine, and try again.",
  );
}

function refusalFailure(
  { host, status, error, description }: LastAnswer,
  request: EntraTokenRequest,
): LiveFailure {
  const detail = quotation(description || error);
  for (const [pattern, words] of REFUSALS)
    if (pattern.test(description)) return new LiveFailure(...words(request), { detail });
  if (status === 429)
    return new LiveFailure(
      "throttled",
      `\`${host}\` gets too many requests.`,
      "Wait a little and try again.",
      {
        detail,
      },
    );
  if (status >= 500)
    return new LiveFailure(
      "service",
      `\`${host}\` has a problem of its own (${status}).`,
      "Try again later.",
      {
        detail,
      },
    );
  return new LiveFailure(
    "credentials",
    `\`${host}\` gives no token (${status}).`,
    "See what it says; the number behind AADSTS is explained at https://login.microsoftonline.com/error.",
    { detail },
  );
}

/** Without the ids of one request, which say nothing to anybody else. */
function quotation(text: string): string | undefined {
  return text.replace(/\s*Trace ID:[\s\S]*$/, "").slice(0, 500) || undefined;
}
