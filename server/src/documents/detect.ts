import { AGENT_KEYS } from "../generated/agent-keys";
import { type DocumentKind, INTEGRATIONS, type Integration } from "./kinds";

export interface Detection {
  readonly kind: DocumentKind;
  /** One sentence fragment that completes “This file is (not) checked because …”. */
  readonly reason: string;
}

/**
 * Says what a file is, from its path and, where the path is not enough, from its top-level keys.
 * Content is judged by a scan of the lines, so a file that does not parse is recognised as well.
 *
 * @param path path or URI path, with either kind of slash; `undefined` when there is none (stdin)
 */
export function detectKind(path: string | undefined, text: string): Detection {
  const parts = (path ?? "").replaceAll("\\", "/").split("/");
  const name = parts.at(-1) ?? "";
  const folder = parts.at(-2) ?? "";
  if (name === ".ddconf.yaml" || name === ".ddconf.yml")
    return { kind: "ddconf-config", reason: "it is ddconf's own settings file" };
  if (/\.json$/i.test(name)) return jsonByContent(name, text);
  return byName(name, folder, parts) ?? byContent(name, folder, text);
}

/** True for paths that may hold an Agent configuration, before the content is read. */
export function mayBeAgentConfig(path: string): boolean {
  const name = path.replaceAll("\\", "/").split("/").at(-1) ?? "";
  const folder = path.replaceAll("\\", "/").split("/").at(-2) ?? "";
  if (name === ".ddconf.yaml" || name === ".ddconf.yml") return true;
  if (/\.json$/i.test(name)) return !OTHER_JSON.test(name);
  if (!/\.ya?ml$/i.test(name) || NEVER.some(([pattern]) => pattern.test(name))) return false;
  const stem = name.replace(/\.ya?ml$/i, "");
  return stem === "datadog" || isKnown(stem) || isKnown(folder.replace(/\.d$/, ""), folder);
}

/** Files that carry a Datadog name and are something else (corpus of public repositories, §6). */
const NEVER: readonly [RegExp, string][] = [
  [/^system-probe\.ya?ml$/i, "system-probe.yaml has options of its own, which ddconf does not know"],
  [/^security-agent\.ya?ml$/i, "security-agent.yaml has options of its own, which ddconf does not know"],
  [/^metrics\.ya?ml$/i, "metrics.yaml lists JMX metrics"],
  [/.\.datadog\.ya?ml$/i, "a *.datadog.yaml file describes a service or a repository, not an Agent"],
];

function byName(name: string, folder: string, parts: readonly string[]): Detection | undefined {
  if (name === "" || name === "-") return undefined;
  if (!/\.ya?ml$/i.test(name)) return none("the Agent reads only .yaml and .yml files");
  for (const [pattern, reason] of NEVER) if (pattern.test(name)) return none(reason);
  if (folder.endsWith(".d") && folder !== "conf.d") {
    const check = folder.slice(0, -2);
    if (isKnown(check))
      return { kind: check, reason: `it is in a ${folder} folder, where the Agent reads every YAML file` };
    return none(`it is in ${folder}, the folder of a check that ddconf does not know`);
  }
  if (parts.includes("templates") && name !== "datadog.yaml") return none("it is in a templates folder");
  return undefined;
}

function byContent(name: string, folder: string, text: string): Detection {
  const keys = topLevelKeys(text);
  const stem = name.replace(/\.ya?ml$/i, "").toLowerCase();
  const foreign = keys.find((key) => FOREIGN_KEYS.has(key));
  if (foreign) return none(`it has the top-level key \`${foreign}\`, which no Agent configuration has`);
  if (stem === "datadog") return datadogByContent(folder, keys, text);
  if (isKnown(stem)) return checkByContent(stem, folder, keys, text);
  if (name === "" || name === "-") return datadogByContent("", keys, text);
  return none("neither its name nor its folder says that the Agent reads it");
}

/** JSON files with a well-known other purpose, not worth reading when a folder is searched. */
const OTHER_JSON = /^(?:package(?:-lock)?|tsconfig.*|.*\.schema|.*\.tf|composer|manifest)\.json$/i;

/** A key of JSON, also in the wrong quotes: what keeps it from being JSON is for a rule to say. */
function jsonKey(names: string): RegExp {
  return new RegExp(`["'“”](?:${names})["'“”]\\s*[:=]`, "i");
}

const ARN_PATTERN = jsonKey("arn_pattern");
const STATEMENT = jsonKey("Statement");
const EFFECT = jsonKey("Effect");
const ACTION = jsonKey("(?:Not)?Action");
const OTHER_ELEMENT = jsonKey("(?:Not)?(?:Action|Principal|Resource)");
const POLICY_VERSION = /["'“]Version["'”]\s*:\s*["'“]20\d\d-\d\d-\d\d/;
const BARE_RESOURCE = /^\s*\{?\s*"(?:Not)?Resource"\s*:/;

/** AWS takes policies of some kilobytes; a file with many of them may be larger. */
const LARGEST_JSON = 1024 * 1024;

/**
 * IAM policies are recognised by their words (`Statement`, or a statement's elements), mapping requests by
 * `arn_pattern`. A guide's fragment such as `"Resource": ["arn:…"]` counts as a policy.
 */
function jsonByContent(name: string, text: string): Detection {
  if (OTHER_JSON.test(name)) return none(`${name} is a file of another tool`);
  if (text.length > LARGEST_JSON) return none("it is too large for a policy or a mapping request");
  if (ARN_PATTERN.test(text))
    return {
      kind: "identity-mapping",
      reason: "it has an `arn_pattern`, as requests that map an AWS identity do",
    };
  if (STATEMENT.test(text) && (EFFECT.test(text) || OTHER_ELEMENT.test(text) || POLICY_VERSION.test(text)))
    return { kind: "iam-policy", reason: "it has the `Statement` of an IAM policy" };
  if (EFFECT.test(text) && ACTION.test(text))
    return { kind: "iam-policy", reason: "it has the elements of an IAM policy statement" };
  if (BARE_RESOURCE.test(text) && /arn:/.test(text))
    return { kind: "iam-policy", reason: "it has the `Resource` of an IAM policy statement" };
  return none("it holds neither an IAM policy nor an identity mapping");
}

function datadogByContent(folder: string, keys: readonly string[], text: string): Detection {
  if (folder === "datadog-agent")
    return { kind: "datadog", reason: "it is datadog.yaml in a datadog-agent folder" };
  const strong = keys.find((key) => AGENT_KEYS.has(key.toLowerCase()) && !WEAK.has(key));
  if (strong) return { kind: "datadog", reason: `it has the Agent's option \`${strong}\` at the top level` };
  const weak = keys.filter((key) => WEAK.has(key));
  if (weak.length >= 2)
    return {
      kind: "datadog",
      reason: `it has the Agent's options \`${weak[0]}\` and \`${weak[1]}\` at the top level`,
    };
  if (weak.length === 1 && keys.length === 1)
    return { kind: "datadog", reason: `its only key is the Agent's option \`${weak[0]}\`` };
  if (keys.length === 0 && /^#\s*(?:api_key|dd_url|site):/m.test(text)) {
    return { kind: "datadog", reason: "it is a datadog.yaml with every option commented out" };
  }
  return none("it has no option of the Agent at the top level");
}

function checkByContent(
  check: Integration,
  folder: string,
  keys: readonly string[],
  text: string,
): Detection {
  const hasInstances = keys.includes("instances");
  const listOfInstances = /^instances:[ \t]*(?:#.*)?(?:\r?\n[ \t]*(?:#.*)?)*\r?\n?[ \t]*-[ \t\r\n]/m.test(
    text,
  );
  if (hasInstances && (folder === "conf.d" || keys.includes("init_config") || listOfInstances)) {
    return { kind: check, reason: `it is named after the ${check} check and has \`instances\`` };
  }
  if (folder === "conf.d" && keys.includes("init_config")) {
    return { kind: check, reason: `it is ${check}.yaml in a conf.d folder and has \`init_config\`` };
  }
  return none(`it is named after the ${check} check but has no list of \`instances\``);
}

/** Keys at column 0, without parsing. A file in flow style (`{api_key: …}`) is searched for `key:` words. */
function topLevelKeys(text: string): string[] {
  if (/^\uFEFF?\s*\{/.test(text))
    return [...text.matchAll(/["']?([A-Za-z_]\w*)["']?\s*:/g)].map((match) => match[1] ?? "");
  return [...text.matchAll(/^\uFEFF?["']?([A-Za-z_$][\w.$-]*)["']?[ \t]*:(?=\s|$)/gm)].map(
    (match) => match[1] ?? "",
  );
}

function isKnown(check: string, folder = `${check}.d`): check is Integration {
  return folder.endsWith(".d") && (INTEGRATIONS as readonly string[]).includes(check);
}

function none(reason: string): Detection {
  return { kind: "none", reason };
}

const FOREIGN_KEYS = new Set(
  (
    "apiVersion kind services releases datadog clusterAgent targetSystem resources openapi schemaVersion phases " +
    "schema-version entryKey index_id spec steps jobs extends packageRules networks volumes datasources"
  ).split(" "),
);
const WEAK = new Set(
  "site tags extra_tags hostname host_aliases log_level log_file proxy env bind_host syslog_uri log_to_console telemetry".split(
    " ",
  ),
);
