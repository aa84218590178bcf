// `node test/e2e/run-suite-web.mjs <suite>`: runs one suite in the extension host that is a worker in the browser.
// Output as of run-suite.mjs.
import { cpSync, existsSync, statSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import { runInPage } from "./automation.mjs";
import { openBrowser } from "./browser.mjs";
import { runFolder } from "./folders.mjs";
import { provision } from "./provision.mjs";
import { startServer, writeUserSettings } from "./server.mjs";
import { orSkip } from "./skip.mjs";

/** Path below which the page finds this project. */
const MOUNT = "/__ddconf";

const suite = process.argv[2];
const root = resolve(".");
const run = runFolder();
const workspace = join(run, "workspace");
cpSync(join("test/e2e/suites", suite, "workspace"), workspace, { recursive: true });
const userData = join(run, "user");
writeUserSettings(userData);

const vscode = await orSkip(provision);
const server = await startServer(vscode, { userData, extensions: join(run, "extensions") });
const browser = await openBrowser(vscode);
const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
const page = await context.newPage();
// VS Code's page may only fetch from where it came from, so that is where the extension has to be
await context.route(`${server.url}${MOUNT}/**`, serve);
await page.addInitScript(addDevelopmentExtension, { mount: MOUNT, tests: `/dist/test-e2e/${suite}/web.js` });
process.exit(await runInPage(server, browser, page, { folder: workspace }));

/** Answers for a file of this project. */
function serve(route) {
  const path = join(root, decodeURIComponent(new URL(route.request().url()).pathname.slice(MOUNT.length)));
  const isFile = path.startsWith(root + sep) && existsSync(path) && statSync(path).isFile();
  return isFile ? route.fulfill({ path }) : route.fulfill({ status: 404, body: "" });
}

/**
 * Runs in the page, before VS Code: puts the extension and the suite into the configuration that VS Code reads
 * from its page.
 */
function addDevelopmentExtension({ mount, tests }) {
  const read = Element.prototype.getAttribute;
  Element.prototype.getAttribute = function (name) {
    const value = read.call(this, name);
    if (name !== "data-settings" || this.id !== "vscode-workbench-web-configuration" || !value) return value;
    const at = (path) => ({ scheme: location.protocol.slice(0, -1), authority: location.host, path });
    const configuration = JSON.parse(value);
    configuration.developmentOptions = {
      ...configuration.developmentOptions,
      extensions: [at(mount)],
      extensionTestsPath: at(`${mount}${tests}`),
    };
    return JSON.stringify(configuration);
  };
}
