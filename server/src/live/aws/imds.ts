import { LiveFailure, networkFailure } from "../failure";
import type { FoundCredentials } from "../ports";
import type { LiveRun } from "../run";
import { parse, readCredentials } from "./credential-document";
import { type LocalAnswer, localRequest } from "./local-request";

const ADDRESS = "http://169.254.169.254";
const ROLES = "/latest/meta-data/iam/security-credentials/";
const IDENTITY = "/latest/dynamic/instance-identity/document";
/** The service answers from the host itself; the Agent waits 0.3 s. */
const TIMEOUT = 2000;
const TOKEN_SECONDS = "300";
const WHO = "The instance metadata service";

/**
 * Credentials of the instance's role, through version 2 of the metadata service. `AWS_EC2_METADATA_*` variables do
 * not count, as they do not for the Agent.
 */
export async function imdsCredentials(run: LiveRun): Promise<FoundCredentials> {
  const base = run.sandbox?.imds ?? ADDRESS;
  const token = await fetchToken(base, run);
  const get = async (path: string) => {
    const headers = { "X-aws-ec2-metadata-token": token };
    return ask({ url: `${base}${path}`, headers, timeoutMilliseconds: TIMEOUT }, run);
  };
  const list = await get(ROLES);
  const role = list.status === 200 ? list.body.split("\n", 1)[0]?.trim() : undefined;
  if (!role) {
    if (list.status === 200 || list.status === 404) throw NO_ROLE;
    throw refusal(list);
  }
  if (!/^[\w+=,.@-]+$/.test(role)) throw refusal(list);
  const document = await get(`${ROLES}${encodeURIComponent(role)}`);
  if (document.status !== 200) throw refusal(document);
  const { Code } = parse(document.body);
  if (typeof Code === "string" && Code !== "Success") throw failedCode(role, Code);
  return {
    credentials: readCredentials(document.body, WHO),
    source: `the EC2 instance, with the role \`${role}\``,
    region: await regionOf(get),
  };
}

/** The Agent asks for the region in the same way, and does without it when there is no answer. */
async function regionOf(get: (path: string) => Promise<LocalAnswer>): Promise<string | undefined> {
  const { status, body } = await get(IDENTITY).catch(() => ({ status: 0, body: "" }));
  const { region } = status === 200 ? parse(body) : {};
  return typeof region === "string" ? region : undefined;
}

async function fetchToken(base: string, run: LiveRun): Promise<string> {
  const answer = await localRequest(
    {
      url: `${base}/latest/api/token`,
      method: "PUT",
      headers: { "X-aws-ec2-metadata-token-ttl-seconds": TOKEN_SECONDS },
      timeoutMilliseconds: TIMEOUT,
    },
    run,
  ).catch((error: unknown) => {
    throw unreachable(error);
  });
  if (answer.status === 200 && /^[\x21-\x7e]+$/.test(answer.body)) return answer.body;
  throw refusal(answer);
}

async function ask(request: Parameters<typeof localRequest>[0], run: LiveRun): Promise<LocalAnswer> {
  return localRequest(request, run).catch((error: unknown) => {
    throw error instanceof LiveFailure ? error : (networkFailure(error, "169.254.169.254") ?? error);
  });
}

const NOTHING =
  "No AWS credentials: neither keys, IRSA nor a container's are in the environment, and the EC2 metadata service";

function unreachable(error: unknown): LiveFailure {
  if (error instanceof LiveFailure) return error;
  const failure = networkFailure(error, "169.254.169.254");
  if (failure?.kind === "timeout")
    return new LiveFailure(
      "credentials",
      `${NOTHING} does not answer.`,
      "In a container on EC2, raise the instance's hop limit: `aws ec2 modify-instance-metadata-options --instance-id <id> --http-put-response-hop-limit 2`. Away from the Agent's host, test with your own login (`--as me`), or with the Agent's role on top of it (`--assume-role <arn>`).",
    );
  return new LiveFailure(
    "credentials",
    `${NOTHING} is not there.`,
    "Run this where the Agent runs, in its container if it has one. From elsewhere, test with your own login (`--as me`), or with the Agent's role on top of it (`--assume-role <arn>`).",
  );
}

const NO_ROLE = new LiveFailure(
  "credentials",
  "This EC2 instance has no role, so the Agent has no AWS identity here.",
  "Attach an instance profile: `aws ec2 associate-iam-instance-profile --instance-id <id> --iam-instance-profile Name=<profile>`.",
);

function failedCode(role: string, code: string): LiveFailure {
  return new LiveFailure(
    "credentials",
    `${WHO} has no credentials for the role \`${role}\`.`,
    "Check that the role exists and that its trust policy names `ec2.amazonaws.com`.",
    { detail: /^\w{1,80}$/.test(code) ? code : undefined },
  );
}

function refusal({ status }: LocalAnswer): LiveFailure {
  if (status === 429)
    return new LiveFailure("throttled", `${WHO} gets too many requests.`, "Wait a minute and try again.");
  if (status === 403)
    return new LiveFailure(
      "credentials",
      `${WHO} is switched off for this instance, or the request went through a proxy.`,
      "Switch it on: `aws ec2 modify-instance-metadata-options --instance-id <id> --http-endpoint enabled`, and add 169.254.169.254 to NO_PROXY.",
    );
  if (status >= 300 && status < 400)
    return new LiveFailure(
      "service",
      `${WHO} sends the request elsewhere, which it never does; ddconf did not follow.`,
      "Something else answers at 169.254.169.254. Run this where the Agent runs.",
    );
  return new LiveFailure(
    "service",
    status === 200
      ? `${WHO} answered with something else than it was asked for.`
      : `${WHO} answered with ${status}.`,
    "Try again in a minute. If it stays, something else answers at 169.254.169.254.",
  );
}
