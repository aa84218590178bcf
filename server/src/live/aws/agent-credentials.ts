import type { FoundCredentials } from "../ports";
import type { Environment, LiveRun } from "../run";
import { Secret } from "../secret";
import { containerCredentials } from "./container";
import { imdsCredentials } from "./imds";
import { irsaCredentials } from "./irsa";

/** One way to credentials that the Agent knows. */
interface Mechanism {
  readonly name: string;
  /** True when the environment sets it up; the first that is set up is the only one that is tried. */
  isSetUp(environment: Environment): boolean;
  find(region: string | undefined, run: LiveRun): FoundCredentials | Promise<FoundCredentials>;
}

const MECHANISMS: readonly Mechanism[] = [
  {
    name: "the environment",
    isSetUp: ({ AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY }) =>
      Boolean(AWS_ACCESS_KEY_ID && AWS_SECRET_ACCESS_KEY),
    find: (_region, { environment }) => staticCredentials(environment),
  },
  {
    name: "IRSA",
    isSetUp: ({ AWS_ROLE_ARN, AWS_WEB_IDENTITY_TOKEN_FILE }) =>
      Boolean(AWS_ROLE_ARN && AWS_WEB_IDENTITY_TOKEN_FILE),
    find: irsaCredentials,
  },
  {
    name: "the container",
    isSetUp: ({ AWS_CONTAINER_CREDENTIALS_RELATIVE_URI, AWS_CONTAINER_CREDENTIALS_FULL_URI }) =>
      Boolean(AWS_CONTAINER_CREDENTIALS_RELATIVE_URI || AWS_CONTAINER_CREDENTIALS_FULL_URI),
    find: (_region, run) => containerCredentials(run),
  },
];

/** Variables that mean something in pairs only. */
const PAIRS = [
  ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"],
  ["AWS_ROLE_ARN", "AWS_WEB_IDENTITY_TOKEN_FILE"],
] as const;

/**
 * Finds credentials as the Agent does (`credentialProvider` in
 * `comp/core/delegatedauth/api/cloudauth/aws/resolve_credentials.go`): no profiles, no SSO, and no second try with
 * another mechanism.
 */
export async function agentCredentials(region: string | undefined, run: LiveRun): Promise<FoundCredentials> {
  const { environment } = run;
  const warnings = PAIRS.flatMap((pair) => incomplete(pair, environment));
  const index = MECHANISMS.findIndex((mechanism) => mechanism.isSetUp(environment));
  const found = await (MECHANISMS[index]?.find(region, run) ?? imdsCredentials(run));
  const passedOver = MECHANISMS.slice(index + 1).filter((other) => index >= 0 && other.isSetUp(environment));
  return {
    ...found,
    warnings: [...warnings, ...(found.warnings ?? [])],
    notes: [
      ...(found.notes ?? []),
      ...passedOver.map(({ name }) => `Not tried, since the Agent stops at the first: ${name}.`),
    ],
  };
}

function staticCredentials(environment: Environment): FoundCredentials {
  const { AWS_ACCESS_KEY_ID = "", AWS_SECRET_ACCESS_KEY = "", AWS_SESSION_TOKEN } = environment;
  return {
    credentials: {
      accessKeyId: AWS_ACCESS_KEY_ID,
      secretAccessKey: new Secret(AWS_SECRET_ACCESS_KEY),
      sessionToken: AWS_SESSION_TOKEN ? new Secret(AWS_SESSION_TOKEN) : undefined,
      expiresAt: undefined,
    },
    source: "the environment (`AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`)",
    ...(AWS_SESSION_TOKEN
      ? {}
      : { notes: ["There is no `AWS_SESSION_TOKEN`: these are long-lived keys of an IAM user."] }),
  };
}

/** The Agent logs a warning of its own for this, from 7.83 on. */
function incomplete([first, second]: readonly [string, string], environment: Environment): string[] {
  const [has, lacks] = environment[first] ? [first, second] : [second, first];
  if (!environment[has] || environment[lacks]) return [];
  return [
    `\`${has}\` is set and \`${lacks}\` is not, so the Agent passes both over and goes on to the next mechanism. Set both, or neither.`,
  ];
}
