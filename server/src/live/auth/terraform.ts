import { DEFAULT_SITE } from "../../model/datadog-hosts";
import { loopbackUrl, requireDatadogApi } from "../endpoints";
import { LiveFailure } from "../failure";
import type { AwsCredentials } from "../ports";
import type { StepNotes } from "../report";
import type { Environment, LiveRun } from "../run";
import { Secret } from "../secret";
import type { TerraformSubject } from "../subjects";

/**
 * The provider takes `api_url` as it is written, and derives nothing from it.
 *
 * @throws LiveFailure `configuration` or `refused`
 */
export function requireTerraformApi({ apiUrl, site }: TerraformSubject, { sandbox }: LiveRun): string {
  if (apiUrl && /\/api\/?$/.test(apiUrl))
    throw new LiveFailure(
      "configuration",
      "`api_url` ends in `/api/`, which the provider refuses.",
      "Write scheme and host alone: `https://api.datadoghq.eu/`.",
    );
  if (sandbox) return loopbackUrl(sandbox.datadog, "The sandbox");
  const url = apiUrl ? apiUrl.replace(/\/+$/, "") : `https://api.${site || DEFAULT_SITE}`;
  try {
    return requireDatadogApi(url, undefined);
  } catch {
    throw new LiveFailure(
      "refused",
      `With this ${apiUrl ? "`api_url`" : "site"} the provider sends its proof to an address that is none of Datadog's API hosts. ddconf does not.`,
      "The address is `https://api.` and the site, such as `https://api.datadoghq.eu/`.",
    );
  }
}

const EXPORT = '`eval "$(aws configure export-credentials --format env)"`';

/**
 * What the provider takes for credentials: three variables (or arguments), no profile, no machine's role.
 *
 * @throws LiveFailure `credentials` in place of the provider's `missing AWS credentials`
 */
export function terraformCredentials(environment: Environment, notes: StepNotes): AwsCredentials {
  const { AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret, AWS_SESSION_TOKEN: token } = environment;
  if (!id || !secret)
    throw new LiveFailure(
      "credentials",
      "The provider finds no AWS credentials: it reads `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN`, and knows neither profiles nor the roles of machines and containers.",
      `Put those of your session into the environment: ${EXPORT}.`,
    );
  notes.note("Found in the environment, which is the only place where the provider looks.");
  return requireSession({
    accessKeyId: id,
    secretAccessKey: new Secret(secret),
    sessionToken: token ? new Secret(token) : undefined,
    expiresAt: undefined,
  });
}

/** @throws LiveFailure `credentials` for long-lived keys */
export function requireSession(credentials: AwsCredentials): AwsCredentials {
  if (credentials.sessionToken) return credentials;
  throw new LiveFailure(
    "credentials",
    "There is no `AWS_SESSION_TOKEN`. The provider insists on one (its own message is `missing AWS credentials`), so the long-lived keys of an IAM user do not do.",
    `Assume a role first, and put its session into the environment: ${EXPORT}.`,
  );
}
