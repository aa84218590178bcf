/** What the name of an RDS or Aurora endpoint says. */
export interface RdsHost {
  /**
   * - `instance`: the endpoint that IAM tokens and monitoring want
   * - `cluster`: writer, reader or custom endpoint of an Aurora or Multi-AZ cluster
   * - `proxy`: RDS Proxy
   */
  readonly role: "instance" | "cluster" | "proxy";
  /** First label: the instance, cluster or proxy identifier (a name, not a resource id). */
  readonly identifier: string;
  readonly region: string;
  readonly partition: "aws" | "aws-cn";
}

const SUFFIX = /\.rds\.amazonaws\.com$/;
const CHINA = /\.rds\.([a-z0-9-]+)\.amazonaws\.com\.cn$/;

/**
 * Reads a host name as an RDS endpoint; undefined when it is none (a CNAME, an address, another cloud). The
 * account's hash may be missing, as it is in the documentation's examples.
 */
export function parseRdsHost(host: string): RdsHost | undefined {
  const name = host.trim().toLowerCase().replace(/\.$/, "");
  const china = CHINA.exec(name);
  if (china?.[1]) return describe(name.slice(0, china.index).split("."), china[1], "aws-cn");
  if (!SUFFIX.test(name)) return undefined;
  const labels = name.replace(SUFFIX, "").split(".");
  const region = labels.at(-1);
  return region && labels.length >= 2 ? describe(labels.slice(0, -1), region, "aws") : undefined;
}

function describe(
  labels: readonly string[],
  region: string,
  partition: RdsHost["partition"],
): RdsHost | undefined {
  const identifier = labels[0];
  const kind = labels.length > 1 ? labels.at(-1) : "";
  if (!identifier || kind === undefined) return undefined;
  const role = kind.startsWith("proxy-") ? "proxy" : kind.startsWith("cluster-") ? "cluster" : "instance";
  return { role, identifier, region, partition };
}
