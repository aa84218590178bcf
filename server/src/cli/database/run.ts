import { existsSync } from "node:fs";
import { LiveFailure } from "../../live/failure";
import type { AwsIdentity } from "../../live/ports";
import { readLogin } from "../../live/read-login";
import type { LoginSubject } from "../../live/subjects";
import { diagnose } from "../../service/diagnose";
import { instancesOf } from "../../service/generate";
import { EXIT, type ExitCode, UsageError } from "../exit-code";
import { chooseInstance, openFile } from "../instance";
import { type LiveFlags, runReport, withLiveRun } from "../live/run";
import type { Output } from "../terminal/output";
import { visible } from "../terminal/width";

interface IdentityFlags {
  readonly instance?: string;
  readonly as: "agent" | "me";
  readonly profile?: string;
  readonly assumeRole?: string;
}

/** Options of `ddconf db test`, as commander hands them over. */
export interface DatabaseFlags extends LiveFlags, IdentityFlags {}

/** Options of `ddconf db token`. */
export interface TokenFlags extends IdentityFlags {
  readonly sandbox?: string;
  readonly print?: boolean;
}

/** `ddconf db test <file>`: each step as it ends, and how it went. */
export async function databaseTest(
  file: string | undefined,
  flags: DatabaseFlags,
  output: Output,
): Promise<ExitCode> {
  const identity = identityOf(flags);
  const subject = await readSubject(file, flags.instance);
  const { testDatabaseLogin } = await import("../../live/checks");
  const about = { title: "Test database login", subject: subject.name };
  return runReport(about, flags, output, (run, hooks) => testDatabaseLogin(subject, identity, run, hooks));
}

/** `ddconf db token <file>`: the token alone on standard output, what it is for on standard error. */
export async function databaseToken(
  file: string | undefined,
  flags: TokenFlags,
  { out, err }: Output,
): Promise<ExitCode> {
  // a token on the screen stays in the terminal's history
  if (process.stdout.isTTY && !flags.print)
    throw new UsageError(
      "the token would stand on the screen. Hand it on with a pipe or $(…), or say --print.",
    );
  const identity = identityOf(flags);
  const subject = await readSubject(file, flags.instance);
  const { fetchDatabaseToken } = await import("../../live/checks");
  return withLiveRun(flags, async (run) => {
    const token = await fetchDatabaseToken(subject, identity, run);
    out.write(`${token.token.reveal()}\n`);
    const lines = [
      ["host", `${token.host}:${subject.port}`],
      ["user", token.username ?? "the identity itself"],
      [token.kind === "rds-token" ? "region" : "scope", token.audience],
      ["from", token.source],
      ["until", token.expiresAt.toISOString()],
    ];
    for (const [name, value] of lines) err.write(`${err.colors.dim(`# ${name}: ${visible(value ?? "")}`)}\n`);
    return EXIT.clean;
  });
}

const USUAL = "conf.yaml";

async function readSubject(given: string | undefined, wanted: string | undefined): Promise<LoginSubject> {
  if (given === undefined && !existsSync(USUAL))
    throw new UsageError(
      "there is no conf.yaml here. Name the file: ddconf db test conf.d/postgres.d/conf.yaml",
    );
  const file = given ?? USUAL;
  const { document, settings } = await openFile(file);
  const instances = instancesOf(document);
  if (instances.length === 0)
    throw new UsageError(
      `${file} has no instance of a postgres, mysql or sqlserver check: ${document.detection.reason}.`,
    );
  const instance = instances[chooseInstance(instances, wanted, file)];
  if (!instance) throw new UsageError(`${file} has no such instance.`);
  try {
    return readLogin({ ...instance, findings: diagnose(document, settings) }, settings);
  } catch (error) {
    if (!(error instanceof LiveFailure)) throw error;
    throw new UsageError(`${error.message} ${error.next}`);
  }
}

function identityOf({ as, profile, assumeRole }: IdentityFlags): AwsIdentity {
  if (profile !== undefined && as === "agent")
    throw new UsageError("--profile goes with --as me: an Agent knows no profiles.");
  if (assumeRole !== undefined && !/^arn:aws[a-z-]*:iam::\d{12}:role\/\S+$/.test(assumeRole))
    throw new UsageError("--assume-role takes the ARN of a role: arn:aws:iam::<account>:role/<name>.");
  return { as, profile, assumeRole };
}
