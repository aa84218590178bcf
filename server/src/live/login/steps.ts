import { readFileSync, statSync } from "node:fs";
import { LiveFailure } from "../failure";
import { isLoopback } from "../network";
import type { DatabaseSession } from "../ports";
import type { StepNotes } from "../report";
import type { LiveRun } from "../run";
import { Secret } from "../secret";
import type { DatabaseToken, LoginSubject } from "../subjects";

const MOST_CA_BYTES = 1024 * 1024;
/** For an instance whose password is in a secret backend. */
const PASSWORD_VARIABLE = "DDCONF_DB_PASSWORD";

const METHODS: Readonly<Record<LoginSubject["method"], string>> = {
  "aws-iam": "with an IAM token of RDS",
  "azure-managed-identity": "with a token of its Azure managed identity",
  "azure-workload-identity": "with a token of its Azure workload identity",
  password: "with a password",
};

/** Says how the Agent logs in, and stops where that would not be safe. */
export function readConfig(subject: LoginSubject, run: LiveRun, notes: StepNotes): void {
  const { host, port, method, tls, username, findings, caFile } = subject;
  notes.note(
    `The Agent logs in to \`${host}:${port}\`${username ? ` as \`${username}\`` : ""} ${METHODS[method]}.`,
  );
  for (const finding of findings) notes.advise(finding);
  if (run.sandbox && !isLoopback(host))
    throw new LiveFailure(
      "refused",
      `\`${host}\` is not on this machine, and in sandbox mode nothing leaves it.`,
      "Test it without `--sandbox`, or a database on `localhost`.",
    );
  if (method !== "password" && tls === "disable")
    throw new LiveFailure(
      "refused",
      `With \`${subject.check === "mysql" ? "ssl" : "ssl: disable"}\` ${subject.check === "mysql" ? "missing, " : ""}the token would travel in clear text. The database turns such a login away, and ddconf does not try it.`,
      subject.check === "mysql"
        ? "Give the instance an `ssl` block that names the authority: `ssl: {ca: /path/to/bundle.pem}`."
        : "Write `ssl: require` or stricter.",
    );
  if (subject.check === "postgres" && /^verify-/.test(tls) && !caFile)
    notes.advise(
      `With \`ssl: ${tls}\` and no \`ssl_root_cert\`, the Agent looks for \`~/.postgresql/root.crt\` of its own user and does not connect without it. Name the authority's file in \`ssl_root_cert\`.`,
    );
}

/** The password of the instance, or that of the environment. */
export function passwordOf({ password }: LoginSubject, run: LiveRun, notes: StepNotes): Secret {
  const given = run.environment[PASSWORD_VARIABLE];
  if (given) {
    notes.note(`From \`${PASSWORD_VARIABLE}\`.`);
    return new Secret(given);
  }
  if (password) return password;
  throw new LiveFailure(
    "configuration",
    "The password is only known where the Agent runs: the file has a secret handle or a placeholder.",
    `Set it in the environment variable \`${PASSWORD_VARIABLE}\` for this test.`,
  );
}

/** Tells what a token is for; never the token. */
export function describeToken({ audience, expiresAt, source, kind }: DatabaseToken, notes: StepNotes): void {
  const purpose = kind === "rds-token" ? `For region \`${audience}\`` : `For \`${audience}\`, from ${source}`;
  notes.note(`${purpose}; good until ${expiresAt.toISOString()}.`);
  if (kind === "rds-token")
    notes.note(
      "Signing asks nobody: only the login shows whether region, host, user and permissions are right.",
    );
}

/** Tells how safe the connection is. */
export function describeConnection({ encryption, certificate }: DatabaseSession, notes: StepNotes): void {
  if (!encryption) {
    notes.note("The connection is not encrypted.");
    return;
  }
  if (certificate?.trusted) notes.note(`Encrypted with ${encryption}; the server's certificate is good.`);
  else
    notes.note(
      `Encrypted with ${encryption}. The mode of the instance does not look at the server's certificate, and ddconf could not tell that it is the right one${certificate?.reason ? ` (${certificate.reason})` : ""}.`,
    );
}

/** The certificates that the instance names. The file may be on the Agent's machine only. */
export function authoritiesOf({ caFile }: LoginSubject, notes: StepNotes): string | undefined {
  if (!caFile) return undefined;
  try {
    if (statSync(caFile).size <= MOST_CA_BYTES) return readFileSync(caFile, "utf8");
  } catch {
    // told below
  }
  notes.note(
    `\`${caFile}\` cannot be read on this machine, so the authorities that ddconf knows take its place.`,
  );
  return undefined;
}
