import type { AwsIdentity, DatadogKeys, MappingKind, TlsMode } from "./ports";
import type { Step } from "./report";
import type { Secret } from "./secret";

// What the checks are told. It is read from files and settings in the bundle that lints; the checks themselves
// are in another one, and know no YAML.

/** What a datadog.yaml (with the Agent's own environment variables over it) says about delegated authentication. */
export interface AuthSubject {
  /** As the report names the file. */
  readonly name: string;
  readonly orgUuid: string | undefined;
  /** The section whose block the organization is from, where the global block names none: `logs_config`. */
  readonly orgSection?: string | undefined;
  /** Settings whose value nobody can know before the Agent runs, as `` `org_uuid` is `ENC[…]` ``. */
  readonly unknown?: readonly string[];
  /** As written; undefined lets the Agent detect it. */
  readonly provider: string | undefined;
  readonly region: string | undefined;
  readonly site: string | undefined;
  readonly ddUrl: string | undefined;
  /** Which of these came from an environment variable, by its name. */
  readonly overrides: readonly string[];
  /** Findings of the lint that stand in the way, as `rule-id: message`. */
  readonly findings: readonly string[];
  /** `arn_pattern`s of the workspace's mapping files, for a check without keys. */
  readonly localMappings: readonly LocalMapping[];
  /** The Agent version to name in the user agent. */
  readonly agentVersion: string;
}

export interface LocalMapping {
  readonly file: string;
  readonly kind: MappingKind | undefined;
  readonly arnPattern: string;
}

export interface AuthTestOptions {
  readonly identity: AwsIdentity;
  readonly keys: DatadogKeys | undefined;
  readonly showProof: boolean;
  /** Stop before the exchange, which issues a real key. */
  readonly dryRun: boolean;
}

/** How the Terraform provider is set up: from flags and its own environment variables. */
export interface TerraformSubject {
  readonly name: string;
  readonly orgUuid: string | undefined;
  readonly region: string | undefined;
  readonly site: string | undefined;
  /** `api_url` of the provider. */
  readonly apiUrl: string | undefined;
  readonly cloudProviderType?: string | undefined;
}

export type LoginMethod = "aws-iam" | "azure-managed-identity" | "azure-workload-identity" | "password";

/** How one instance of a check logs in. */
export interface LoginSubject {
  readonly check: "postgres" | "mysql" | "sqlserver";
  /** As the report names it: `postgres · host:5432/dbname`. */
  readonly name: string;
  readonly method: LoginMethod;
  readonly host: string;
  readonly port: number;
  /** What the Agent signs the token for; 0 where it has no port. */
  readonly tokenPort: number;
  readonly username: string | undefined;
  readonly database: string | undefined;
  readonly tls: TlsMode;
  /** Path of the certificates that the instance names. */
  readonly caFile: string | undefined;
  readonly region: string | undefined;
  readonly roleArn: string | undefined;
  readonly clientId: string | undefined;
  readonly tenantId: string | undefined;
  readonly scope: string | undefined;
  /** Only with `password`. */
  readonly password: Secret | undefined;
  /** Findings of the lint that stand in the way, as `rule-id: message`. */
  readonly findings: readonly string[];
}

/** How a check talks with whoever started it. */
export interface Hooks {
  readonly onStart?: (title: string) => void;
  readonly onStep?: (step: Step) => void;
  /** Asked once before something that cannot be taken back; false stops the check there. */
  confirm(question: string): Promise<boolean>;
}

export interface DatabaseToken {
  readonly token: Secret;
  readonly kind: "rds-token" | "entra-token";
  readonly host: string;
  readonly username: string | undefined;
  /** AWS region, or scope of the Entra token. */
  readonly audience: string;
  readonly expiresAt: Date;
  /** Where the credentials came from. */
  readonly source: string;
}
