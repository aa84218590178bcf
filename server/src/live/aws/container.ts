import { readFile } from "node:fs/promises";
import { LiveFailure, networkFailure } from "../failure";
import { isLoopback } from "../network";
import type { FoundCredentials } from "../ports";
import type { Environment, LiveRun } from "../run";
import { parse, readCredentials } from "./credential-document";
import { type LocalAnswer, localRequest } from "./local-request";
import { quote } from "./quote";

const ECS = "http://169.254.170.2";
/** Plain http is for these and for loopback: the request holds a token. */
const PLAIN_HOSTS = ["169.254.170.2", "169.254.170.23", "[fd00:ec2::23]"];
const TIMEOUT = 5000;
const WHO = "The container's credential endpoint";
const FROM = "The Agent does this from version 7.82 on (every one of its processes from 7.83 on).";

/** Credentials of the ECS task role, or of EKS Pod Identity. */
export async function containerCredentials(run: LiveRun): Promise<FoundCredentials> {
  const url = containerUrl(run);
  const token = await authorization(run.environment);
  const answer = await localRequest(
    { url, headers: token === undefined ? {} : { Authorization: token }, timeoutMilliseconds: TIMEOUT },
    run,
  ).catch((error: unknown) => {
    throw unreachable(error, new URL(url).host);
  });
  if (answer.status !== 200) throw refusal(answer);
  const isEks = /169\.254\.170\.23|fd00:ec2::23|pod-identity/.test(
    `${url} ${run.environment.AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE ?? ""}`,
  );
  return {
    credentials: readCredentials(answer.body, WHO),
    source: `the container (${isEks ? "EKS Pod Identity" : "ECS task role"})`,
    notes: [FROM],
  };
}

/**
 * Where the endpoint is.
 *
 * @throws LiveFailure `configuration` for an address that the Agent does not take either
 */
function containerUrl({ environment, sandbox }: LiveRun): string {
  const { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: relative, AWS_CONTAINER_CREDENTIALS_FULL_URI: full = "" } =
    environment;
  if (relative) {
    if (relative.startsWith("/")) return `${sandbox?.container ?? ECS}${relative}`;
    throw new LiveFailure(
      "configuration",
      "`AWS_CONTAINER_CREDENTIALS_RELATIVE_URI` does not start with `/`, so the Agent does not use it.",
      "ECS sets this variable by itself. Remove what overrides it.",
    );
  }
  if (sandbox && !full.startsWith(`${sandbox.container}/`))
    throw new LiveFailure(
      "refused",
      "`AWS_CONTAINER_CREDENTIALS_FULL_URI` leads out of the sandbox.",
      "Start the sandbox anew and use the address that it prints.",
    );
  if (URL.canParse(full) && isTrusted(new URL(full))) return full;
  throw new LiveFailure(
    "configuration",
    "`AWS_CONTAINER_CREDENTIALS_FULL_URI` is an address that the Agent does not send its token to.",
    "It has to be https, or http at a loopback address, 169.254.170.2 (ECS), 169.254.170.23 or [fd00:ec2::23] (EKS). ECS and EKS set it by themselves.",
  );
}

function isTrusted({ protocol, hostname }: URL): boolean {
  return (
    protocol === "https:" ||
    (protocol === "http:" && (isLoopback(hostname) || PLAIN_HOSTS.includes(hostname)))
  );
}

async function authorization({
  AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: path,
  AWS_CONTAINER_AUTHORIZATION_TOKEN: token,
}: Environment): Promise<string | undefined> {
  const text = path
    ? await readFile(path, "utf8").catch((error) => Promise.reject(unreadable(path, error)))
    : token;
  if (text === undefined || !/[\r\n]/.test(text.trim())) return text?.trim();
  throw new LiveFailure(
    "configuration",
    "The token for the container's credential endpoint has more than one line.",
    "EKS mounts a file with the token alone. Remove what overrides it.",
  );
}

function unreadable(path: string, { code }: NodeJS.ErrnoException): LiveFailure {
  return new LiveFailure(
    "credentials",
    `The token file \`${path}\` of EKS Pod Identity cannot be read (\`${code}\`).`,
    "Check that the pod was started after its service account was associated with the role, and that the volume is mounted into this container.",
  );
}

function unreachable(error: unknown, host: string): LiveFailure {
  if (error instanceof LiveFailure) return error;
  const { kind = "network", message = `\`${host}\` cannot be reached.` } = networkFailure(error, host) ?? {};
  return new LiveFailure(
    kind,
    `${message} That is where this container's credentials come from, and the Agent tries nothing else.`,
    "On ECS, check that the task has a task role, and that no iptables rule blocks the address. On EKS, check that the Pod Identity Agent runs on the node.",
  );
}

function refusal({ status, body }: LocalAnswer): LiveFailure {
  const { Message, message = Message } = parse(body);
  const detail = typeof message === "string" ? quote(message) : undefined;
  if (status === 429)
    return new LiveFailure("throttled", `${WHO} gets too many requests.`, "Wait a minute and try again.", {
      detail,
    });
  if (status >= 300 && status < 400)
    return new LiveFailure(
      "service",
      `${WHO} sends the request elsewhere, which neither ECS nor EKS does; ddconf did not follow.`,
      "Check what answers at that address.",
    );
  if (status >= 500)
    return new LiveFailure(
      "service",
      `${WHO} is in trouble: it answered with ${status}.`,
      "Try again in a minute.",
      {
        detail,
      },
    );
  return new LiveFailure(
    "credentials",
    `${WHO} refused with ${status}.`,
    "On ECS, check that the task definition names a task role that exists. On EKS, check the service account's Pod Identity association, and that the role trusts `pods.eks.amazonaws.com`.",
    { detail },
  );
}
