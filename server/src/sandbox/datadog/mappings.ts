import { randomUUID } from "node:crypto";
import { isUsablePattern, overlap, parseArnPattern } from "../../model/aws/arn-pattern";
import { type Answer, type Call, json } from "../http";
import { ACCOUNT } from "../known";
import { refuse } from "./answers";
import type { Mapping, MappingKind, Mappings } from "./store";

const TYPES: Readonly<Record<MappingKind, string>> = {
  intake: "aws_cloud_auth_intake_mapping",
  persona: "aws_cloud_auth_config",
};

const PATH = /^\/api\/v2\/cloud_auth\/aws\/(intake|persona)_mapping(?:\/([^/]+))?$/;

/** What a request to the mapping resources asks for; undefined when its path is none of theirs. */
export function mappingPath(
  path: string,
): { readonly kind: MappingKind; readonly id: string | undefined } | undefined {
  const [, kind, id] = PATH.exec(path) ?? [];
  return kind === "intake" || kind === "persona" ? { kind, id } : undefined;
}

/** Answers requests to the mapping resources of a caller whose keys are right. */
export function answerMapping(
  { method, body }: Call,
  kind: MappingKind,
  id: string | undefined,
  mappings: Mappings,
): Answer {
  const ofKind = mappings[kind];
  const found = id === undefined ? undefined : ofKind.get(id);
  if (id === undefined) {
    if (method === "GET")
      return json(200, { data: [...ofKind.values()].map((mapping) => resource(kind, mapping)) });
    if (method === "POST") return create(body, kind, ofKind);
  } else if (method === "GET" || method === "DELETE") {
    if (!found) return refuse(404, "Not Found", `There is no ${kind} mapping with this id.`);
    if (method === "GET") return json(200, { data: resource(kind, found) });
    ofKind.delete(found.id);
    return { status: 204 };
  }
  return refuse(405, "Method Not Allowed", `${method} is not possible here.`);
}

function create(body: string, kind: MappingKind, existing: Map<string, Mapping>): Answer {
  const bad = (detail: string) => refuse(400, "Bad Request", detail);
  const data = readData(body);
  if (!data) return bad("The body is not a JSON:API document.");
  if (data.type !== TYPES[kind]) return bad(`data.type must be ${TYPES[kind]}.`);
  const { arn_pattern: arnPattern, account_identifier: identifier } = data.attributes;
  if (typeof arnPattern !== "string" || !takesPattern(arnPattern))
    return bad("arn_pattern is not a valid AWS ARN pattern.");
  if (kind === "persona" && (typeof identifier !== "string" || identifier === ""))
    return bad("account_identifier is required.");
  const account = parseArnPattern(arnPattern)?.arn.account.text;
  if (account !== ACCOUNT) return bad(`AWS account ${account} is not integrated with this organization.`);
  const other = [...existing.values()].find((mapping) => overlap(mapping.arnPattern, arnPattern));
  if (other)
    return refuse(409, "Conflict", `arn_pattern overlaps with an existing mapping: ${other.arnPattern}.`);
  const mapping: Mapping = {
    id: randomUUID(),
    arnPattern,
    ...(kind === "persona" && { account: { identifier: String(identifier), uuid: randomUUID() } }),
  };
  existing.set(mapping.id, mapping);
  return json(201, { data: resource(kind, mapping) });
}

/** The real service takes patterns of roles, groups and instance profiles too, though no caller matches them. */
function takesPattern(pattern: string): boolean {
  return (
    isUsablePattern(pattern) ||
    /^arn:aws:iam::\d{12}:(?:role|group|instance-profile)\/[\w+=,.@/-]+$/.test(pattern)
  );
}

interface Data {
  readonly type: unknown;
  readonly attributes: Readonly<Record<string, unknown>>;
}

function readData(body: string): Data | undefined {
  try {
    const { data }: { data?: Partial<Data> } = JSON.parse(body);
    return typeof data?.attributes === "object" && data.attributes !== null
      ? { type: data.type, attributes: data.attributes }
      : undefined;
  } catch {
    return undefined;
  }
}

function resource(kind: MappingKind, { id, arnPattern, account }: Mapping): unknown {
  return {
    id,
    type: TYPES[kind],
    attributes: {
      arn_pattern: arnPattern,
      ...(account && { account_identifier: account.identifier, account_uuid: account.uuid }),
    },
  };
}
