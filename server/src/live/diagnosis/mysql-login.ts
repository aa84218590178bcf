import { textOf } from "../../generate/artefact";
import { mysqlGrant } from "../../generate/sql/mysql";
import type { Repair } from "../failure";
import type { LoginSubject } from "../subjects";
import { tokenCauses } from "./iam-causes";
import { causesOf, type Diagnosis, type LoginContext, type LoginReader } from "./login";

/** Reads why MySQL refused, by its error number. */
export const mysqlLogin: LoginReader = (words, code, context) => BY_CODE[code]?.(context, words);

type Explain = (context: LoginContext, words: string) => Diagnosis;

const BY_CODE: Readonly<Record<string, Explain>> = {
  1045: denied,
  1698: denied,
  1130: ({ subject }) => ({
    kind: "permission",
    message: `\`${subject.host}\` takes no logins from this machine.`,
    causes: [
      {
        text: "The user is limited to other hosts.",
        next: "Create the user for `'%'` or for this address, or test from where the Agent runs.",
        repair: createUser(subject),
      },
    ],
  }),
  1049: ({ subject }) => ({
    kind: "configuration",
    message: `\`${subject.host}\` has no such database.`,
    causes: [{ text: "The login itself was accepted.", next: "Correct the name of the database." }],
  }),
  1040: full,
  1203: full,
  1226: full,
  3159: needsTls,
  1251: plugin,
  2059: plugin,
  1524: plugin,
};

function denied(context: LoginContext): Diagnosis {
  const { subject, token } = context;
  if (token)
    return {
      kind: "credentials",
      message: `The server did not accept the token for \`${subject.username}\`: access denied.`,
      causes: causesOf(...tokenCauses(context), {
        text: `The user may have been made without the IAM plugin.`,
        next: "Create it for IAM.",
        repair: createUser(subject),
      }),
    };
  return {
    kind: "credentials",
    message: `The server did not accept the password for \`${subject.username}\`.`,
    causes: causesOf(
      {
        text: "The password is not the user's, or there is no such user for this machine: the server does not tell which.",
        next: "Check the user with `SELECT user, host, plugin FROM mysql.user`, and what the secret backend gives.",
        repair: createUser(subject),
      },
      {
        text: "The user may be one of IAM, which takes no password.",
        next: "Switch `aws.managed_authentication` on in the instance.",
      },
    ),
  };
}

function full({ subject }: LoginContext): Diagnosis {
  return {
    kind: "service",
    message: `\`${subject.host}\` has no connection left for \`${subject.username}\`.`,
    causes: [
      {
        text: "All connections that it or this user may have are taken.",
        next: "Look who holds them with `SHOW PROCESSLIST`, or raise the limit.",
      },
    ],
  };
}

function needsTls({ subject }: LoginContext): Diagnosis {
  return {
    kind: "tls",
    message: `\`${subject.host}\` takes no login without encryption.`,
    causes: [
      { text: "The instance has no `ssl` block.", next: "Give it one: `ssl: {ca: /path/to/bundle.pem}`." },
    ],
  };
}

function plugin({ subject, token }: LoginContext): Diagnosis {
  return {
    kind: "configuration",
    message: `The server wants a login for \`${subject.username}\` that ${token ? "takes no token" : "this client does not know"}.`,
    causes: [
      {
        text: token
          ? "The user has another authentication plugin than that for IAM."
          : "The user has an authentication plugin that is not in general use.",
        next: "Create the user anew.",
        repair: createUser(subject),
      },
    ],
  };
}

function createUser({ grants }: LoginSubject): Repair {
  return { language: "sql", text: textOf(mysqlGrant("user", grants, undefined)) };
}
