import { LiveFailure, type Repair } from "../failure";
import type { CallerIdentity } from "../ports";
import type { DatabaseToken, LoginSubject } from "../subjects";
import { mysqlLogin } from "./mysql-login";
import { postgresLogin } from "./postgres-login";
import { sqlserverLogin } from "./sqlserver-login";

/** What is known about a login that failed. */
export interface LoginContext {
  readonly subject: LoginSubject;
  /** Undefined for a password. */
  readonly token: DatabaseToken | undefined;
  /** Whose credentials signed the token, where that is known. */
  readonly caller: CallerIdentity | undefined;
}

/** Something that may be behind a refusal, and what to do about it. */
export interface Cause {
  readonly text: string;
  readonly next: string;
  readonly repair?: Repair | undefined;
}

/** What a refusal means: a sentence, and its causes with the likeliest first. */
export interface Diagnosis {
  readonly kind: LiveFailure["kind"];
  readonly message: string;
  readonly causes: readonly Cause[];
}

/** Reads the server's own words; undefined where they say nothing that is known. */
export type LoginReader = (words: string, code: string, context: LoginContext) => Diagnosis | undefined;

const READERS: Readonly<Record<LoginSubject["check"], LoginReader>> = {
  postgres: postgresLogin,
  mysql: mysqlLogin,
  sqlserver: sqlserverLogin,
};

/**
 * Turns a server's refusal into what it means.
 *
 * @returns the failure with the first cause's advice, and a line for each cause where there are several
 */
export function explainLogin(
  error: LiveFailure,
  context: LoginContext,
): { readonly failure: LiveFailure; readonly causes: readonly string[] } {
  const { detail, code } = error;
  const found =
    detail === undefined || error.kind !== "service"
      ? undefined
      : READERS[context.subject.check](detail, code ?? "", context);
  if (!found) return { failure: error, causes: [] };
  const [first] = found.causes;
  const lines = found.causes.map(({ text, next }, index) => `${index + 1}. ${text} ${next}`);
  return {
    failure: new LiveFailure(found.kind, found.message, first?.next ?? error.next, {
      detail,
      code,
      repair: first?.repair,
    }),
    causes:
      lines.length > 1
        ? ["Likely causes, the likeliest first:", ...lines]
        : found.causes.map(({ text }) => text),
  };
}

/** Keeps what applies, in its order. */
export function causesOf(...causes: readonly (Cause | false | undefined)[]): Cause[] {
  return causes.filter((cause): cause is Cause => Boolean(cause));
}
