import { fromIni, fromNodeProviderChain } from "@aws-sdk/credential-providers";
import { LiveFailure } from "../failure";
import type { FoundCredentials } from "../ports";
import type { LiveRun } from "../run";
import { Secret } from "../secret";
import { chainFailure } from "./chain-failure";
import { withEnvironment } from "./process-environment";
import { RequestHandler } from "./request-handler";
import { stsEndpoint } from "./sts";

const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

/** Names of the SDK's mechanisms, the most telling first: it marks what it returns with all that it went through. */
const SOURCES: readonly (readonly [mark: string, name: string])[] = [
  ["CREDENTIALS_SSO", "SSO"],
  ["CREDENTIALS_SSO_LEGACY", "SSO"],
  ["CREDENTIALS_LOGIN", "`aws login`"],
  ["CREDENTIALS_PROCESS", "`credential_process`"],
  ["CREDENTIALS_STS_ASSUME_ROLE_WEB_ID", "a web identity token"],
  ["CREDENTIALS_STS_ASSUME_ROLE", "an assumed role"],
  ["CREDENTIALS_ENV_VARS", "the environment"],
  ["CREDENTIALS_HTTP", "the container"],
  ["CREDENTIALS_IMDS", "the EC2 instance"],
  ["CREDENTIALS_PROFILE", "a profile"],
];

/** Finds credentials as the AWS command line does: environment, profiles, SSO and the rest. */
export async function chainCredentials(
  profile: string | undefined,
  region: string | undefined,
  run: LiveRun,
): Promise<FoundCredentials> {
  const used = profile ?? run.environment.AWS_PROFILE ?? undefined;
  try {
    const options = {
      // what was changed since the last run counts
      ignoreCache: true,
      logger: SILENT,
      clientConfig: {
        region: stsEndpoint(region || run.environment.AWS_REGION || undefined, run).signingRegion,
        maxAttempts: 2,
        requestHandler: new RequestHandler(run),
      },
    };
    // whoever names a profile does not want what else there is: a misspelt one must not end at the machine's role
    const provider =
      profile === undefined ? fromNodeProviderChain(options) : fromIni({ ...options, profile });
    const found = await withEnvironment(run, () => provider());
    return {
      credentials: {
        accessKeyId: found.accessKeyId,
        secretAccessKey: new Secret(found.secretAccessKey),
        sessionToken: found.sessionToken ? new Secret(found.sessionToken) : undefined,
        expiresAt: found.expiration,
      },
      source: `${sourceOf(found)}${used === undefined ? "" : ` (profile \`${used}\`)`}`,
    };
  } catch (error) {
    throw error instanceof LiveFailure ? error : chainFailure(error, used);
  }
}

function sourceOf(credentials: object): string {
  const marks = (credentials as { $source?: Readonly<Record<string, unknown>> }).$source ?? {};
  return SOURCES.find(([mark]) => mark in marks)?.[1] ?? "the AWS SDK's chain";
}
