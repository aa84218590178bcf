import { isAccountId, parseArn } from "../model/aws/arn";
import { partitionOfRegion } from "../model/aws/partitions";
import { type GenerateOptions, PLATFORMS, type Platform } from "./input";
import { isServerVersion } from "./sql/server-version";

/** Options as they come from outside: names as in `GenerateOptions`, any values. */
export type RawOptions = { readonly [name in keyof GenerateOptions]?: unknown };

export interface ReadOptions {
  readonly options: GenerateOptions;
  /** What is wrong with the values, each as a sentence; those options are left out. */
  readonly problems: readonly string[];
}

/** Reads options that a person wrote or an editor sent. A role may be given by its ARN, which names the account too. */
export function readOptions(raw: RawOptions): ReadOptions {
  const problems: string[] = [];
  const read = (name: keyof GenerateOptions, isRight: (text: string) => boolean, problem: string) => {
    const value = raw[name];
    if (value === undefined || value === null || value === "") return undefined;
    if (typeof value === "string" && isRight(value)) return value;
    problems.push(problem);
    return undefined;
  };
  const role = readRole(raw.role);
  if (role === null)
    problems.push(
      "The role is a name or an ARN: `DatadogAgentRole`, `arn:aws:iam::123456789012:role/DatadogAgentRole`.",
    );
  const options: GenerateOptions = {
    platform: read("platform", isPlatform, `The platform is one of ${PLATFORMS.join(", ")}.`) as
      | Platform
      | undefined,
    serverVersion: read(
      "serverVersion",
      isServerVersion,
      "The server version is a number: 9.6, 15, 8.0, 2019.",
    ),
    account: read("account", isAccountId, "The account has twelve digits: 123456789012.") ?? role?.account,
    role: role?.name,
    region: read(
      "region",
      (text) => partitionOfRegion(text) !== undefined,
      "The region is one of AWS: eu-west-1.",
    ),
    resourceId: read(
      "resourceId",
      (text) => /^(?:db|cluster|prx)-[A-Za-z0-9]+$/.test(text),
      "The resource id begins with `db-`, `cluster-` or `prx-` and goes on in letters and digits; it is not the name of the database.",
    ),
  };
  return { options, problems };
}

function isPlatform(text: string): boolean {
  return (PLATFORMS as readonly string[]).includes(text);
}

interface Role {
  readonly name: string;
  readonly account: string | undefined;
}

/** Null for what names no role. */
function readRole(value: unknown): Role | undefined | null {
  if (value === undefined || value === null || value === "") return undefined;
  if (typeof value !== "string") return null;
  if (/^[\w+=,.@-]{1,64}$/.test(value)) return { name: value, account: undefined };
  const arn = parseArn(value);
  // the ARN of a role, or of one of its sessions
  const match = /^(?:role\/(?:[^/]+\/)*|assumed-role\/)([\w+=,.@-]{1,64})(?:\/[^/]*)?$/.exec(
    arn?.resource.text ?? "",
  );
  const name = arn?.service.text === "iam" ? arn.resource.text.split("/").at(-1) : match?.[1];
  if (!arn || !match || !name || !isAccountId(arn.account.text)) return null;
  return { name, account: arn.account.text };
}
