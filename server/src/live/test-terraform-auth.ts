import { requireOrgShape, requireRegion, type Target } from "./auth/config";
import { askWho, clockTime, fromNow, resolveCredentials } from "./auth/identity";
import { lookForMapping } from "./auth/mapping";
import { sign } from "./auth/sign";
import { requireSession, requireTerraformApi, terraformCredentials } from "./auth/terraform";
import { writerFor } from "./auth/writer";
import { LiveFailure } from "./failure";
import { LIBRARIES, type Libraries } from "./libraries";
import type { AwsIdentity } from "./ports";
import type { Report, StepNotes } from "./report";
import type { LiveRun } from "./run";
import type { AuthTestOptions, Hooks, TerraformSubject } from "./subjects";

const TITLE = "Test Terraform's login";

export type TerraformOptions = Partial<Pick<AuthTestOptions, "keys" | "showProof" | "dryRun">>;

/**
 * Logs in to Datadog's API as its Terraform provider does with `cloud_provider_type = "aws"`.
 *
 * @param identity `agent` stands for the provider's own way: three variables and nothing else
 */
export function testTerraformAuth(
  subject: TerraformSubject,
  identity: AwsIdentity,
  run: LiveRun,
  hooks: Hooks,
  libraries: Libraries = LIBRARIES,
  { keys, showProof = false, dryRun = false }: TerraformOptions = {},
): Promise<Report> {
  const writer = writerFor(TITLE, subject.name, run, hooks);
  return writer.run(async () => {
    const target = await writer.step("config", "Read the provider's arguments", (notes) =>
      readArguments(subject, run, notes),
    );
    const resolved = await writer.step("credentials", "Find AWS credentials", async (notes) => {
      const own = identity.as === "agent" && !identity.assumeRole;
      if (own) return { credentials: terraformCredentials(run.environment, notes), region: target.region };
      const found = await resolveCredentials(await libraries.aws(), identity, target.region, run, notes);
      return { credentials: requireSession(found.credentials), region: target.region };
    });
    const caller = await writer.step("identity", "Ask AWS who this is", async (notes) =>
      askWho(await libraries.aws(), resolved, run, notes),
    );
    await lookForMapping(
      writer,
      { arn: caller.arn, kind: "persona", apiUrl: target.apiUrl, keys, localMappings: [] },
      libraries,
      run,
    );
    const proof = await writer.step("proof", "Sign the proof", (notes) =>
      sign(resolved, { orgUuid: target.orgUuid, userAgent: "ddconf", show: showProof }, run, notes),
    );
    const exchange = ["exchange", "Trade the proof for a token"] as const;
    if (dryRun) {
      writer.skip(
        ...exchange,
        `This is a dry run. The proof was not sent to \`${target.apiUrl}/api/v2/delegated-token\`.`,
      );
      return "Everything up to the exchange works. Only the exchange itself shows whether Datadog accepts the proof.";
    }
    await writer.step(...exchange, async (notes) => {
      notes.note(`Sent to \`${target.apiUrl}/api/v2/delegated-token\`, once.`);
      const datadog = await libraries.datadog();
      const { expiresAt, claims } = await datadog.delegatedToken(target.apiUrl, proof.value, run);
      notes.note(
        `Datadog issued a token that ends at ${clockTime(expiresAt)} (${fromNow(expiresAt, run)}). ddconf has not kept it.`,
      );
      for (const [name, value] of Object.entries(claims).filter(([name]) => name !== "exp"))
        notes.note(`It says \`${name}\`: \`${value}\``);
    });
    return "The Terraform provider can log in this way.";
  });
}

function readArguments(subject: TerraformSubject, run: LiveRun, notes: StepNotes): Target {
  const { orgUuid, region, cloudProviderType } = subject;
  if (!orgUuid)
    throw new LiveFailure(
      "configuration",
      "The provider is told no organization.",
      "Give --org-uuid, or set `DD_ORG_UUID`; in Terraform it is the provider's `org_uuid`.",
    );
  requireOrgShape(orgUuid, "`org_uuid`");
  notes.note(`Organization: \`${orgUuid}\``);
  if (cloudProviderType && cloudProviderType !== "aws")
    throw new LiveFailure(
      "configuration",
      `\`cloud_provider_type\` is \`${cloudProviderType}\`, and the provider knows \`aws\` only.`,
      'Write `cloud_provider_type = "aws"`.',
    );
  if (!cloudProviderType)
    notes.note(
      'The provider block has to say `cloud_provider_type = "aws"`: without it, `org_uuid` does nothing.',
    );
  const named = requireRegion(region ? { name: region, from: "`cloud_provider_region`" } : undefined);
  notes.note(
    named
      ? `AWS region: \`${named.name}\``
      : "AWS region: none, so the provider goes to the global STS. It reads no variable for it: the argument is `cloud_provider_region`.",
  );
  const apiUrl = requireTerraformApi(subject, run);
  notes.note(`Datadog's API: \`${apiUrl}\``);
  return { orgUuid, region: named?.name, apiUrl };
}
