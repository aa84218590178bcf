/** A Datadog site: a region of Datadog with accounts and hosts of its own. */
export interface Site {
  /** What `site` in datadog.yaml is set to. */
  readonly domain: string;
  /** Datadog's name of the region, as its documentation gives it. */
  readonly region: string;
  /** Host of the web pages. */
  readonly app: string;
  readonly api: string;
  readonly government: boolean;
}

/** Every public site (API client of Datadog, list of servers), the default one first. */
export const SITES: readonly Site[] = [
  site("datadoghq.com", "US1", "app."),
  site("us3.datadoghq.com", "US3"),
  site("us5.datadoghq.com", "US5"),
  site("datadoghq.eu", "EU1", "app."),
  site("ap1.datadoghq.com", "AP1"),
  site("ap2.datadoghq.com", "AP2"),
  site("uk1.datadoghq.com", "UK1"),
  site("ddog-gov.com", "US1-FED", "app."),
  site("us2.ddog-gov.com", "US2-FED"),
];

/** Site of an Agent that was told none. */
export const DEFAULT_SITE = "datadoghq.com";

function site(domain: string, region: string, appPrefix = ""): Site {
  return {
    domain,
    region,
    app: appPrefix + domain,
    api: `api.${domain}`,
    government: domain.endsWith("ddog-gov.com"),
  };
}

const DOMAIN = String.raw`(?:datad(?:oghq|0g)\.(?:com|eu)|ddog-gov\.(?:com|mil))`;
const ACCEPTED = new RegExp(`^(?:[a-z]{2,}\\d{1,2}\\.)?${DOMAIN}$`);
const IN_HOST = new RegExp(`(?:^|\\.)((?:[a-z]{2,}\\d{1,2}\\.)?${DOMAIN})$`);

/** True when the Agent's own check of `site` accepts the text (Agent, `pkg/config/utils` and `ddsite`). */
export function isAcceptedSite(text: string): boolean {
  return ACCEPTED.test(text);
}

export function siteByDomain(domain: string): Site | undefined {
  return SITES.find((candidate) => candidate.domain === domain);
}

/** The site that a host of Datadog belongs to (`app.us3.datadoghq.com`); undefined for other people's hosts. */
export function siteOfHost(host: string): string | undefined {
  return IN_HOST.exec(host.toLowerCase().replace(/\.+$/, ""))?.[1];
}

/** The host of a URL or of a bare `host:port/path`, in lower case; undefined when there is none. */
export function hostOfUrl(url: string): string | undefined {
  return /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^/@\s]*@)?([^/:?#\s]+)/i.exec(url.trim())?.[1]?.toLowerCase();
}

/** Regions as people write them where a site's domain belongs, beside the names in `SITES`. */
const NICKNAMES = new Map([
  ["us", "datadoghq.com"],
  ["us1", "datadoghq.com"],
  ["eu", "datadoghq.eu"],
  ["eu1", "datadoghq.eu"],
  ["uk", "uk1.datadoghq.com"],
  ["gov", "ddog-gov.com"],
  ["datadog", "datadoghq.com"],
  ["datadoghq", "datadoghq.com"],
]);

/**
 * The site that was meant by something else: a URL, a host below the site, the name of a region. Undefined
 * when nothing certain can be said; misspelt domains are left to the caller.
 */
export function siteMeantBy(text: string): string | undefined {
  const host = hostOfUrl(text)?.replace(/\.+$/, "") ?? "";
  const region = SITES.find((candidate) => candidate.region.toLowerCase() === host);
  if (region) return region.domain;
  const found = siteOfHost(host);
  if (!found) return NICKNAMES.get(host);
  // `eu.datadoghq.com`, `us1.datadoghq.com`: regions that are no part of their site's domain
  const label = host.split(".").at(-3) ?? "";
  return NICKNAMES.get(label) ?? found;
}
