import type { Integration } from "../documents/kinds";
import type { RdsHost } from "../model/aws/rds-host";

/** Where the Agent runs, which decides who may assume its role; `cross-account`: a role that it assumes itself. */
export const PLATFORMS = ["ec2", "ecs", "eks-irsa", "eks-pod-identity", "cross-account"] as const;
export type Platform = (typeof PLATFORMS)[number];

/** What runs the database, as far as that changes what has to be granted. */
export type DatabaseHosting =
  | "self-hosted"
  | "rds"
  | "azure"
  | "azure-sql-database"
  | "azure-managed-instance";

/** How the Agent logs in; `unknown` where a placeholder decides. */
export type DatabaseLogin = "password" | "aws-iam" | "entra" | "windows" | "unknown";

/** What an instance says about its database and login. Unknown and unknowable values are undefined. */
export interface DatabaseSubject {
  readonly check: Integration;
  readonly hosting: DatabaseHosting;
  readonly login: DatabaseLogin;
  /** Host name without port. */
  readonly host: string | undefined;
  readonly username: string | undefined;
  /** The one database that the instance names. */
  readonly database: string | undefined;
  /** True when the check looks for databases itself and so logs in to all of them. */
  readonly autodiscovery: boolean;
  readonly rds: RdsHost | undefined;
  readonly region: string | undefined;
  /** Tags say that the instance belongs to an Aurora or Multi-AZ cluster. */
  readonly inCluster: boolean;
  /** The role that the Agent assumes to log in; its ARN is undefined when there is one but it cannot be read. */
  readonly assumedRole: { readonly arn: string | undefined } | undefined;
}

/** What a datadog.yaml says about the Agent's identity and its organization. */
export interface AgentSubject {
  readonly site: string | undefined;
  readonly orgUuid: string | undefined;
  /** Region whose STS the Agent calls. */
  readonly region: string | undefined;
}

/** What the user adds to that. */
export interface GenerateOptions {
  readonly platform?: Platform | undefined;
  /** Version of the database server: `9.6`, `15`, `2019`. */
  readonly serverVersion?: string | undefined;
  /** AWS account that the Agent runs in: twelve digits. */
  readonly account?: string | undefined;
  /** Name of the role that the Agent runs as, without its path. */
  readonly role?: string | undefined;
  /** AWS region, for what the file does not say. */
  readonly region?: string | undefined;
  /** `db-…`, `cluster-…` or `prx-…`. */
  readonly resourceId?: string | undefined;
}

export interface GenerateInput {
  readonly database?: DatabaseSubject | undefined;
  readonly agent?: AgentSubject | undefined;
  readonly options: GenerateOptions;
}
