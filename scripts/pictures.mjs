// Takes the pictures of the README from a real VS Code, light and dark: docs/images/<name>-<light|dark>.png.
// Run it after what they show has changed, and look at them. Linux x64; needs a monospace font (Debian:
// fonts-dejavu-core).
import { cpSync, mkdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureBuilt, ensureInstalled, ensureNode } from "./setup.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
ensureNode();
ensureInstalled();
ensureBuilt();

const { runFolder } = await import("../test/e2e/folders.mjs");
const { packVsix } = await import("../test/e2e/pack.mjs");
const { provision } = await import("../test/e2e/provision.mjs");
const { readDirectory, spawnSandbox } = await import("./demo-exchange.mjs");
const { orSkip } = await import("../test/e2e/skip.mjs");
const { openWorkbench } = await import("../test/e2e/workbench.mjs");

const TARGET = "docs/images";
const LIMIT = 300 * 1024;
const SIZE = { width: 800, height: 400, scale: 1.5 };
const THEMES = { light: "Light 2026", dark: "Dark 2026" };
/** The text and little else. */
const SETTINGS = {
  "breadcrumbs.enabled": false,
  "editor.cursorBlinking": "solid",
  "editor.hover.above": false,
  "editor.occurrencesHighlight": "off",
  "editor.scrollbar.vertical": "hidden",
  "window.commandCenter": false,
  "workbench.activityBar.location": "hidden",
  "workbench.layoutControl.enabled": false,
  "workbench.statusBar.visible": false,
};

const POSTGRES = `init_config:

instances:
  - host: orders.c9akciq32rdz.eu-west-1.rds.amazonaws.com
    port: 5432
    username: datadog
    aws:
      instance_endpoint: orders.c9akciq32rdz.eu-west-1.rds.amazonaws.com
      
`;

/** What each picture shows; the window is that of the one before. */
const PICTURES = {
  async hover(window) {
    await window.openFile("datadog-agent/datadog.yaml");
    await marked(window);
    await window.hover("container_collect_all");
  },
  async "quick-fix"(window) {
    await window.quickFixes("container_collect_all");
  },
  async completion(window) {
    await window.page.keyboard.press("Escape");
    await window.openFile("postgres.d/conf.yaml");
    await window.cursorAtEndOf("instance_endpoint");
    await window.page.keyboard.press("ArrowDown");
    await window.page.keyboard.press("End");
    await window.page.keyboard.press("Control+Space");
    await window.page.locator(".suggest-widget .monaco-list-row").first().waitFor();
    // once more: with the explanation beside the list
    await window.page.keyboard.press("Control+Space");
    await window.page.locator(".suggest-details").first().waitFor();
  },
  async report(window) {
    await window.page.keyboard.press("Escape");
    await window.page.setViewportSize({ width: 1100, height: 560 });
    await window.openFile("good/datadog.yaml");
    await window.page.locator(".codelens-decoration a", { hasText: "Test delegated auth" }).click();
    await window.page.locator(".quick-input-list .monaco-list-row", { hasText: "As the Agent" }).click();
    await window.page.locator(".monaco-dialog-box .monaco-button", { hasText: "Go On" }).click();
    const report = window.page.frameLocator("iframe.webview").frameLocator("#active-frame");
    await report.getByRole("heading", { level: 1 }).waitFor();
    // the progress fades out
    await window.page.waitForTimeout(2000);
  },
};

const vscode = await orSkip(provision);
const vsix = packVsix();
const sandbox = spawnSandbox();
process.once("exit", () => sandbox.kill());
const { datadog } = await readDirectory(sandbox);
mkdirSync(TARGET, { recursive: true });
for (const [name, theme] of Object.entries(THEMES)) {
  const settings = { ...SETTINGS, "workbench.colorTheme": theme };
  const env = { DDCONF_SANDBOX: datadog };
  const window = await openWorkbench(vscode, { vsix, workspace: files(), settings, size: SIZE, env });
  await window.page.keyboard.press("Control+B");
  for (const [picture, show] of Object.entries(PICTURES)) {
    await show(window);
    // what opens fades in
    await window.page.waitForTimeout(700);
    const path = join(TARGET, `${picture}-${name}.png`);
    await window.screenshot(path);
    const { size } = statSync(path);
    console.log(`${path}: ${Math.ceil(size / 1024)} KB${size > LIMIT ? ", which is too large" : ""}`);
    if (size > LIMIT) process.exitCode = 1;
  }
  await window.close();
}
process.exit();

/** A workspace with what the pictures show. */
function files() {
  const folder = join(runFolder(), "files");
  mkdirSync(join(folder, "datadog-agent"), { recursive: true });
  mkdirSync(join(folder, "postgres.d"));
  cpSync("examples/good", join(folder, "good"), { recursive: true });
  cpSync("examples/broken/datadog.yaml", join(folder, "datadog-agent/datadog.yaml"));
  writeFileSync(join(folder, "postgres.d/conf.yaml"), POSTGRES);
  return folder;
}

async function marked(window) {
  await window.page.locator(".squiggly-error, .squiggly-warning").first().waitFor({ state: "attached" });
}
