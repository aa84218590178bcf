import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { accessSync, chownSync, constants, existsSync, mkdtempSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generate } from "selfsigned";

/**
 * Why tests of a real server cannot run here; undefined when they can. With `SERVERS_REQUIRED=1` a reason is an
 * error, so that a machine that is meant to have the servers never skips them.
 */
export function skipReason(reason: string | undefined): string | undefined {
  if (reason !== undefined && process.env.SERVERS_REQUIRED === "1")
    throw new Error(`SERVERS_REQUIRED is set, and ${reason}`);
  return reason;
}

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** The program's path, among the usual places of a Debian system. */
export function findProgram(...paths: string[]): string | undefined {
  return paths.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** The account that a server has to run as: its own when we are root, and ours otherwise. */
export function accountOf(name: string): Account | undefined {
  const { getuid, getgid } = process;
  if (!getuid || !getgid) return undefined;
  if (!isRoot()) return { uid: getuid(), gid: getgid() };
  try {
    const id = (flag: string) =>
      Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
    return { uid: id("-u"), gid: id("-g") };
  } catch {
    return undefined;
  }
}

/** A folder that only that account can use, with a short name: sockets' names are limited. */
export function temporaryFolder({ uid, gid }: Account): string {
  const folder = mkdtempSync(join(existsSync("/tmp") ? "/tmp" : tmpdir(), "ddc-"));
  chownSync(folder, uid, gid);
  return folder;
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address ? address.port : 0;
}

export interface Certificates {
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/** A certificate for `localhost` (not for 127.0.0.1), which is its own authority. */
export async function makeCertificate(): Promise<Certificates> {
  const { cert, private: key } = await generate([{ name: "commonName", value: "localhost" }], {
    algorithm: "sha256",
    extensions: [
      { name: "basicConstraints", cA: true },
      { name: "subjectAltName", altNames: [{ type: 2, value: "localhost" }] },
    ],
  });
  return { ca: cert, cert, key };
}

/** A server program that is running. */
export interface Running {
  readonly output: () => string;
  stop(): Promise<void>;
}

/** Starts a program and waits until a port answers. It goes with the tests, whatever becomes of them. */
export async function startProgram(
  path: string,
  args: readonly string[],
  account: Account,
  port: number,
  stopSignal: NodeJS.Signals,
): Promise<Running> {
  const child: ChildProcess = spawn(path, args, { ...account, stdio: ["ignore", "pipe", "pipe"], cwd: "/" });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (data) => (output += String(data)));
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const kill = () => child.kill("SIGKILL");
  process.once("exit", kill);
  const stop = async () => {
    process.off("exit", kill);
    child.kill(stopSignal);
    const timer = setTimeout(kill, 10_000);
    await ended;
    clearTimeout(timer);
  };
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) throw new Error(`${path} ended:\n${output}`);
    if (await answers(port)) return { output: () => output, stop };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await stop();
  throw new Error(`${path} does not answer:\n${output}`);
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => socket.destroy());
    socket.once("error", () => {});
    socket.once("close", (failed) => resolve(!failed));
  });
}
