import { Agent as HttpAgent } from "node:http";
import { Agent as TlsAgent } from "node:https";
import { rootCertificates } from "node:tls";
import { HttpsProxyAgent } from "https-proxy-agent";
import { LiveFailure } from "./failure";
import { isDirect, type NetworkSettings } from "./network";

/** The agent for requests to `url`: through the proxy where one applies, with the extra certificates. */
export function agentFor(url: string, settings: NetworkSettings): HttpAgent {
  if (new URL(url).protocol === "http:") return new HttpAgent();
  // said outright, so that NODE_TLS_REJECT_UNAUTHORIZED=0 has no say
  const tls = { ...certificatesOf(settings), rejectUnauthorized: true };
  const proxy = proxyFor(url, settings);
  if (!proxy) return new TlsAgent(tls);
  const { address, headers } = withoutPassword(proxy);
  const agent = new HttpsProxyAgent(address, { ...tls, headers });
  // it would use them for a proxy that speaks TLS itself, and not for the host behind it
  Object.assign(agent.options, tls);
  return agent;
}

/** With `DEBUG` set, the agent writes its proxy's address to standard error; so it is not told the password. */
function withoutPassword(proxy: string): { address: string; headers: Record<string, string> } {
  const { protocol, host, username, password } = new URL(proxy);
  const login = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const authorization = `Basic ${Buffer.from(login).toString("base64")}`;
  return {
    address: `${protocol}//${host}`,
    headers: login === ":" ? {} : { "Proxy-Authorization": authorization },
  };
}

/**
 * URL of the proxy for requests to `url`; undefined where they go directly. It may hold a password.
 *
 * @throws LiveFailure when the proxy's address is none
 */
export function proxyFor(url: string, { proxy, noProxy }: NetworkSettings): string | undefined {
  const { protocol, hostname, port } = new URL(url);
  if (!proxy || protocol === "http:" || isDirect(hostname, port || "443", noProxy)) return undefined;
  // `proxy.example:3128` is what many tools take
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`;
  if (URL.canParse(address) && /^https?:$/.test(new URL(address).protocol)) return address;
  throw new LiveFailure(
    "configuration",
    "The proxy that is set is no address of an HTTP proxy.",
    "Write it as http://<host>:<port> in HTTPS_PROXY, or in the editor's `http.proxy`.",
  );
}

/** TLS options that trust the extra certificates beside the usual ones. */
export function certificatesOf({ extraCa }: NetworkSettings): { readonly ca?: string[] } {
  return extraCa ? { ca: [...rootCertificates, extraCa] } : {};
}
