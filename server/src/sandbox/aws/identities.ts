import { randomBytes, randomInt } from "node:crypto";
import { ACCOUNT, AGENT_ROLE, INSTANCE_ID, STATIC, USER } from "../known";

/** Credentials that the sandbox's STS knows, and whose they are. */
export interface Identity {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Temporary credentials have one, and it must be sent along. */
  readonly sessionToken: string | undefined;
  readonly expiration: Date | undefined;
  /** As GetCallerIdentity says it. */
  readonly arn: string;
  readonly account: string;
  readonly userId: string;
}

/** Temporary credentials, which expire. */
export type TemporaryIdentity = Identity & { readonly sessionToken: string; readonly expiration: Date };

export interface Identities {
  find(accessKeyId: string): Identity | undefined;
  /**
   * Makes temporary credentials of a role's session.
   *
   * @param lifetime in seconds
   */
  issue(account: string, role: string, session: string, lifetime: number): TemporaryIdentity;
}

/** The static credentials, the IAM user's, and whatever is issued later. */
export function createIdentities(now: () => Date): Identities {
  const known = new Map<string, Identity>();
  const add = <T extends Identity>(identity: T): T => {
    known.set(identity.accessKeyId, identity);
    return identity;
  };
  add({ ...STATIC, expiration: undefined, ...sessionOf(ACCOUNT, AGENT_ROLE, INSTANCE_ID) });
  add({
    accessKeyId: USER.accessKeyId,
    secretAccessKey: USER.secretAccessKey,
    sessionToken: undefined,
    expiration: undefined,
    arn: `arn:aws:iam::${ACCOUNT}:user/${USER.name}`,
    account: ACCOUNT,
    userId: "AIDACKCEVSQ6C2EXAMPLE",
  });
  return {
    find: (accessKeyId) => known.get(accessKeyId),
    issue: (account, role, session, lifetime) =>
      add({
        accessKeyId: `ASIA${letters(16)}`,
        secretAccessKey: randomBytes(30).toString("base64"),
        sessionToken: randomBytes(180).toString("base64"),
        // whole seconds, as AWS has them
        expiration: new Date(Math.floor(now().getTime() / 1000 + lifetime) * 1000),
        ...sessionOf(account, role, session),
      }),
  };
}

function sessionOf(account: string, role: string, session: string) {
  return {
    arn: `arn:aws:sts::${account}:assumed-role/${role}/${session}`,
    account,
    userId: `AROADBQP57FF2AEXAMPLE:${session}`,
  };
}

function letters(count: number): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  return Array.from({ length: count }, () => alphabet[randomInt(alphabet.length)]).join("");
}
