import type { AwsCredentials, AwsIdentity, AwsPort, CallerIdentity, FoundCredentials } from "../ports";
import type { StepNotes } from "../report";
import type { LiveRun } from "../run";
import { requireRegion } from "./config";

/** Name of the session when a role is assumed for a test; it shows in CloudTrail. */
const SESSION = "ddconf";
const WORRYING_SKEW_SECONDS = 5 * 60;

export interface ResolvedCredentials {
  readonly credentials: AwsCredentials;
  /** For STS: as configured, else the machine's. */
  readonly region: string | undefined;
  /** Where they come from: `the environment`. */
  readonly source?: string;
}

/** The second step: credentials as the Agent, or the user, finds them, and a role on top where one is asked for. */
export async function resolveCredentials(
  aws: AwsPort,
  identity: AwsIdentity,
  region: string | undefined,
  run: LiveRun,
  notes: StepNotes,
): Promise<ResolvedCredentials> {
  notes.note(
    identity.as === "agent"
      ? "As the Agent: the first mechanism that is set up, and no other; no profiles, no SSO."
      : "As you, as the AWS command line would. The Agent finds its credentials in other ways: this tests everything else.",
  );
  const found = await aws.findCredentials(identity, region, run);
  tell(found, run, notes);
  const machine =
    region === undefined && found.region ? { name: found.region, from: "the instance" } : undefined;
  const known = region ?? requireRegion(machine)?.name;
  if (machine) notes.note(`AWS region: \`${machine.name}\`, from ${machine.from}`);
  if (!identity.assumeRole) return { credentials: found.credentials, region: known, source: found.source };
  const role = { arn: identity.assumeRole, sessionName: SESSION };
  const credentials = await aws.assumeRole(role, found.credentials, known, run);
  notes.note(`With them, the role \`${role.arn}\` was assumed${expiryWords(credentials, run)}.`);
  return { credentials, region: known, source: `the role \`${role.arn}\`, assumed with ${found.source}` };
}

function tell(
  { source, credentials, notes: more = [], warnings = [] }: FoundCredentials,
  run: LiveRun,
  notes: StepNotes,
) {
  notes.note(`Found in ${source}${expiryWords(credentials, run)}.`);
  for (const note of more) notes.note(note);
  for (const warning of warnings) notes.advise(warning);
}

function expiryWords({ expiresAt }: AwsCredentials, run: LiveRun): string {
  if (!expiresAt) return "";
  return `, good until ${clockTime(expiresAt)} (${fromNow(expiresAt, run)})`;
}

/** The third step: who AWS says this is. */
export async function askWho(
  aws: AwsPort,
  { credentials, region }: ResolvedCredentials,
  run: LiveRun,
  notes: StepNotes,
): Promise<CallerIdentity> {
  const caller = await aws.callerIdentity(credentials, region, run);
  notes.note(`ARN: \`${caller.arn}\``);
  notes.note(`Account \`${caller.account}\`, user id \`${caller.userId}\``);
  const { clockSkewSeconds: skew = 0 } = caller;
  if (Math.abs(skew) >= WORRYING_SKEW_SECONDS)
    notes.advise(
      `The clock of this machine is ${Math.round(Math.abs(skew) / 60)} minutes ${skew < 0 ? "behind" : "ahead of"} AWS's. At 15, AWS refuses every signature: set it (\`timedatectl set-ntp true\`).`,
    );
  return caller;
}

/** `14:05 UTC`, with the day when it is not today's business. */
export function clockTime(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** `in 15 minutes`. */
export function fromNow(date: Date, run: Pick<LiveRun, "now">): string {
  const minutes = Math.round((date.getTime() - run.now().getTime()) / 60_000);
  if (minutes <= 0) return "over already";
  if (minutes < 120) return `in ${minutes} minute${minutes === 1 ? "" : "s"}`;
  return `in ${Math.round(minutes / 60)} hours`;
}
