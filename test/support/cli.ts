import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

export const CLI = resolve("dist/cli.js");
export const WORKSPACE = resolve("test/cli/workspace");

export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly input?: string | Buffer;
  readonly env?: Record<string, string>;
}

/** Runs the built command line as a user would, without the colours and settings of this terminal. */
export function ddconf(
  args: readonly string[],
  { cwd = WORKSPACE, input = "", env = {} }: RunOptions = {},
): Ran {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [CLI, ...args], {
    cwd,
    input,
    encoding: "utf8",
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    timeout: 60_000,
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error) throw error;
  return { code: status, out: stdout, err: stderr };
}

/** A new folder with these files in it, removed after `work`. */
export function inFolder(
  files: Readonly<Record<string, string | Buffer>>,
  work: (folder: string) => void,
): void {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "ddconf-")));
  try {
    for (const [name, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A copy of the fixture workspace, for runs that write. */
export function inWorkspaceCopy(work: (folder: string) => void): void {
  inFolder({}, (folder) => {
    cpSync(WORKSPACE, folder, { recursive: true });
    work(folder);
  });
}
