import { spawn } from "node:child_process";
import { mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { atExit } from "./cleanup.mjs";

const START_MILLISECONDS = 60_000;

/** Nothing looks for updates, asks, or stands in the way of what a test wants to see. */
const SETTINGS = {
  "chat.disableAIFeatures": true,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "files.hotExit": "off",
  "telemetry.telemetryLevel": "off",
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.welcomePage.walkthroughs.openOnInstall": false,
};

/** Writes a user's settings.json below `userData`, beside what every test needs. */
export function writeUserSettings(userData, settings = {}) {
  const folder = join(userData, "User");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "settings.json"), JSON.stringify({ ...SETTINGS, ...settings }, null, 2));
}

/**
 * Starts a VS Code server at a free port of the loopback address.
 *
 * @param vscode what `provision()` returns
 * @param options.userData folder of the user, as of the desktop's `--user-data-dir`
 * @param options.extensions folder of the installed extensions
 * @param options.vsix paths of packages to install first
 * @param options.trust whether folders must be trusted first (Restricted Mode)
 * @param options.automation lets a page run a test suite in the extension host; it also holds toasts back
 * @param options.lasting keeps it up without a window
 * @param options.env further environment of the extension host
 * @returns its `url`, and `stop()`
 */
export async function startServer(vscode, options) {
  const {
    userData,
    extensions,
    vsix = [],
    trust = false,
    automation = false,
    lasting = false,
    env = {},
    port,
  } = options;
  mkdirSync(userData, { recursive: true });
  const log = join(userData, "server.log");
  const folders = ["--server-data-dir", join(userData, "server"), "--user-data-dir", userData];
  const common = [...folders, "--extensions-dir", extensions, "--accept-server-license-terms"];
  const start = (args) => startGroup(vscode, [...args, ...common], { log, home: userData, env });
  for (const file of vsix) await finished(start(["--install-extension", file]), file);

  const free = port ?? (await freePort());
  const flags = ["--host", "127.0.0.1", "--port", String(free), "--without-connection-token"];
  flags.push("--telemetry-level", "off");
  if (!trust) flags.push("--disable-workspace-trust");
  if (automation) flags.push("--enable-smoke-test-driver");
  // ends some minutes after its last window, in case this process is killed and cannot end it
  if (!lasting) flags.push("--enable-remote-auto-shutdown");
  const group = start(flags);
  const url = `http://127.0.0.1:${free}`;
  await answers(group, url, log);
  return { url, exited: group.exited, stop: group.stop };
}

/**
 * Starts VS Code's server program as the head of a process group of its own, so that its extension hosts and
 * language servers end with it.
 */
function startGroup({ node, server }, args, { log, home, env }) {
  const output = openSync(log, "a");
  const child = spawn(node, [server, ...args], {
    detached: true,
    stdio: ["ignore", output, output],
    env: {
      PATH: process.env.PATH,
      LANG: "C.UTF-8",
      ...env,
      HOME: home,
      TMPDIR: home,
      XDG_RUNTIME_DIR: home,
      // no marketplace: nothing leaves this machine
      EXTENSIONS_GALLERY: JSON.stringify({ serviceUrl: "" }),
    },
  });
  const end = atExit(() => signal(child.pid, "SIGKILL"));
  const exited = new Promise((resolve) => child.once("exit", (code) => resolve(code)));
  const stop = async () => {
    signal(child.pid, "SIGTERM");
    await Promise.race([exited, sleep(3000, undefined, { ref: false })]);
    end();
  };
  return { exited, stop };
}

function signal(pid, name) {
  try {
    process.kill(-pid, name);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}

async function finished(group, file) {
  const code = await group.exited;
  await group.stop();
  if (code !== 0) throw new Error(`VS Code refused to install ${file} (exit code ${code})`);
}

async function answers(group, url, log) {
  let isGone = false;
  group.exited.then(() => {
    isGone = true;
  });
  const deadline = Date.now() + START_MILLISECONDS;
  while (!(await isUp(url))) {
    if (isGone || Date.now() > deadline) {
      await group.stop();
      throw new Error(`VS Code's server did not start:\n${readFileSync(log, "utf8").slice(-2000)}`);
    }
    await sleep(50);
  }
}

async function isUp(url) {
  try {
    return (await fetch(`${url}/version`)).ok;
  } catch {
    return false;
  }
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
