import { datadogApiUrl } from "../endpoints";
import { LiveFailure } from "../failure";
import { stsHost } from "../proof";
import type { StepNotes } from "../report";
import type { Environment, LiveRun } from "../run";
import type { AuthSubject } from "../subjects";
import { capital } from "../words";

/** What the rest of a test goes by. */
export interface Target {
  readonly orgUuid: string;
  /** Region whose STS the proof is for, where it is known before the credentials are. */
  readonly region: string | undefined;
  /** Where the proof may go. */
  readonly apiUrl: string;
}

const WHERE_ORG = "It stands in Datadog under Organization Settings > Workload Identity Federation.";

/** The first step: what the file says, and whether a test can go by it. */
export function readTarget(subject: AuthSubject, run: LiveRun, notes: StepNotes): Target {
  for (const finding of subject.findings) notes.advise(`The lint says: ${finding}`);
  const known = `${subject.name}${subject.overrides.length > 0 ? `, and ${words(subject.overrides)} of the environment` : ""}`;
  notes.note(`Read from ${known}.`);
  const orgUuid = requireOrg(subject);
  const from = subject.orgSection
    ? ` (from \`${subject.orgSection}.delegated_auth\`, since the global block names none)`
    : "";
  notes.note(`Organization: \`${orgUuid}\`${from}`);
  requireAws(subject.provider);
  notes.note(
    `Cloud: ${subject.provider ? `\`${subject.provider}\`` : "not said, so the Agent looks for AWS"}`,
  );
  const region = requireRegion(regionOf(subject, run.environment));
  notes.note(
    `AWS region: ${region ? `\`${region.name}\`, from ${region.from}` : "not said, so the Agent asks the machine"}`,
  );
  const apiUrl = datadogApiUrl(subject, run.sandbox);
  notes.note(`Datadog's API: \`${apiUrl}\`${siteWords(subject, run)}`);
  return { orgUuid, region: region?.name, apiUrl };
}

/** A region with where it was found. */
export interface NamedRegion {
  readonly name: string;
  readonly from: string;
}

/** Where the Agent takes the region from, first to last; the machine's own comes behind these. */
function regionOf({ region, overrides }: AuthSubject, environment: Environment): NamedRegion | undefined {
  if (region) {
    const variable = "DD_DELEGATED_AUTH_AWS_REGION";
    return {
      name: region,
      from: overrides.includes(variable) ? `\`${variable}\`` : "`delegated_auth.aws.region`",
    };
  }
  const variable = (["AWS_REGION", "AWS_DEFAULT_REGION"] as const).find((name) => environment[name]);
  return variable && { name: environment[variable] ?? "", from: `\`${variable}\`` };
}

/**
 * The region becomes part of a host's name.
 *
 * @throws LiveFailure `configuration`
 */
export function requireRegion(region: NamedRegion | undefined): NamedRegion | undefined {
  if (!region || /^[a-z]{2,}(?:-[a-z]+)+-\d{1,2}$/.test(region.name)) return region;
  throw new LiveFailure(
    "configuration",
    `${capital(region.from)} is \`${region.name}\`, which is no AWS region: the Agent would go to \`${stsHost(region.name).host}\`, and there is no such host.`,
    "Write a region as AWS names it, such as `eu-west-1`.",
  );
}

function requireOrg({ orgUuid, unknown = [] }: AuthSubject): string {
  const hidden = unknown.find((each) => each.startsWith("`org_uuid`"));
  if (!orgUuid)
    throw new LiveFailure(
      "configuration",
      hidden
        ? `${hidden}, and its value is not known here.`
        : "There is no `delegated_auth.org_uuid`, so delegated authentication is off.",
      hidden
        ? `Give the value for this test: \`DD_DELEGATED_AUTH_ORG_UUID=<uuid>\`. ${WHERE_ORG}`
        : `Write it below \`delegated_auth\`. ${WHERE_ORG}`,
    );
  return requireOrgShape(orgUuid, "`delegated_auth.org_uuid`");
}

/** Anything may stand there for the Agent; what is no word could not be signed. */
export function requireOrgShape(orgUuid: string, name: string): string {
  if (/^[\x21-\x7e]{1,100}$/.test(orgUuid)) return orgUuid;
  throw new LiveFailure("configuration", `${name} is no UUID.`, `Copy it anew. ${WHERE_ORG}`);
}

function requireAws(provider: string | undefined): void {
  if (!provider || provider.toLowerCase() === "aws") return;
  throw new LiveFailure(
    "configuration",
    `\`delegated_auth.provider\` is \`${provider}\`, and the Agent knows \`aws\` only.`,
    "Write `provider: aws`, or leave it out.",
  );
}

function siteWords({ site, ddUrl }: AuthSubject, { sandbox }: LiveRun): string {
  if (sandbox) return `, in place of Datadog's for ${site ? `\`${site}\`` : "the site"}`;
  if (ddUrl) return ", from `dd_url`";
  return site ? `, for the site \`${site}\`` : ", since no `site` is written";
}

function words(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}
