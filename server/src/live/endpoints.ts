import { agentApiTarget, DEFAULT_SITE, hostOf } from "../model/datadog-hosts";
import { LiveFailure } from "./failure";
import { isLoopback } from "./network";
import type { SandboxDirectory } from "./run";

/** `api.` before a site of Datadog's own domains: what a proof or a key may be sent to. */
const DATADOG_API = /^api\.(?:(?:[a-z]{2,}\d{1,2}\.)?(?:datadoghq\.com|datadoghq\.eu|ddog-gov\.com))$/;

const SITES_NEXT =
  "Datadog's sites are datadoghq.com, datadoghq.eu, us3., us5., ap1., ap2. and uk1.datadoghq.com, ddog-gov.com and us2.ddog-gov.com.";

/** What the configuration says about where the Agent sends its proof. */
export interface SiteSettings {
  readonly site?: string | undefined;
  readonly ddUrl?: string | undefined;
}

/**
 * The address that a proof and the keys of the API may be sent to. The configuration can choose among Datadog's
 * sites and nothing else: whoever can change the file must not get the signature. In sandbox mode it is the
 * sandbox, whatever the configuration says.
 *
 * @returns scheme and host, without a slash at the end
 * @throws LiveFailure `refused`, with the host that the Agent would use
 */
export function datadogApiUrl(settings: SiteSettings, sandbox: SandboxDirectory | undefined): string {
  if (sandbox) return loopbackUrl(sandbox.datadog, "The sandbox");
  const host = agentHost(settings);
  if (DATADOG_API.test(host)) return `https://${host}`;
  const source = settings.ddUrl ? "dd_url" : "site";
  throw new LiveFailure(
    "refused",
    `With this \`${source}\` the Agent sends its proof to \`${host}\`, which is none of Datadog's API hosts. ddconf does not.`,
    `Correct \`${source}\`. ${SITES_NEXT}`,
  );
}

/**
 * The address that the keys of the mapping API may be sent to: the site's own, also where the Agent derives another
 * one from it.
 *
 * @throws LiveFailure `refused`
 */
export function mappingApiUrl(settings: SiteSettings, sandbox: SandboxDirectory | undefined): string {
  if (sandbox) return loopbackUrl(sandbox.datadog, "The sandbox");
  const own = settings.ddUrl ? "" : `api.${(settings.site || DEFAULT_SITE).trim().toLowerCase()}`;
  const host = [own, agentHost(settings)].find((each) => DATADOG_API.test(each));
  if (host) return `https://${host}`;
  throw new LiveFailure(
    "refused",
    `\`${settings.ddUrl || settings.site}\` is none of Datadog's sites, and the keys go nowhere else.`,
    `Correct the site. ${SITES_NEXT}`,
  );
}

/** Host of the API as the Agent derives it, which may be anything. */
function agentHost({ site = "", ddUrl = "" }: SiteSettings): string {
  return hostOf(agentApiTarget({ ddUrl, site }).url).replace(/\.$/, "");
}

/**
 * The second look at an address, right before something is sent there.
 *
 * @returns the address as it is
 * @throws LiveFailure `refused` when it is neither a Datadog API host nor, in sandbox mode, on this machine
 */
export function requireDatadogApi(apiUrl: string, sandbox: SandboxDirectory | undefined): string {
  if (sandbox) return loopbackUrl(apiUrl, "The sandbox");
  const host = /^https:\/\/([^/]+)$/.exec(apiUrl)?.[1] ?? "";
  if (DATADOG_API.test(host)) return apiUrl;
  throw new LiveFailure(
    "refused",
    "The request would go to an address that is none of Datadog's API hosts. ddconf does not send it.",
    SITES_NEXT,
  );
}

/** @throws LiveFailure `refused` when the address is not on this machine */
export function loopbackUrl(url: string, what: string): string {
  if (URL.canParse(url)) {
    const { protocol, hostname, username, password } = new URL(url);
    if (/^https?:$/.test(protocol) && isLoopback(hostname) && !username && !password)
      return url.replace(/\/+$/, "");
  }
  throw new LiveFailure(
    "refused",
    `${what} is not on this machine.`,
    "Give the address that `ddconf sandbox` prints: http://127.0.0.1:<port>.",
  );
}
