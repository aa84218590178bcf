import { textOf } from "../../generate/artefact";
import { postgresGrant } from "../../generate/sql/postgres";
import type { Repair } from "../failure";
import type { LoginSubject } from "../subjects";
import { tokenCauses } from "./iam-causes";
import { type Cause, causesOf, type Diagnosis, type LoginContext, type LoginReader } from "./login";

/** Reads why PostgreSQL refused, by its words first: managed services put their own behind the usual codes. */
export const postgresLogin: LoginReader = (words, code, context) => {
  for (const [pattern, explain] of BY_WORDS) if (pattern.test(words)) return explain(context, words);
  return BY_CODE[code]?.(context, words);
};

type Explain = (context: LoginContext, words: string) => Diagnosis;

const BY_WORDS: readonly (readonly [RegExp, Explain])[] = [
  [/PAM authentication failed/, pam],
  [/no pg_hba\.conf entry.*no encryption|pg_hba\.conf rejects connection.*no encryption/, noEncryption],
  [/no pg_hba\.conf entry|pg_hba\.conf rejects connection/, notAdmitted],
  [/role ".*" does not exist/, noUser],
  [/role ".*" is not permitted to log in/, noLogin],
  [/(?:password|LDAP|GSSAPI|RADIUS|Ident|Peer|certificate) authentication failed/i, wrongPassword],
  [/access token|token (?:is|has) (?:invalid|expired)|AAD|Entra/i, wrongToken],
  [/too many (?:connections|clients)|remaining connection slots/, full],
];

const BY_CODE: Readonly<Record<string, Explain>> = {
  "28P01": wrongPassword,
  "28000": wrongPassword,
  "3D000": noDatabase,
  "42501": mayNotConnect,
  "53300": full,
  "57P03": (context) =>
    one(
      context,
      "service",
      "is starting up or shutting down",
      "It takes no logins at the moment.",
      "Try again in a minute.",
    ),
};

function one(
  { subject }: LoginContext,
  kind: Diagnosis["kind"],
  what: string,
  text: string,
  next: string,
  repair?: Repair,
): Diagnosis {
  return { kind, message: `\`${subject.host}\` ${what}.`, causes: [{ text, next, repair }] };
}

function pam(context: LoginContext): Diagnosis {
  return {
    kind: "credentials",
    message: `The server did not accept the token for \`${context.subject.username}\`: PAM authentication failed.`,
    causes: tokenCauses(context),
  };
}

function noEncryption(context: LoginContext): Diagnosis {
  const { tls } = context.subject;
  return one(
    context,
    "tls",
    "takes no login without encryption",
    `The instance has \`ssl: ${tls}\`.`,
    "Write `ssl: require` or stricter.",
  );
}

function notAdmitted(context: LoginContext): Diagnosis {
  const { username, database } = context.subject;
  return one(
    context,
    "permission",
    `admits no \`${username}\` to the database \`${database ?? "postgres"}\` from this machine`,
    "Its `pg_hba.conf` has no line for this user, database and address.",
    "Add one, or test from where the Agent runs.",
  );
}

function noUser(context: LoginContext): Diagnosis {
  const { username } = context.subject;
  const isEntra = context.token?.kind === "entra-token";
  return one(
    context,
    "credentials",
    `has no user \`${username}\``,
    isEntra
      ? "The user is the managed identity by its name as in Entra, capital letters included; the client id is no name."
      : "Names count with their capital letters.",
    "Create the user, or correct `username`.",
    createUser(context.subject),
  );
}

function noLogin(context: LoginContext): Diagnosis {
  const { username } = context.subject;
  return one(
    context,
    "permission",
    `lets \`${username}\` not log in`,
    "It is a role without LOGIN.",
    "Let it.",
    {
      language: "sql",
      text: `ALTER ROLE "${(username ?? "").replaceAll('"', '""')}" LOGIN;\n`,
    },
  );
}

function wrongPassword(context: LoginContext): Diagnosis {
  const { subject, token } = context;
  const message = `The server did not accept the ${token ? "token" : "password"} for \`${subject.username}\`.`;
  const causes = !token
    ? passwordCauses(subject)
    : token.kind === "entra-token"
      ? entraCauses(context)
      : rdsPasswordCauses(context);
  return { kind: "credentials", message, causes };
}

function passwordCauses(subject: LoginSubject): Cause[] {
  return causesOf(
    {
      text: `The password is not the one of \`${subject.username}\`, or there is no such user: the server does not tell which.`,
      next: "Set it anew with `ALTER ROLE … PASSWORD …`, and check that the secret backend gives the same one.",
      repair: createUser(subject),
    },
    {
      text: "The user may be one of IAM or Entra, which take no password.",
      next: "Switch managed authentication on in the instance.",
    },
  );
}

/** RDS asks members of `rds_iam` by PAM and everybody else for a password, which a token is not. */
function rdsPasswordCauses(context: LoginContext): Cause[] {
  const { subject } = context;
  return causesOf(
    {
      text: `The server asked for a password, so \`${subject.username}\` is no member of \`rds_iam\`, or does not exist.`,
      next: "Create the user for IAM, or grant it `rds_iam`.",
      repair: createUser(subject),
    },
    ...tokenCauses(context),
  );
}

function entraCauses({ subject }: LoginContext): Cause[] {
  const name = subject.username ?? "";
  const isId = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(name);
  return causesOf(
    isId && {
      text: `\`username\` is an id, and the user in the database has the name of the identity.`,
      next: "Write the name of the managed identity as in Entra, capital letters included.",
    },
    {
      text: `There may be no user \`${name}\` made for this identity. Names count with their capital letters, and have to be those of the identity whose token this is.`,
      next: "Create it in the database `postgres`, as the Microsoft Entra administrator.",
      repair: createUser(subject),
    },
    {
      text: "The server may have Microsoft Entra authentication switched off.",
      next: "Switch it on in the Azure portal, under Authentication.",
    },
    {
      text: `The token is for \`${subject.scope}\`; a server in another cloud or tenant does not take it.`,
      next: "Set `identity_scope` to that of the server's cloud, and use an identity of the server's tenant.",
    },
  );
}

function wrongToken(context: LoginContext): Diagnosis {
  return {
    kind: "credentials",
    message: "The server looked at the token and did not accept it.",
    causes: entraCauses(context),
  };
}

function noDatabase(context: LoginContext): Diagnosis {
  const database = context.subject.database ?? "postgres";
  return one(
    context,
    "configuration",
    `has no database \`${database}\``,
    "The login itself was accepted.",
    "Correct `dbname`.",
  );
}

function mayNotConnect(context: LoginContext): Diagnosis {
  const { database, username } = context.subject;
  const name = (text: string) => `"${text.replaceAll('"', '""')}"`;
  return one(
    context,
    "permission",
    `does not let \`${username}\` connect to the database \`${database ?? "postgres"}\``,
    "The login itself was accepted.",
    "Grant CONNECT.",
    {
      language: "sql",
      text: `GRANT CONNECT ON DATABASE ${name(database ?? "postgres")} TO ${name(username ?? "")};\n`,
    },
  );
}

function full(context: LoginContext): Diagnosis {
  return one(
    context,
    "service",
    "has no connection left",
    "All connections that it or this user may have are taken.",
    "Raise `max_connections` or the limit of the user, or find out who holds them in `pg_stat_activity`.",
  );
}

function createUser(subject: LoginSubject): Repair {
  return { language: "sql", text: textOf(postgresGrant("user", subject.grants, undefined)) };
}
