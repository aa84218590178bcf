#!/usr/bin/env node
// A “VS Code executable” for @vscode/test-electron: takes the arguments of the desktop program, runs the suite in
// the provisioned VS Code, and ends with the suite's exit code.
//
// Two arguments are its own: `--enable-workspace-trust` wins over the `--disable-workspace-trust` that
// test-electron always passes; a desktop VS Code ignores it.
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { runInPage } from "./automation.mjs";
import { openBrowser } from "./browser.mjs";
import { provision } from "./provision.mjs";
import { startServer } from "./server.mjs";

const args = process.argv.slice(2);
const paths = (name) =>
  args.filter((arg) => arg.startsWith(`--${name}=`)).map((arg) => toPath(arg.slice(name.length + 3)));
const toPath = (text) => (text.startsWith("file:") ? fileURLToPath(text) : resolve(text));

const [tests] = paths("extensionTestsPath");
const [userData] = paths("user-data-dir");
const [extensions] = paths("extensions-dir");
const folder = args.filter((arg) => !arg.startsWith("-")).map(toPath)[0];

const vscode = await provision();
const server = await startServer(vscode, {
  userData,
  extensions,
  trust: args.includes("--enable-workspace-trust"),
  automation: true,
  env: suiteEnvironment(),
});
const browser = await openBrowser(vscode);
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
const here = (path) => `vscode-remote://${new URL(server.url).host}${path}`;
const payload = [
  ...paths("extensionDevelopmentPath").map((path) => ["extensionDevelopmentPath", here(path)]),
  ["extensionTestsPath", here(tests)],
];
process.exit(await runInPage(server, browser, page, { folder, payload: JSON.stringify(payload) }));

/** What a suite is told; not the settings of this terminal, and nothing that steers VS Code. */
function suiteEnvironment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith("DDCONF_")));
}
