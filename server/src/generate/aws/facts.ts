import { isAccountId, parseArn } from "../../model/aws/arn";
import { partitionById, partitionOfRegion } from "../../model/aws/partitions";
import type { GenerateInput } from "../input";

/** A role by the parts that the commands and the ARN of a caller want. */
export interface RoleName {
  readonly arn: string;
  readonly account: string;
  /** `/` or `/…/`. */
  readonly path: string;
  readonly name: string;
}

/** The AWS side of a login, with placeholders for what is not known. */
export interface AwsFacts {
  readonly partition: string;
  /** Domain of the partition's services: `amazonaws.com`. */
  readonly dnsSuffix: string;
  /** Region of the database. */
  readonly region: string;
  readonly agentRole: RoleName;
  /** The role that the Agent assumes, in the account of the database; undefined when it uses its own. */
  readonly targetRole: RoleName | undefined;
  readonly databaseAccount: string;
  /** `db-…`, `cluster-…` or `prx-…`. */
  readonly resourceId: string;
  readonly databaseUser: string;
}

/** Gathers what the instance and the user say about the AWS side. */
export function awsFacts({ database, agent, options }: GenerateInput): AwsFacts {
  const assumed = readRoleArn(database?.assumedRole?.arn);
  const region = database?.region ?? options.region;
  const partition =
    (region === undefined ? undefined : partitionOfRegion(region)?.id) ??
    assumed?.partition ??
    (agent?.region === undefined ? undefined : partitionOfRegion(agent.region)?.id) ??
    "aws";
  const crossAccount = database?.assumedRole !== undefined || options.platform === "cross-account";
  const agentRole = roleOf(
    partition,
    options.account ?? (crossAccount ? "<AGENT_ACCOUNT_ID>" : "<ACCOUNT_ID>"),
    options.role ?? "<AGENT_ROLE>",
  );
  const targetRole = crossAccount
    ? (assumed?.role ?? roleOf(partition, "<DATABASE_ACCOUNT_ID>", "<DATABASE_ROLE>"))
    : undefined;
  return {
    partition,
    dnsSuffix: partitionById(partition)?.dnsSuffix ?? "amazonaws.com",
    region: region ?? "<REGION>",
    agentRole,
    targetRole,
    databaseAccount: (targetRole ?? agentRole).account,
    resourceId: options.resourceId ?? `${resourcePrefix(database)}<RESOURCE_ID>`,
    databaseUser: database?.username ?? "<DATABASE_USER>",
  };
}

/** What the id of the database begins with; an instance of a cluster is named by its cluster. */
export function resourcePrefix(database: GenerateInput["database"]): "db-" | "cluster-" | "prx-" {
  if (database?.rds?.role === "proxy") return "prx-";
  return database?.rds?.role === "cluster" || database?.inCluster ? "cluster-" : "db-";
}

function roleOf(partition: string, account: string, name: string): RoleName {
  return { arn: `arn:${partition}:iam::${account}:role/${name}`, account, path: "/", name };
}

/** Takes a role's ARN apart; undefined for anything else, which the rules report. */
function readRoleArn(
  text: string | undefined,
): { readonly partition: string; readonly role: RoleName } | undefined {
  const arn = text === undefined ? undefined : parseArn(text);
  if (!arn || text === undefined || arn.service.text !== "iam" || !isAccountId(arn.account.text))
    return undefined;
  const match = /^role(\/(?:[^/]+\/)*)([\w+=,.@-]+)$/.exec(arn.resource.text);
  if (!match?.[1] || !match[2]) return undefined;
  const role: RoleName = { arn: text, account: arn.account.text, path: match[1], name: match[2] };
  return { partition: arn.partition.text, role };
}
