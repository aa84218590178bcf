#!/usr/bin/env node
// A “VS Code executable” for @vscode/test-electron: takes the arguments of the desktop program, runs the suite in
// the provisioned VS Code, and ends with the suite's exit code.
//
// Two arguments are its own: `--enable-workspace-trust` wins over the `--disable-workspace-trust` that
// test-electron always passes; a desktop VS Code ignores it.
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { format } from "node:util";
import { openBrowser } from "./browser.mjs";
import { provision } from "./provision.mjs";
import { startServer } from "./server.mjs";

const TIMEOUT_MILLISECONDS = 600_000;
const CRASHED = 70;
const TIMED_OUT = 124;

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
const { promise: result, resolve: done } = ending();
// VS Code itself calls these two functions where a page has them
await page.exposeFunction("codeAutomationExit", done);
await page.exposeFunction("codeAutomationLog", print);
await page.goto(`${server.url}/?${query()}`);
const code = await result;
await browser.close();
await server.stop();
process.exit(code);

/** The exit code of the suite, or of what came in its way. */
function ending() {
  let resolve;
  const promise = new Promise((settle) => {
    resolve = settle;
  });
  page.on("crash", () => resolve(CRASHED));
  browser.on("disconnected", () => resolve(CRASHED));
  server.exited.then(() => resolve(CRASHED));
  setTimeout(() => {
    console.error("e2e: the suite did not end in time");
    resolve(TIMED_OUT);
  }, TIMEOUT_MILLISECONDS).unref();
  return { promise, resolve };
}

function query() {
  const here = (path) => `vscode-remote://${new URL(server.url).host}${path}`;
  const payload = [
    ...paths("extensionDevelopmentPath").map((path) => ["extensionDevelopmentPath", here(path)]),
    ["extensionTestsPath", here(tests)],
  ];
  return new URLSearchParams({
    ...(folder ? { folder } : { ew: "true" }),
    payload: JSON.stringify(payload),
  });
}

/** What a suite is told; not the settings of this terminal, and nothing that steers VS Code. */
function suiteEnvironment() {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith("DDCONF_")));
}

/** The console of the extension host comes this way, among messages of VS Code's own. */
function print(_type, values) {
  console.log(format(...values.map((value) => (typeof value === "string" ? withoutStyle(value) : value))));
}

/** VS Code colours its own messages by CSS. */
function withoutStyle(text) {
  return text.replace(/^%c.*?color: #\w+/, "");
}
