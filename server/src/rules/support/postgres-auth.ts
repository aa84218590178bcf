import type { Settings } from "../../config/settings";
import { compareVersions, parseVersion, type Version } from "../../config/version";
import { parseRdsHost, type RdsHost } from "../../model/aws/rds-host";
import { AZURE_CLOUDS, type AzureHost, parseAzureHost } from "../../model/azure/clouds";
import { type Entry, entryOf, type MapNode, mapOf } from "../../model/node";
import { type Given, givenIn, isFilled, isNotNull, type Switch, switchOf } from "./given";
import { remember } from "./remember";

/** How the Agent will log in. `unknown` where a placeholder decides, `none` where it has nothing to log in with. */
export type PostgresLogin =
  | "password"
  | "aws-iam"
  | "azure-managed-identity"
  | "azure-workload-identity"
  | "none"
  | "unknown";

/**
 * Why it does so.
 * - `explicit`: a `managed_authentication` block says so
 * - `region`: `aws.region` alone switched IAM on
 * - `legacy-block`: the old `managed_identity` block
 * - `block-lost`: the Agent drops the whole `aws` block (7.66 to 7.69)
 * - `default`: nothing switches managed authentication on
 */
export type LoginReason = "explicit" | "region" | "legacy-block" | "block-lost" | "default";

/** The AWS side of an instance, as written. */
export interface PostgresAws {
  readonly block: Entry | undefined;
  readonly managed: Entry | undefined;
  readonly enabled: Given;
  readonly region: Given;
  readonly roleArn: Given;
  readonly instanceEndpoint: Given;
}

/** The Azure side of an instance, as written. */
export interface PostgresAzure {
  readonly block: Entry | undefined;
  readonly managed: Entry | undefined;
  /** The old `managed_identity` block beside `azure`. */
  readonly legacy: Entry | undefined;
  readonly enabled: Given;
  readonly authType: Given;
  /** The client id and the scope that count, from whichever block wins. */
  readonly clientId: Given;
  readonly scope: Given;
  readonly tenantId: Given;
  readonly deploymentType: Given;
  readonly fqdn: Given;
}

/** Everything about how one instance of the postgres check logs in. */
export interface PostgresAuth {
  readonly login: PostgresLogin;
  readonly reason: LoginReason;
  readonly host: Given;
  readonly port: Given;
  readonly username: Given;
  readonly password: Given;
  readonly ssl: Given;
  readonly aws: PostgresAws;
  readonly azure: PostgresAzure;
  /** What the host name says; undefined when it is unknowable or no such endpoint. */
  readonly rds: RdsHost | undefined;
  readonly azureHost: AzureHost | undefined;
}

/** The scope that the Agent asks a token for when none is written, on every host. */
export const DEFAULT_POSTGRES_SCOPE = AZURE_CLOUDS[0]?.scopes.openSource ?? "";

/**
 * The first Agent taken to read its settings through the configuration model. The older reader was last
 * seen in 7.71 and the newer one in 7.80; between the two, ddconf goes by the newer.
 */
const MODEL_READER = "7.72";

/** Reads how the newest Agent that the settings allow will log in. */
export function readPostgresAuth(instance: MapNode, settings: Settings): PostgresAuth {
  return readPostgresAuthFor(instance, settings.agentVersion.highest);
}

/** Reads how an Agent of that version will log in. */
export const readPostgresAuthFor = remember(readFresh, (version: Version) => version.join("."));

function readFresh(instance: MapNode, version: Version): PostgresAuth {
  const agent = new AgentAge(version);
  const host = givenIn(instance, "host");
  const password = givenIn(instance, "password");
  const aws = readAws(instance);
  const azure = readAzure(instance, agent);
  return {
    ...decide(agent, { host, password, aws, azure }),
    host,
    password,
    port: givenIn(instance, "port"),
    username: givenIn(instance, "username"),
    ssl: givenIn(instance, "ssl"),
    aws,
    azure,
    rds: host.text === undefined ? undefined : parseRdsHost(host.text),
    azureHost: host.text === undefined ? undefined : parseAzureHost(host.text),
  };
}

/**
 * True when IAM login is what the file asks for, so that its details may be judged: not where `aws.region`
 * alone switched it on behind the author's back, except before 7.51, when there was no other way.
 */
export function wantsIam(auth: PostgresAuth, settings: Settings): boolean {
  if (auth.login !== "aws-iam" || auth.aws.enabled.unknowable) return false;
  if (auth.reason === "explicit") return true;
  return new AgentAge(settings.agentVersion.highest).isBefore("7.51") && !isFilled(auth.password);
}

/** True when the instance will log in to Azure with a token. */
export function usesAzure(auth: PostgresAuth): boolean {
  return auth.login === "azure-managed-identity" || auth.login === "azure-workload-identity";
}

class AgentAge {
  readonly #version: Version;

  constructor(version: Version) {
    this.#version = version;
  }

  isBefore(version: string): boolean {
    const limit = parseVersion(version);
    return limit !== undefined && compareVersions(this.#version, limit) < 0;
  }
}

function readAws(instance: MapNode): PostgresAws {
  const block = entryOf(instance, "aws");
  const managed = entryOf(block?.value, "managed_authentication");
  return {
    block,
    managed,
    enabled: givenIn(managed?.value, "enabled"),
    region: givenIn(block?.value, "region"),
    roleArn: givenIn(managed?.value, "role_arn"),
    instanceEndpoint: givenIn(block?.value, "instance_endpoint"),
  };
}

function readAzure(instance: MapNode, agent: AgentAge): PostgresAzure {
  const block = entryOf(instance, "azure");
  const managed = entryOf(block?.value, "managed_authentication");
  const legacy = entryOf(instance, "managed_identity");
  const newKeyCounts = !agent.isBefore("7.51") && managed !== undefined;
  // up to 7.71 a new block hides the old one; later the old one's keys are laid over the new one's
  const order = !newKeyCounts ? [legacy] : agent.isBefore(MODEL_READER) ? [managed] : [legacy, managed];
  const first = (name: string) => {
    const found = order.map((entry) => givenIn(entry?.value, name));
    return found.find((given) => given.entry) ?? givenIn(undefined, name);
  };
  return {
    block,
    managed,
    legacy,
    enabled: givenIn(managed?.value, "enabled"),
    authType: givenIn(managed?.value, "auth_type"),
    clientId: first("client_id"),
    scope: first("identity_scope"),
    tenantId: givenIn(managed?.value, "tenant_id"),
    deploymentType: givenIn(block?.value, "deployment_type"),
    fqdn: givenIn(block?.value, "fully_qualified_domain_name"),
  };
}

interface Sides {
  readonly host: Given;
  readonly password: Given;
  readonly aws: PostgresAws;
  readonly azure: PostgresAzure;
}

interface Decision {
  readonly login: PostgresLogin;
  readonly reason: LoginReason;
}

interface Switched {
  readonly state: Switch;
  readonly reason: LoginReason;
}

function decide(agent: AgentAge, sides: Sides): Decision {
  const aws = switchAws(agent, sides);
  if (aws.state === "on") return { login: "aws-iam", reason: aws.reason };
  if (aws.state === "unknown") return { login: "unknown", reason: aws.reason };
  const azure = switchAzure(agent, sides);
  if (azure.state === "unknown") return { login: "unknown", reason: azure.reason };
  if (azure.state === "on") return { login: azureLogin(agent, sides.azure.authType), reason: azure.reason };
  const login = isNotNull(sides.password) ? "password" : "none";
  return { login, reason: aws.reason === "block-lost" ? aws.reason : "default" };
}

const OFF: Switched = { state: "off", reason: "default" };

function switchAws(agent: AgentAge, { host, password, aws }: Sides): Switched {
  if (agent.isBefore("7.46")) return OFF;
  if (losesAwsBlock(agent, host, aws)) return { state: "off", reason: "block-lost" };
  const impliedByRegion = switchOfRegion(aws.region);
  if (agent.isBefore("7.51")) return impliedByRegion;
  if (hasEntries(aws.managed)) return { state: switchOf(aws.enabled), reason: "explicit" };
  if (aws.managed && agent.isBefore(MODEL_READER)) return OFF;
  if (agent.isBefore("7.58")) return impliedByRegion;
  const passwordCounts = agent.isBefore(MODEL_READER) ? isFilled(password) : isNotNull(password);
  return passwordCounts ? OFF : impliedByRegion;
}

function switchOfRegion(region: Given): Switched {
  if (!isFilled(region)) return OFF;
  return { state: region.unknowable ? "unknown" : "on", reason: "region" };
}

/** Agents 7.66 to 7.69 replace the whole block when they fill in a missing endpoint themselves. */
function losesAwsBlock(agent: AgentAge, host: Given, aws: PostgresAws): boolean {
  if (agent.isBefore("7.66") || !agent.isBefore("7.70") || !aws.block) return false;
  return host.text?.includes(".rds.amazonaws.com") === true && !isFilled(aws.instanceEndpoint);
}

function switchAzure(agent: AgentAge, { aws, azure }: Sides): Switched {
  if (agent.isBefore("7.48")) return OFF;
  const legacy: Switched = isFilled(givenIn(azure.legacy?.value, "client_id"))
    ? { state: "on", reason: "legacy-block" }
    : OFF;
  if (agent.isBefore(MODEL_READER)) {
    // any `aws` block took precedence, and without an `azure` block nothing of Azure was looked at
    if (hasEntries(aws.block) || !hasEntries(azure.block)) return OFF;
    if (agent.isBefore("7.51") || !azure.managed) return legacy;
  } else if (!hasEntries(azure.managed)) return legacy;
  return { state: switchOf(azure.enabled), reason: "explicit" };
}

function azureLogin(agent: AgentAge, authType: Given): PostgresLogin {
  if (agent.isBefore("7.80") || !isFilled(authType)) return "azure-managed-identity";
  if (authType.text === "workload_identity") return "azure-workload-identity";
  return authType.text === "managed_identity" ? "azure-managed-identity" : "unknown";
}

function hasEntries(entry: Entry | undefined): boolean {
  return (mapOf(entry?.value)?.entries.length ?? 0) > 0;
}
