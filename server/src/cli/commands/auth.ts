import { homedir } from "node:os";
import { keysFromEnvironment } from "../../live/keys";
import type { AwsIdentity } from "../../live/ports";
import { findMappings } from "../auth/find-mappings";
import { type AuthFile, readAuthFile } from "../auth/read-file";
import { type ExitCode, UsageError } from "../exit-code";
import { type LiveFlags, runReport } from "../live/run";
import type { Output } from "../terminal/output";

/** Options of `ddconf auth test`, as commander hands them over. */
export interface AuthFlags extends LiveFlags {
  readonly as: "agent" | "me" | "terraform";
  readonly profile?: string;
  readonly assumeRole?: string;
  readonly dryRun?: boolean;
  readonly showProof?: "redacted";
  readonly orgUuid?: string;
  readonly region?: string;
  readonly apiUrl?: string;
  readonly site?: string;
}

const TERRAFORM_FLAGS = {
  orgUuid: "--org-uuid",
  region: "--region",
  apiUrl: "--api-url",
  site: "--site",
} as const;

/** `ddconf auth test [datadog.yaml]`: each step as it ends, and how it went. */
export async function authTest(
  file: string | undefined,
  flags: AuthFlags,
  output: Output,
): Promise<ExitCode> {
  const identity = identityOf(flags);
  if (flags.as === "terraform") {
    if (file !== undefined)
      throw new UsageError(
        "--as terraform reads no file: the provider's arguments come from flags and variables.",
      );
    return testTerraform(identity, flags, output);
  }
  for (const [name, flag] of Object.entries(TERRAFORM_FLAGS))
    if (flags[name as keyof typeof TERRAFORM_FLAGS] !== undefined)
      throw new UsageError(`${flag} goes with --as terraform; an Agent reads it from its datadog.yaml.`);
  return testAgent(await readAuthFile(file), identity, flags, output);
}

async function testAgent(
  file: AuthFile,
  identity: AwsIdentity,
  flags: AuthFlags,
  output: Output,
): Promise<ExitCode> {
  const { testDelegatedAuth } = await import("../../live/checks");
  const about = { title: "Test delegated auth", subject: file.name };
  return runReport(about, flags, output, async (run, hooks) => {
    const keys = keysFromEnvironment(run.environment);
    const localMappings = keys ? [] : await findMappings(process.cwd(), homedir());
    const { dryRun = false, showProof } = flags;
    const options = { identity, keys, dryRun, showProof: showProof !== undefined };
    return testDelegatedAuth(file.subject(localMappings), options, run, hooks);
  });
}

async function testTerraform(identity: AwsIdentity, flags: AuthFlags, output: Output): Promise<ExitCode> {
  const { testTerraformAuth } = await import("../../live/checks");
  const about = { title: "Test Terraform's login", subject: "provider datadog" };
  return runReport(about, flags, output, async (run, hooks) => {
    const { environment } = run;
    const subject = {
      name: about.subject,
      orgUuid: flags.orgUuid || environment.DD_ORG_UUID || environment.DATADOG_ORG_UUID,
      region: flags.region,
      site: flags.site,
      apiUrl: flags.apiUrl || environment.DD_HOST || environment.DATADOG_HOST,
      cloudProviderType: environment.DD_CLOUD_PROVIDER_TYPE || environment.DATADOG_CLOUD_PROVIDER_TYPE,
    };
    const { dryRun = false, showProof } = flags;
    const keys = keysFromEnvironment(environment);
    return testTerraformAuth(subject, identity, run, hooks, undefined, {
      keys,
      dryRun,
      showProof: showProof !== undefined,
    });
  });
}

function identityOf({ as, profile, assumeRole }: AuthFlags): AwsIdentity {
  if (profile !== undefined && as === "agent")
    throw new UsageError("--profile goes with --as me: an Agent knows no profiles.");
  if (assumeRole !== undefined && !/^arn:aws[a-z-]*:iam::\d{12}:role\/\S+$/.test(assumeRole))
    throw new UsageError("--assume-role takes the ARN of a role: arn:aws:iam::<account>:role/<name>.");
  // Terraform's credentials are those of whoever runs it; with a profile or a role they are got for it first
  const me = as === "me" || (as === "terraform" && profile !== undefined);
  return { as: me ? "me" : "agent", profile, assumeRole };
}
