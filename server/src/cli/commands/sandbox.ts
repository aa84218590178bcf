import type { Directory, Sandbox, SandboxOptions } from "../../sandbox/index";
import { EXIT, type ExitCode, UsageError } from "../exit-code";
import type { Output } from "../terminal/output";

/** Options of `ddconf sandbox`, as commander hands them over. */
export interface SandboxFlags {
  readonly port?: string;
  readonly credentials: string;
  readonly fail: readonly string[];
  readonly json?: boolean;
}

/** `ddconf sandbox`: serves until it is told to stop. Its code lies in a bundle of its own, loaded here. */
export async function sandboxCommand(flags: SandboxFlags, { out, err }: Output): Promise<ExitCode> {
  const { startSandbox, CREDENTIALS, SERVICES, parseFailure, canFail } = await import("../../sandbox/index");
  const credentials = CREDENTIALS.find((name) => name === flags.credentials);
  if (!credentials)
    throw new UsageError(`--credentials takes ${CREDENTIALS.join(", ")}, and not ${flags.credentials}.`);
  const failures = flags.fail.map((text) => {
    const [name = "", ...rest] = text.split("=");
    const service = SERVICES.find((known) => known === name);
    const failure = parseFailure(rest.join("="));
    if (!service || !failure)
      throw new UsageError(
        `--fail takes service=failure, such as sts=throttle or datadog=slow:2000, and not ${text}.`,
      );
    if (!canFail(service, failure))
      throw new UsageError(`${service} speaks plain http, so it has no certificate to fail with.`);
    return { service, failure };
  });
  const log = (line: string) => err.write(`${err.colors.dim(line)}\n`);
  const sandbox = await start(startSandbox, { credentials, log, ports: portsOf(flags.port) });
  for (const { service, failure } of failures) sandbox.fail(service, failure);
  const stopped = untilStopped();
  out.write(flags.json ? `${JSON.stringify(sandbox.directory, null, 2)}\n` : exportsOf(sandbox.directory));
  err.write(explanation(sandbox, err.colors));
  await stopped;
  await sandbox.close();
  return EXIT.clean;
}

async function start(
  startSandbox: (options: SandboxOptions) => Promise<Sandbox>,
  options: SandboxOptions,
): Promise<Sandbox> {
  try {
    return await startSandbox(options);
  } catch (error) {
    const { code, port } = error as NodeJS.ErrnoException & { readonly port?: number };
    if (code === "EADDRINUSE") throw new UsageError(`port ${port} is taken; choose another with --port.`);
    if (code === "EACCES")
      throw new UsageError(`port ${port} is not open to you; choose another with --port.`);
    throw error;
  }
}

function portsOf(text: string | undefined): NonNullable<SandboxOptions["ports"]> {
  if (text === undefined) return {};
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new UsageError("--port takes a number up to 65535.");
  return { datadog: port };
}

/** Lines for a POSIX shell. */
function exportsOf({ environment }: Directory): string {
  return Object.entries(environment)
    .map(([name, value]) => `export ${name}='${value.replaceAll("'", "'\\''")}'\n`)
    .join("");
}

function explanation({ url, directory }: Sandbox, { bold }: Output["err"]["colors"]): string {
  return `
${bold("The sandbox is running.")} It stands in for AWS STS and credentials, Azure identity and the Datadog API,
on this machine alone. Every key above is an example and opens nothing.

Run the export lines in another terminal; whatever uses these variables there then talks to the sandbox.
For ddconf itself the first line is enough. ${url}/sandbox gives the same as JSON.

It knows one organization. To test a datadog.yaml of another, put this before the command:
DD_DELEGATED_AUTH_ORG_UUID=${directory.environment.DD_ORG_UUID}

Press Ctrl-C to stop. Requests:
`;
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
  });
}
