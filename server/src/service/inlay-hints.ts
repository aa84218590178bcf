import type { InlayHint } from "vscode-languageserver-types";
import type { Settings } from "../config/settings";
import { reachesBelow } from "../config/version";
import type { AgentDocument, Region } from "../documents/document";
import { AZURE_CLOUDS, parseAzureScope } from "../model/azure/clouds";
import { agentApiTarget, hostOf } from "../model/datadog-hosts";
import { type Entry, type MapNode, mapOf, type ScalarNode, scalarOf } from "../model/node";
import { isUnknowable } from "../model/placeholder";
import { contains, type Range } from "../model/text";
import { readDelegatedAuth, scalarSetting, settingOf } from "../rules/support/delegated-auth";
import { type Given, isFilled } from "../rules/support/given";
import { readMysqlAuth } from "../rules/support/mysql-auth";
import { DEFAULT_POSTGRES_SCOPE, readPostgresAuth, usesAzure } from "../rules/support/postgres-auth";
import { DEFAULT_SQLSERVER_SCOPE, readSqlserverAuth } from "../rules/support/sqlserver-auth";
import { judgeStsRegion } from "../rules/support/sts-regions";
import { instancesOf } from "./generate";

/** Something that the Agent works out by itself, behind an offset of the region's text. */
interface Derived {
  readonly at: number;
  readonly label: string;
  /** Why, in Markdown. */
  readonly why: string;
}

/**
 * What the Agent derives and nobody sees written: the hosts that it asks for its API key and its identity, the
 * port that an IAM token is signed for, and the scope of an Entra token.
 *
 * @param range only hints in it are wanted
 * @param signal stops the work by throwing its reason
 */
export function inlayHints(
  document: AgentDocument,
  settings: Settings,
  range: Range,
  signal?: AbortSignal,
): InlayHint[] {
  const wanted = { start: document.lines.offset(range.start), end: document.lines.offset(range.end) };
  const regionHints = document.regions.flatMap((region) =>
    region.kind === "datadog" ? place(region, agentHints(rootOf(region), settings)) : [],
  );
  const instanceHints = instancesOf(document).flatMap(({ check, map, root, region }) => {
    signal?.throwIfAborted();
    if (check === "postgres") return place(region, postgresHints(map, settings));
    if (check === "mysql") return place(region, mysqlHints(map, settings));
    return place(region, sqlserverHints(map, root, settings));
  });
  return [...regionHints, ...instanceHints]
    .filter(({ at }) => contains(wanted, at))
    .map(({ at, label, why }) => ({
      position: document.lines.position(at),
      label,
      tooltip: { kind: "markdown", value: why },
      paddingLeft: true,
    }));
}

function place(region: Region, hints: readonly Derived[]): Derived[] {
  return hints.map((hint) => ({ ...hint, at: region.toOuter({ start: hint.at, end: hint.at }).start }));
}

function rootOf(region: Region): MapNode | undefined {
  return mapOf(region.stream.documents[0]?.root);
}

function agentHints(root: MapNode | undefined, settings: Settings): Derived[] {
  const auth = root && readDelegatedAuth(root);
  const block = auth?.enabled[0];
  if (!root || !block) return [];
  return [...apiHost(root, block.entry, settings), ...stsHost(auth.global?.map)];
}

/** Behind the setting that decides, else behind `delegated_auth:`. */
function apiHost(root: MapNode, block: Entry, settings: Settings): Derived[] {
  const [ddUrl, site] = [scalarSetting(root, "dd_url"), scalarSetting(root, "site")];
  const decisive = [ddUrl, site].find((scalar) => scalar && scalar.text !== "");
  if (decisive && isUnknowable(decisive)) return [];
  const target = agentApiTarget({ ddUrl: ddUrl?.text ?? "", site: site?.text || settings.site || "" });
  // where the proof goes elsewhere, a finding says so
  if (!target.recognized) return [];
  const host = hostOf(target.url);
  const source = decisive
    ? `It follows from \`${decisive === ddUrl ? "dd_url" : "site"}\`.`
    : settings.site
      ? "It follows from the `site` in ddconf's settings, since the file names none."
      : "The file names no `site`, so it is that of `datadoghq.com`, unless `DD_SITE` says otherwise.";
  const at = decisive ? decisive.span.end : behindColon(block);
  const why = `The Agent proves its identity to \`${host}\` and gets its API key from there. ${source}`;
  return [{ at, label: `→ ${host}`, why }];
}

function stsHost(map: MapNode | undefined): Derived[] {
  const region = scalarSetting(mapOf(settingOf(map, "aws")?.value), "region");
  if (!region || judgeStsRegion(region.text).is !== "listed") return [];
  const host = `sts.${region.text}.amazonaws.com`;
  const why = `The Agent signs its proof for \`${host}\`, and Datadog has it confirmed there.`;
  return [{ at: region.span.end, label: `→ ${host}`, why }];
}

/** The first Agent that signs for port 5432 where none is written; ones before it make a token that is refused. */
const DEFAULT_PORT_SINCE = "7.58";

function postgresHints(instance: MapNode, settings: Settings): Derived[] {
  const auth = readPostgresAuth(instance, settings);
  if (usesAzure(auth)) {
    const block = auth.azure.managed ?? auth.azure.legacy;
    return scopeHint(block, auth.azure.clientId, auth.azure.scope, DEFAULT_POSTGRES_SCOPE);
  }
  const { login, host, port } = auth;
  if (login !== "aws-iam" || port.entry || reachesBelow(settings.agentVersion, DEFAULT_PORT_SINCE)) return [];
  return portHint(host, 5432, "That is right unless the database listens elsewhere.");
}

function mysqlHints(instance: MapNode, settings: Settings): Derived[] {
  const { login, host, port } = readMysqlAuth(instance, settings);
  if (login !== "aws-iam" || port.entry) return [];
  return portHint(host, 0, "The database refuses such a token: write `port`.");
}

function portHint({ scalar, text }: Given, port: number, so: string): Derived[] {
  if (!scalar || text === undefined) return [];
  const why = `No \`port\` is written, so the Agent signs the IAM token for port ${port}. ${so}`;
  return [{ at: scalar.span.end, label: `token for port ${port}`, why }];
}

function sqlserverHints(instance: MapNode, root: MapNode, settings: Settings): Derived[] {
  const { login, identity } = readSqlserverAuth(instance, root, settings);
  if (login !== "managed-identity") return [];
  return scopeHint(identity.block, identity.clientId, identity.scope, DEFAULT_SQLSERVER_SCOPE);
}

/** Behind the client id, where the author looks for it, else behind the key of the block. */
function scopeHint(block: Entry | undefined, clientId: Given, scope: Given, initial: string): Derived[] {
  if (!block || isFilled(scope)) return [];
  const cloud = parseAzureScope(initial)?.cloud ?? AZURE_CLOUDS[0];
  const scalar: ScalarNode | undefined = clientId.entry && scalarOf(clientId.entry.value);
  const why = `No \`identity_scope\` is written, so the Agent asks for a token of ${cloud?.name}, on every host. Its authority is \`${cloud?.authorities[0]}\`. Databases of the other clouds need a scope of their own.`;
  return [{ at: scalar ? scalar.span.end : behindColon(block), label: `scope ${initial}`, why }];
}

function behindColon({ key }: Entry): number {
  return key.span.end + 1;
}
