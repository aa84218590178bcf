/** Site of an Agent that is told none. */
export const DEFAULT_SITE = "datadoghq.com";

/** Where the Agent sends the request that trades its cloud identity for an API key. */
export interface ApiTarget {
  /** Scheme and host, without the path `/api/v2/intake-key`. */
  readonly url: string;
  /** False when the host is none of Datadog's; the Agent then uses `dd_url` as it is written. */
  readonly recognized: boolean;
}

/**
 * Any host name below one of Datadog's domains: the regional label right before the domain (`us3.`), the
 * domain, the government domain, and the dot of a fully qualified name.
 */
const DATADOG_HOST =
  /^(?:[^./]+\.)*?((?:[a-z]{2,}\d{1,2}\.)?)(?:((?:datadoghq|datad0g)\.(?:com|eu))|(ddog-gov\.com))(\.?)$/;

/**
 * Derives the API address as the Agent's delegated authentication does (`getAPIDomain` and `resolveTokenURL`
 * in `comp/core/delegatedauth/api/delegated_auth.go`): a `dd_url` that is set comes first, else
 * `https://app.<site>`; of a Datadog host only the regional label and the domain are kept, behind `api.`.
 *
 * Two results look odd and are the Agent's own: `us2.ddog-gov.com` loses its `us2.`, and the misspelt site
 * `eu.datadoghq.com` ends at `api.datadoghq.com`.
 */
export function agentApiTarget(config: { readonly ddUrl?: string; readonly site?: string }): ApiTarget {
  const base = config.ddUrl || `https://app.${config.site || DEFAULT_SITE}`;
  const match = DATADOG_HOST.exec(hostOf(base));
  if (!match) return { url: base, recognized: false };
  const [, region = "", domain, government, dot = ""] = match;
  const host = government ?? `${region}${domain}`;
  return { url: `https://api.${host}${dot}`, recognized: true };
}

/** Host name of a URL or of a bare `host:port`, in lower case, without user, port and path. */
export function hostOf(url: string): string {
  return url
    .trim()
    .toLowerCase()
    .replace(/^[a-z][a-z0-9+.-]*:\/\//, "")
    .replace(/[/?#].*$/s, "")
    .replace(/^.*@/, "")
    .replace(/:\d*$/, "");
}

/** True for the hosts of Datadog's US government sites. */
export function isGovernmentHost(host: string): boolean {
  return /(?:^|\.)ddog-gov\.com\.?$/.test(host);
}
