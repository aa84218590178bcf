import { readTarget, type Target } from "./auth/config";
import { askWho, resolveCredentials } from "./auth/identity";
import { lookForMapping } from "./auth/mapping";
import { sign } from "./auth/sign";
import { writerFor } from "./auth/writer";
import { LIBRARIES, type Libraries } from "./libraries";
import type { AwsIdentity } from "./ports";
import type { Proof } from "./proof";
import type { Report, ReportWriter } from "./report";
import type { LiveRun } from "./run";
import type { AuthSubject, AuthTestOptions, Hooks } from "./subjects";

const TITLE = "Test delegated auth";

const EXCHANGE = { id: "exchange", title: "Trade the proof for an API key" };

/**
 * Does what an Agent with this configuration would do to get an API key, step by step. The last step issues a real
 * key, so it is confirmed first, and tried once.
 */
export function testDelegatedAuth(
  subject: AuthSubject,
  options: AuthTestOptions,
  run: LiveRun,
  hooks: Hooks,
  libraries: Libraries = LIBRARIES,
): Promise<Report> {
  const writer = writerFor(TITLE, subject.name, run, hooks);
  const { identity, keys, showProof, dryRun } = options;
  return writer.run(async () => {
    const target = await writer.step("config", "Read the configuration", (notes) =>
      readTarget(subject, run, notes),
    );
    const resolved = await writer.step("credentials", "Find AWS credentials", async (notes) =>
      resolveCredentials(await libraries.aws(), identity, target.region, run, notes),
    );
    const caller = await writer.step("identity", "Ask AWS who this is", async (notes) =>
      askWho(await libraries.aws(), resolved, run, notes),
    );
    const { localMappings, agentVersion } = subject;
    const question = { arn: caller.arn, kind: "intake", apiUrl: target.apiUrl, keys, localMappings } as const;
    await lookForMapping(writer, question, libraries, run);
    const proof = await writer.step("proof", "Sign the proof", (notes) =>
      sign(
        resolved,
        { orgUuid: target.orgUuid, userAgent: `datadog-agent/${agentVersion}`, show: showProof },
        run,
        notes,
      ),
    );
    if (dryRun) return leaveOut(writer, target, "This is a dry run.");
    if (!(await hooks.confirm(questionFor(target))) && !run.signal.aborted)
      return leaveOut(writer, target, "It was not confirmed.");
    await exchange(writer, target, proof, libraries, run);
    return sumUp(identity);
  });
}

function exchange(
  writer: ReportWriter,
  { apiUrl }: Target,
  proof: Proof,
  libraries: Libraries,
  run: LiveRun,
) {
  return writer.step(EXCHANGE.id, EXCHANGE.title, async (notes) => {
    notes.note(`Sent to \`${apiUrl}/api/v2/intake-key\`, once.`);
    const datadog = await libraries.datadog();
    const { keyEnding } = await datadog.intakeKey(apiUrl, proof.value, run);
    notes.note(`Datadog issued a managed API key that ends in \`${keyEnding}\`. ddconf has not kept it.`);
  });
}

function leaveOut(writer: ReportWriter, { apiUrl }: Target, why: string): string {
  writer.skip(
    EXCHANGE.id,
    EXCHANGE.title,
    `${why} The proof was not sent to \`${apiUrl}/api/v2/intake-key\`.`,
  );
  return "Everything up to the exchange works. Only the exchange itself shows whether Datadog accepts the proof.";
}

function questionFor({ apiUrl }: Target): string {
  return `Send the proof to ${apiUrl}? If Datadog accepts it, it issues a real API key for the organization, as it does for an Agent. ddconf shows the key's last four characters and keeps nothing.`;
}

function sumUp({ as, assumeRole }: AwsIdentity): string {
  if (as === "agent" && !assumeRole) return "An Agent that is started here gets its API key this way.";
  if (assumeRole) return `An Agent that runs as \`${assumeRole}\` gets its API key with this configuration.`;
  return "Your own AWS identity gets an API key with this configuration. The Agent's is another one: test it on its host, or with the Agent's role on top of your login.";
}
