import { textOf } from "../../generate/artefact";
import { sqlServerGrant } from "../../generate/sql/sqlserver";
import type { Repair } from "../failure";
import type { LoginSubject } from "../subjects";
import { type Cause, causesOf, type Diagnosis, type LoginContext, type LoginReader } from "./login";

/** Reads why SQL Server refused, by its error number. */
export const sqlserverLogin: LoginReader = (words, code, context) => BY_CODE[code]?.(context, words);

type Explain = (context: LoginContext, words: string) => Diagnosis;

const BY_CODE: Readonly<Record<string, Explain>> = {
  18456: loginFailed,
  18452: ({ subject }) => ({
    kind: "credentials",
    message: `\`${subject.host}\` took this for a login of Windows from a domain that it does not trust.`,
    causes: [
      {
        text: "The server may allow Windows logins only.",
        next: "Allow SQL Server logins too (“mixed mode”), or let the Agent log in as its Windows account.",
      },
    ],
  }),
  18488: ({ subject }) => ({
    kind: "credentials",
    message: `The password of \`${subject.username}\` has to be changed before it can log in.`,
    causes: [
      {
        text: "The login was made with MUST_CHANGE.",
        next: "Set a password with `CHECK_POLICY = OFF` or without MUST_CHANGE.",
      },
    ],
  }),
  4060: noDatabase,
  916: noDatabase,
  40615: firewall,
  40914: firewall,
  40613: ({ subject }) => ({
    kind: "service",
    message: `The database on \`${subject.host}\` is not available at the moment.`,
    causes: [{ text: "It may be paused, or moving to another machine.", next: "Try again in a minute." }],
  }),
  10928: busy,
  10929: busy,
  17809: busy,
};

/** Entra's principals are not named in the refusal: the server could not tell who that is. */
function loginFailed(context: LoginContext, words: string): Diagnosis {
  const { subject, token } = context;
  if (token || /token-identified principal/.test(words))
    return {
      kind: "credentials",
      message:
        "The server did not accept the token: it finds no login for the identity, or does not take tokens like this one.",
      causes: tokenCauses(context, words),
    };
  return {
    kind: "credentials",
    message: `The server did not accept the password for \`${subject.username}\`.`,
    causes: causesOf(
      {
        text: "The password is not the login's, there is no such login, or it is disabled: the server tells its administrators only, in its error log.",
        next: "Look for error 18456 in the error log; its state says which.",
        repair: sql(subject, "login"),
      },
      {
        text: "The login may have no user in the database that the instance names.",
        next: "Create one there.",
        repair: sql(subject, "user"),
      },
    ),
  };
}

function tokenCauses({ subject }: LoginContext, words: string): Cause[] {
  const login: Cause = {
    text: "The managed identity may have no login, or no user in this database.",
    next: "Create them, connected to `master` as the Microsoft Entra administrator.",
    repair: sql(subject, "login"),
  };
  const refusesTokens: Cause = {
    text: "The server may have no Microsoft Entra administrator, without which it takes no tokens.",
    next: "Set one in the Azure portal, under Microsoft Entra ID.",
  };
  const notConfigured = /not currently configured to accept this token/.test(words);
  return causesOf(
    ...(notConfigured ? [refusesTokens, login] : [login]),
    subject.grants.hosting === "azure-sql-database" && {
      text: `The user may be missing in the database \`${subject.database ?? "master"}\`: Azure SQL Database wants one in each.`,
      next: "Create it, connected to that database.",
      repair: sql(subject, "user"),
    },
    {
      text: `The token is for \`${subject.scope}\`; a server in another cloud does not take it.`,
      next: "Set `identity_scope` to that of the server's cloud.",
    },
    {
      text: "The identity may belong to another tenant than the server.",
      next: "Use an identity of the server's own tenant.",
    },
    refusesTokens,
  );
}

function noDatabase({ subject }: LoginContext): Diagnosis {
  const database = subject.database ?? "master";
  return {
    kind: "permission",
    message: `The login was accepted, but not into the database \`${database}\`.`,
    causes: causesOf(
      {
        text: "The login may have no user there.",
        next: "Create one, connected to that database.",
        repair: sql(subject, "user"),
      },
      { text: "There may be no such database.", next: "Correct `database`." },
    ),
  };
}

function firewall({ subject }: LoginContext): Diagnosis {
  return {
    kind: "network",
    message: `The firewall of \`${subject.host}\` does not let this machine in.`,
    causes: [
      {
        text: "Its rules do not name this address or network.",
        next: "Add a rule for it, or test from where the Agent runs.",
      },
    ],
  };
}

function busy({ subject }: LoginContext): Diagnosis {
  return {
    kind: "throttled",
    message: `\`${subject.host}\` has no room for another session.`,
    causes: [
      { text: "Its tier or `user connections` limits them.", next: "Try again later, or raise the limit." },
    ],
  };
}

function sql({ grants }: LoginSubject, need: "login" | "user"): Repair {
  return { language: "sql", text: textOf(sqlServerGrant(need, grants)) };
}
