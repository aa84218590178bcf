import { overlap } from "../../model/aws/arn-pattern";
import { type FailureOptions, LiveFailure } from "../failure";
import type { DatadogKeys, IdentityMapping, MappingKind } from "../ports";
import type { LiveRun } from "../run";
import { dataOf, objectOf, textAt, unreadable } from "./answers";
import { INTEGRATE, NOT_INTEGRATED } from "./exchange";
import { type Purpose, statusFailure } from "./failures";
import { type HttpAnswer, type HttpCall, send } from "./request";

interface Generation {
  readonly path: string;
  readonly types: Readonly<Record<MappingKind, string>>;
}

/**
 * Both generations of the endpoints; each has both kinds. The first is in Datadog's guides (its persona half in
 * the public specification, as unstable), the second in its newer API clients (`AWSWIFApi`). A service that does
 * not know the one answers 404, and is asked for the other.
 */
const GENERATIONS: readonly Generation[] = [
  {
    path: "/api/v2/cloud_auth/aws",
    types: { intake: "aws_cloud_auth_intake_mapping", persona: "aws_cloud_auth_config" },
  },
  { path: "/api/v2/wif/aws", types: { intake: "aws_wif_intake_mapping", persona: "aws_wif_config" } },
];

/** One call to the mapping resources. */
interface MappingCall {
  readonly method: HttpCall["method"];
  readonly kind: MappingKind;
  readonly id?: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

export async function listMappings(
  apiUrl: string,
  kind: MappingKind,
  keys: DatadogKeys,
  run: LiveRun,
): Promise<readonly IdentityMapping[]> {
  const answer = await call(apiUrl, { method: "GET", kind }, keys, run);
  const purpose = purposeOf(keys, "list the identity mappings", 200);
  requireSuccess(answer, apiUrl, purpose);
  const data = dataOf(answer, "a list of mappings");
  if (!Array.isArray(data)) throw unreadable("a list of mappings");
  return data.map((item: unknown) => readMapping(item, kind));
}

export async function createMapping(
  apiUrl: string,
  mapping: Omit<IdentityMapping, "id">,
  keys: DatadogKeys,
  run: LiveRun,
): Promise<IdentityMapping> {
  const { kind, arnPattern, accountIdentifier } = mapping;
  const attributes = {
    arn_pattern: arnPattern,
    ...(kind === "persona" && accountIdentifier ? { account_identifier: accountIdentifier } : {}),
  };
  const answer = await call(apiUrl, { method: "POST", kind, attributes }, keys, run);
  const purpose = purposeOf(keys, "create the mapping", 201);
  if (answer.status === 409) throw await conflict(answer, apiUrl, mapping, purpose, keys, run);
  requireSuccess(answer, apiUrl, purpose);
  return readMapping(dataOf(answer, "the new mapping"), kind);
}

export async function deleteMapping(
  apiUrl: string,
  kind: MappingKind,
  id: string,
  keys: DatadogKeys,
  run: LiveRun,
): Promise<void> {
  const answer = await call(apiUrl, { method: "DELETE", kind, id }, keys, run);
  if (answer.status === 404)
    throw new LiveFailure(
      "service",
      `There is no ${kind} mapping with the id \`${id}\` (404).`,
      "`ddconf mapping list` shows those that are there. Somebody else may have deleted it.",
    );
  requireSuccess(answer, apiUrl, purposeOf(keys, "delete the mapping", 204));
}

async function call(
  apiUrl: string,
  { method, kind, id, attributes }: MappingCall,
  { apiKey, appKey }: DatadogKeys,
  run: LiveRun,
): Promise<HttpAnswer> {
  let answer: HttpAnswer | undefined;
  for (const { path, types } of GENERATIONS) {
    answer = await send(
      {
        method,
        url: `${apiUrl}${path}/${kind}_mapping${id === undefined ? "" : `/${encodeURIComponent(id)}`}`,
        headers: {
          "dd-api-key": apiKey.reveal(),
          "dd-application-key": appKey.reveal(),
          ...(attributes ? { "content-type": "application/json" } : {}),
        },
        ...(attributes ? { body: JSON.stringify({ data: { type: types[kind], attributes } }) } : {}),
        retry: method === "GET",
      },
      run,
    );
    if (answer.status !== 404) break;
  }
  if (!answer) throw new Error("there is a generation");
  return answer;
}

function requireSuccess(answer: HttpAnswer, apiUrl: string, purpose: Purpose): void {
  if (answer.status !== purpose.success) throw statusFailure(answer, new URL(apiUrl).hostname, purpose);
}

function readMapping(item: unknown, kind: MappingKind): IdentityMapping {
  const object = objectOf(item);
  const attributes = objectOf(object?.attributes);
  const id = textAt(object, "id");
  const arnPattern = textAt(attributes, "arn_pattern");
  if (id === undefined || arnPattern === undefined) throw unreadable("a mapping");
  return { id, kind, arnPattern, accountIdentifier: textAt(attributes, "account_identifier") };
}

/** Names what is in the way, where the lists show it. */
async function conflict(
  answer: HttpAnswer,
  apiUrl: string,
  { arnPattern }: Omit<IdentityMapping, "id">,
  purpose: Purpose,
  keys: DatadogKeys,
  run: LiveRun,
): Promise<LiveFailure> {
  const { detail } = statusFailure(answer, new URL(apiUrl).hostname, purpose);
  const lists = await Promise.allSettled(
    (["intake", "persona"] as const).map((kind) => listMappings(apiUrl, kind, keys, run)),
  );
  const found = lists
    .flatMap((list) => (list.status === "fulfilled" ? list.value : []))
    .find((other) => overlap(other.arnPattern, arnPattern));
  if (!found)
    return new LiveFailure(
      "service",
      `A mapping that is there already has callers in common with \`${arnPattern}\` (409).`,
      "`ddconf mapping list` shows them all. Delete the one that is in the way, or leave it at that one.",
      { detail },
    );
  const same = found.arnPattern === arnPattern;
  return new LiveFailure(
    "service",
    same
      ? `\`${arnPattern}\` is mapped already: ${found.kind} mapping \`${found.id}\` (409).`
      : `The ${found.kind} mapping \`${found.arnPattern}\` has callers in common with \`${arnPattern}\` (409).`,
    same
      ? "Nothing is left to do, unless it is to stand for somebody else: then delete it first."
      : `Leave it at that one if it does, or delete it first: \`ddconf mapping delete ${found.id}\`.`,
    { detail },
  );
}

function purposeOf({ apiKey, appKey }: DatadogKeys, doing: string, success: number): Purpose {
  return {
    doing,
    success,
    secrets: [apiKey.reveal(), appKey.reveal()],
    refusal: (status, options) => refusal(status, doing, options),
  };
}

function refusal(status: number, doing: string, options: FailureOptions): LiveFailure | undefined {
  if (status === 400) return badRequest(doing, options);
  if (status !== 401 && status !== 403) return undefined;
  const right = doing.startsWith("list") ? "read" : "write";
  return new LiveFailure(
    status === 401 ? "credentials" : "permission",
    `Datadog does not let these keys ${doing} (${status}).`,
    `Either the owner of the application key lacks the permission \`workload_identity_federation_config_${right}\` (\`cloud_auth_config_${right}\` in older accounts), or DD_API_KEY and DD_APP_KEY belong to another site or organization.`,
    options,
  );
}

function badRequest(doing: string, options: FailureOptions): LiveFailure | undefined {
  const said = options.detail ?? "";
  if (/not integrated/i.test(said)) return new LiveFailure("permission", NOT_INTEGRATED, INTEGRATE, options);
  if (/arn.?pattern|wildcard/i.test(said))
    return new LiveFailure(
      "configuration",
      "Datadog does not take this `arn_pattern` (400).",
      "For the sessions of a role write `arn:aws:sts::<account>:assumed-role/<role>/*`: the name of the role without its path, and `*` only as the whole of the last part.",
      options,
    );
  if (/account.?identifier/i.test(said))
    return new LiveFailure(
      "configuration",
      "Datadog does not take this account (400).",
      "Give the UUID of a service account, or the email of a user of the organization, with --account-identifier.",
      options,
    );
  return new LiveFailure(
    "service",
    `Datadog did not understand the request to ${doing} (400).`,
    "What Datadog says of it tells why. If it says nothing, please report it.",
    options,
  );
}
