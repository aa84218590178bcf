import { AUTHORIZATION } from "../../../generated/aws-data";

const PREFIXES: ReadonlySet<string> = new Set(AUTHORIZATION.servicePrefixes);

/** Service prefixes that AWS retired or lists nowhere, and that still stand in policies. */
const FURTHER = new Set(
  (
    "alexaforbusiness aws-artifact deepcomposer deeplens deepracer elastic-inference gamesparks iotthingsgraph " +
    "mobilehub mobileanalytics sumerian catalog route53-recovery-control sagemaker-groundtruth-synthetic"
  ).split(" "),
);

export function isKnownService(prefix: string): boolean {
  const name = prefix.toLowerCase();
  return PREFIXES.has(name) || FURTHER.has(name);
}

export const SERVICE_PREFIXES = AUTHORIZATION.servicePrefixes;

const LOWER: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(AUTHORIZATION.actions).map(([service, names]) => [
    service,
    new Set(names.map((name) => name.toLowerCase())),
  ]),
);

/** The actions of a service as AWS writes them; undefined for services that ddconf does not know so well. */
export function actionsOf(service: string): readonly string[] | undefined {
  return LOWER.has(service) ? AUTHORIZATION.actions[service] : undefined;
}

const judged = new Map<string, boolean>();

/** True when the name, which may hold wildcards, stands for at least one action of the service. */
export function matchesAction(service: string, name: string): boolean {
  const names = LOWER.get(service);
  const wanted = name.toLowerCase();
  if (!names || names.has(wanted)) return true;
  if (!/[*?]/.test(wanted)) return false;
  const key = `${service}:${wanted}`;
  const known = judged.get(key);
  if (known !== undefined) return known;
  const pattern = new RegExp(`^${wanted.replaceAll("*", ".*").replaceAll("?", ".")}$`);
  const matches = [...names].some((action) => pattern.test(action));
  if (judged.size < 1000) judged.set(key, matches);
  return matches;
}

/** Taken alone, the actions that a trust policy may grant, in lower case. */
export const TRUST_ACTIONS = [
  "sts:AssumeRole",
  "sts:AssumeRoleWithSAML",
  "sts:AssumeRoleWithWebIdentity",
  "sts:TagSession",
  "sts:SetSourceIdentity",
  "sts:SetContext",
] as const;
