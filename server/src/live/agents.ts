import { Agent as HttpAgent } from "node:http";
import { Agent as TlsAgent } from "node:https";
import { rootCertificates } from "node:tls";
import { HttpsProxyAgent } from "https-proxy-agent";
import { isDirect, type NetworkSettings } from "./network";

/** The agent for requests to `url`: through the proxy where one applies, with the extra certificates. */
export function agentFor(url: string, settings: NetworkSettings): HttpAgent {
  const { protocol, hostname, port } = new URL(url);
  if (protocol === "http:") return new HttpAgent();
  const certificates = certificatesOf(settings);
  if (!settings.proxy || isDirect(hostname, port || "443", settings.noProxy))
    return new TlsAgent(certificates);
  return new HttpsProxyAgent(settings.proxy, certificates);
}

/** TLS options that trust the extra certificates beside the usual ones. */
export function certificatesOf({ extraCa }: NetworkSettings): { readonly ca?: string[] } {
  return extraCa ? { ca: [...rootCertificates, extraCa] } : {};
}
