import type { Settings } from "../config/settings";
import type { AgentDocument } from "../documents/document";
import { entryOf, type MapNode, mapOf } from "../model/node";
import { placeholderIn } from "../model/placeholder";
import { type DocumentFacts, factsOf } from "../rules/facts";
import { ALL_RULES } from "../rules/registry";
import { runRules } from "../rules/run";
import { readDelegatedAuth, settingOf } from "../rules/support/delegated-auth";
import { ABSENT, type Given, givenIn } from "../rules/support/given";
import { MAPPING_TYPES } from "../rules/support/mapping-types";
import type { Environment } from "./run";
import type { AuthSubject, LocalMapping } from "./subjects";

/** What a subject is read from. */
export interface AuthSources {
  /** As the report names the file. */
  readonly name: string;
  readonly document: AgentDocument;
  readonly settings: Settings;
  /** Of the process: the Agent's own variables come before the file. */
  readonly environment: Environment;
  readonly localMappings?: readonly LocalMapping[];
}

/** The Agent's variables for what the test needs, the first that is set counts, and the rules that judge the value. */
const SETTINGS = {
  orgUuid: { names: ["DD_DELEGATED_AUTH_ORG_UUID"], rules: /\/org-uuid/ },
  provider: { names: ["DD_DELEGATED_AUTH_PROVIDER"], rules: /\/provider$/ },
  region: { names: ["DD_DELEGATED_AUTH_AWS_REGION"], rules: /delegated-auth\/region$/ },
  site: { names: ["DD_SITE"], rules: /agent\/site$|site-unsupported$/ },
  ddUrl: { names: ["DD_DD_URL", "DD_URL"], rules: /proof-leaves-datadog$|site-and-dd-url$/ },
} as const;

/** Findings that tell why the exchange may fail. */
const RELEVANT = /^(?:delegated-auth\/|agent\/site|yaml\/syntax$)/;

/** Reads what a datadog.yaml, and the Agent's variables over it, say about delegated authentication. */
export function readAuthSubject({
  name,
  document,
  settings,
  environment,
  localMappings = [],
}: AuthSources): AuthSubject {
  const root = datadogRoot(document);
  const { global, products } = root ? readDelegatedAuth(root) : { global: undefined, products: [] };
  const elsewhere = global?.orgUuid ? undefined : products.find(({ orgUuid }) => orgUuid !== undefined);
  const block = global?.map;
  const written = {
    orgUuid: setting(elsewhere?.map ?? block, "org_uuid"),
    provider: setting(block, "provider"),
    region: setting(mapOf(settingOf(block, "aws")?.value), "region"),
    site: setting(root, "site"),
    ddUrl: setting(root, "dd_url"),
  };
  const values = Object.entries(SETTINGS).map(([key, { names, rules }]) => {
    const variable = names.find((each) => environment[each]);
    const given = written[key as keyof typeof written];
    return {
      key,
      variable,
      given,
      rules,
      value: variable ? environment[variable] : given.text?.trim() || undefined,
    };
  });
  const told = (key: keyof typeof SETTINGS) => values.find((each) => each.key === key)?.value;
  const overridden = values.filter(({ variable }) => variable !== undefined);
  const orgIsOverridden = overridden.some(({ key }) => key === "orgUuid");
  return {
    name,
    orgUuid: told("orgUuid"),
    orgSection: orgIsOverridden ? undefined : elsewhere?.path[0]?.toString(),
    unknown: values.flatMap(({ variable, given }) => (variable === undefined ? unknown(given) : [])),
    provider: told("provider"),
    region: told("region"),
    site: told("site") ?? settings.site,
    ddUrl: told("ddUrl"),
    overrides: overridden.map(({ variable }) => variable ?? ""),
    findings: findingsOf(document, settings).filter(
      (finding) => !overridden.some(({ rules }) => rules.test(finding.split(":", 1)[0] ?? "")),
    ),
    localMappings,
    agentVersion: versionOf(settings),
  };
}

/** The patterns in a file that maps identities; none in any other. */
export function readLocalMappings(document: AgentDocument, path: string, settings: Settings): LocalMapping[] {
  const facts = factsOf(document, path, settings);
  return facts ? localMappingsOf([facts]) : [];
}

/** The patterns that files state. */
export function localMappingsOf(facts: readonly DocumentFacts[]): LocalMapping[] {
  return facts.flatMap(({ path, mappings }) =>
    mappings
      .filter(({ pattern }) => placeholderIn(pattern) === undefined)
      .map(({ pattern, type }) => ({
        file: path,
        kind: type === undefined ? undefined : MAPPING_TYPES.get(type),
        arnPattern: pattern,
      })),
  );
}

/** The root of a datadog.yaml, also where another file holds it; undefined when there is none. */
export function datadogRoot(document: AgentDocument): MapNode | undefined {
  const region = document.regions.find(({ kind }) => kind === "datadog");
  return mapOf(region?.stream.documents[0]?.root);
}

/** Keys of datadog.yaml are read without regard to case. */
function setting(map: MapNode | undefined, name: string): Given {
  const entry = settingOf(map, name);
  return entry && entryOf(map, entry.name) ? givenIn(map, entry.name) : ABSENT;
}

function unknown({ entry, scalar, unknowable }: Given): string[] {
  return unknowable && entry && scalar ? [`\`${entry.name}\` is ${placeholderText(scalar.text)}`] : [];
}

/** For the user agent, which nobody checks. */
const USUAL_VERSION = "7.83.0";

function versionOf({ agentVersion: { highest } }: Settings): string {
  const [major] = highest;
  if (!Number.isFinite(major)) return USUAL_VERSION;
  // `7.80` stands for all its patches, the last of which nobody knows
  return highest.map((part) => (Number.isFinite(part) ? part : 0)).join(".");
}

function placeholderText(text: string): string {
  const placeholder = placeholderIn(text);
  return placeholder?.kind === "template" ? "a template" : `\`${placeholder?.text ?? text}\``;
}

function findingsOf(document: AgentDocument, settings: Settings): string[] {
  return runRules(ALL_RULES, document, settings)
    .filter(({ rule, severity }) => RELEVANT.test(rule) && (severity === "error" || severity === "warning"))
    .map(({ rule, message }) => `${rule}: ${message}`);
}
