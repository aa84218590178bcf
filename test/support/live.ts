import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { LiveFailure } from "../../server/src/live/failure";
import { LIBRARIES } from "../../server/src/live/libraries";
import type { DatadogKeys } from "../../server/src/live/ports";
import { prepareRun } from "../../server/src/live/prepare";
import type { LiveRun, SandboxDirectory } from "../../server/src/live/run";
import { Secret } from "../../server/src/live/secret";
import { API_KEY, APP_KEY } from "../../server/src/sandbox/known";
import { CLI, type Ran } from "./cli";

export const KEYS: DatadogKeys = { apiKey: new Secret(API_KEY), appKey: new Secret(APP_KEY) };

/** A run that is no sandbox, without any of this machine's own settings. */
export function liveRun(changes: Partial<LiveRun> = {}): LiveRun {
  return {
    signal: new AbortController().signal,
    timeoutMilliseconds: 5_000,
    environment: {},
    network: { proxy: undefined, noProxy: "", extraCa: undefined },
    sandbox: undefined,
    now: () => new Date(),
    ...changes,
  };
}

/** A run whose Datadog is at `url`, on this machine. */
export function stubRun(url: string, changes: Partial<LiveRun> = {}): LiveRun {
  const services = ["datadog", "sts", "imds", "container", "azureImds", "entra"].map((name) => [name, url]);
  const sandbox = {
    version: 1,
    ca: "",
    environment: {},
    ...Object.fromEntries(services),
  } as SandboxDirectory;
  return liveRun({ sandbox, ...changes });
}

/** A run in a sandbox, made as the surfaces make it. */
export async function sandboxRun(url: string, changes: Partial<LiveRun> = {}): Promise<LiveRun> {
  const { signal } = new AbortController();
  const run = await prepareRun({ signal, environment: {}, sandboxUrl: url }, LIBRARIES);
  return { ...run, ...changes };
}

/** Serves on a free port of this machine while `work` goes on. */
export async function withServer<T>(
  listener: RequestListener,
  work: (url: string) => Promise<T>,
): Promise<T> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    return await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** The failure that something ends with. */
export async function failureOf(work: Promise<unknown> | (() => unknown)): Promise<LiveFailure> {
  try {
    await (typeof work === "function" ? work() : work);
  } catch (error) {
    assert.ok(error instanceof LiveFailure, String(error));
    return error;
  }
  assert.fail("it did not fail");
}

export interface LiveOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the built command line while this process goes on serving. Nobody is there to be asked. */
export function ddconfLive(args: readonly string[], { cwd, env = {} }: LiveOptions = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CLI, ...args], {
      cwd,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: 60_000,
    });
    const text = { out: "", err: "" };
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => (text.out += chunk));
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => (text.err += chunk));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, ...text }));
  });
}
