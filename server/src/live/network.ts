import { readFileSync } from "node:fs";
import type { Environment } from "./run";

/** How to get out of this machine. Comes from the user's environment or editor, never from a workspace. */
export interface NetworkSettings {
  /** URL of the proxy for HTTPS; undefined for a direct connection. */
  readonly proxy: string | undefined;
  /** Hosts to reach without it, as `NO_PROXY` writes them. */
  readonly noProxy: string;
  /** Certificates to trust beside the usual ones, as PEM. */
  readonly extraCa: string | undefined;
}

/**
 * Reads the settings from the usual variables. `NODE_EXTRA_CA_CERTS` is read here too, since Node itself looks at
 * it only in the environment that the process was started with.
 */
export function networkFromEnvironment(environment: Environment): NetworkSettings {
  const first = (...names: string[]) => names.map((name) => environment[name]).find((value) => value);
  const file = environment.NODE_EXTRA_CA_CERTS;
  return {
    proxy: first("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"),
    noProxy: first("no_proxy", "NO_PROXY") ?? "",
    extraCa: file ? readCertificates(file) : undefined,
  };
}

function readCertificates(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/**
 * True for hosts that `NO_PROXY` names: `*`, a name with everything below it, with or without a leading dot or
 * `*.`, each with or without a port. Loopback is always reached directly.
 */
export function isDirect(host: string, port: string, noProxy: string): boolean {
  if (isLoopback(host)) return true;
  return noProxy
    .split(/[\s,]+/)
    .filter(Boolean)
    .some((entry) => {
      const [, name = "", only] = /^(.*?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
      if (only && only !== port) return false;
      const bare = name.replace(/^\*?\.?/, "");
      return name === "*" || host === bare || host.endsWith(`.${bare}`);
    });
}

/** True for addresses of this machine itself. Names are not looked up, apart from `localhost`. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, "");
  return bare === "localhost" || bare === "::1" || /^127(?:\.\d{1,3}){3}$/.test(bare);
}
