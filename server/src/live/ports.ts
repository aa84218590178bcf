import type { LiveRun } from "./run";
import type { Secret } from "./secret";

// What live checks need of the outside. The implementations are the only files that load an SDK or a driver.

export interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: Secret;
  /** Only temporary credentials have one. */
  readonly sessionToken: Secret | undefined;
  readonly expiresAt: Date | undefined;
}

/**
 * On whose behalf AWS is called.
 * - `agent`: as the Agent finds its credentials: the first mechanism that is set up, and no other
 * - `me`: as the AWS command line does: profile, SSO and the rest of its chain
 */
export interface AwsIdentity {
  readonly as: "agent" | "me";
  /** Only with `me`. */
  readonly profile?: string | undefined;
  /** A role to assume with what was found, so that a laptop can stand in for the Agent. */
  readonly assumeRole?: string | undefined;
}

export interface FoundCredentials {
  readonly credentials: AwsCredentials;
  /** Where they come from, as the report names it: `the environment`, `IRSA`. */
  readonly source: string;
  /** What else there is to know about how they were found. */
  readonly notes?: readonly string[];
  /** What was set up in part only, and was passed over for that. */
  readonly warnings?: readonly string[];
  /** Region that the machine itself names, where that is where the credentials are from. */
  readonly region?: string | undefined;
}

export interface CallerIdentity {
  readonly arn: string;
  readonly account: string;
  readonly userId: string;
  /** By how many seconds this machine's clock is ahead of AWS's; negative when it is behind. */
  readonly clockSkewSeconds?: number | undefined;
}

export interface RdsLogin {
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly region: string;
}

export interface AwsPort {
  /** @param region whose STS is asked where a mechanism needs one; the global one when undefined */
  findCredentials(identity: AwsIdentity, region: string | undefined, run: LiveRun): Promise<FoundCredentials>;
  assumeRole(
    role: { readonly arn: string; readonly sessionName: string },
    credentials: AwsCredentials,
    region: string | undefined,
    run: LiveRun,
  ): Promise<AwsCredentials>;
  callerIdentity(
    credentials: AwsCredentials,
    region: string | undefined,
    run: LiveRun,
  ): Promise<CallerIdentity>;
  /** Made on this machine, without a call. */
  databaseToken(login: RdsLogin, credentials: AwsCredentials): Promise<Secret>;
}

export interface EntraTokenRequest {
  /** With `me`, also the Azure command line and the default chain. */
  readonly as: "agent" | "me";
  readonly authType: "managed_identity" | "workload_identity";
  readonly clientId: string | undefined;
  readonly tenantId: string | undefined;
  readonly scope: string;
  /** Host of the cloud's login: `login.microsoftonline.com`. */
  readonly authority: string;
}

export interface EntraToken {
  readonly token: Secret;
  readonly expiresAt: Date;
  /** Which mechanism gave it. */
  readonly source: string;
}

export interface AzurePort {
  token(request: EntraTokenRequest, run: LiveRun): Promise<EntraToken>;
}

/** Keys for the mapping API. */
export interface DatadogKeys {
  readonly apiKey: Secret;
  readonly appKey: Secret;
}

export type MappingKind = "intake" | "persona";

export interface IdentityMapping {
  readonly id: string;
  readonly kind: MappingKind;
  readonly arnPattern: string;
  /** Whom a persona mapping stands for: an email or a service account; undefined for intake. */
  readonly accountIdentifier: string | undefined;
}

export interface DelegatedToken {
  readonly expiresAt: Date;
  /** Claims that name the subject; never the token itself. */
  readonly claims: Readonly<Record<string, string>>;
}

export interface DatadogPort {
  /** What `GET <url>/sandbox` answers, parsed and not checked yet. */
  sandboxDirectory(url: string, run: LiveRun): Promise<unknown>;
  /** Trades a proof for a managed API key. Succeeding issues a real key. Never retried. */
  intakeKey(apiUrl: string, proof: Secret, run: LiveRun): Promise<{ readonly keyEnding: string }>;
  delegatedToken(apiUrl: string, proof: Secret, run: LiveRun): Promise<DelegatedToken>;
  listMappings(
    apiUrl: string,
    kind: MappingKind,
    keys: DatadogKeys,
    run: LiveRun,
  ): Promise<readonly IdentityMapping[]>;
  createMapping(
    apiUrl: string,
    mapping: Omit<IdentityMapping, "id">,
    keys: DatadogKeys,
    run: LiveRun,
  ): Promise<IdentityMapping>;
  deleteMapping(
    apiUrl: string,
    kind: MappingKind,
    id: string,
    keys: DatadogKeys,
    run: LiveRun,
  ): Promise<void>;
}

/**
 * How the connection is secured, in the words of libpq.
 * `require` encrypts and believes any certificate; `verify-ca` and `verify-full` check it.
 */
export type TlsMode = "disable" | "allow" | "prefer" | "require" | "verify-ca" | "verify-full";

export interface DatabaseTarget {
  readonly host: string;
  readonly port: number;
  readonly username: string | undefined;
  readonly database: string | undefined;
  readonly secret: Secret;
  /** `token` of Entra goes where a password does for Postgres, and beside the login for SQL Server. */
  readonly secretKind: "password" | "rds-token" | "entra-token";
  readonly tls: TlsMode;
  /** Certificates of the server's authority, as PEM. */
  readonly ca: string | undefined;
}

/** What was found out about the server's certificate, also where the mode of the connection does not ask. */
export interface ServerCertificate {
  /** Issued for this host by an authority that is known. */
  readonly trusted: boolean;
  /** Why it is not trusted: the words of OpenSSL, or Node's code for them. */
  readonly reason?: string | undefined;
}

export interface DatabaseSession {
  /** Whether the connection is encrypted, and how: `TLSv1.3`; undefined for plain text. */
  readonly encryption: string | undefined;
  /** Undefined for plain text. */
  readonly certificate: ServerCertificate | undefined;
  /** Runs one statement that only reads. What the server refuses is a LiveFailure with its `code`. */
  query(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>;
  close(): Promise<void>;
}

export interface DatabasePort {
  /**
   * Logs in. A token goes over an encrypted connection or nowhere, whatever the mode says.
   *
   * @throws LiveFailure with the server's own words as `detail` and its `code` when it refuses
   */
  connect(target: DatabaseTarget, run: LiveRun): Promise<DatabaseSession>;
}
