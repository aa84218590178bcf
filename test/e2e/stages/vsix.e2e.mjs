// The package as it is published, installed into VS Code and used as a person would. Each step leaves a picture
// in dist/e2e-screenshots: look at them.
import assert from "node:assert/strict";
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { after, afterEach, before, describe, it } from "node:test";
import { readDirectory, spawnSandbox } from "../../../scripts/demo-exchange.mjs";
import { runFolder } from "../folders.mjs";
import { packVsix } from "../pack.mjs";
import { provision } from "../provision.mjs";
import { isRequired, Skip } from "../skip.mjs";
import { openWorkbench } from "../workbench.mjs";

const PICTURES = "dist/e2e-screenshots";
const vscode = await provision().catch((error) => {
  if (error instanceof Skip && !isRequired()) return error;
  throw error;
});

describe("VSIX", { skip: vscode instanceof Skip && vscode.message }, () => {
  /** @type {Awaited<ReturnType<typeof openWorkbench>>} */
  let window;
  let vsix;
  /** Stands in for AWS and Datadog. */
  let sandbox;

  before(async () => {
    rmSync(PICTURES, { recursive: true, force: true });
    vsix = packVsix();
    sandbox = spawnSandbox();
    const { datadog } = await readDirectory(sandbox);
    window = await openWorkbench(vscode, { vsix, workspace: examples(), env: { DDCONF_SANDBOX: datadog } });
  });
  after(async () => {
    sandbox?.kill();
    await window?.close();
  });
  afterEach(async ({ name }) => {
    // those without a number show nothing new
    if (/^\d/.test(name)) await window?.screenshot(join(PICTURES, `${name.replaceAll(/\W+/g, "-")}.png`));
  });

  it("01 marks mistakes in the text", async () => {
    await window.openFile("broken/datadog.yaml");
    await window.page.locator(".squiggly-error, .squiggly-warning").first().waitFor({ state: "attached" });
  });

  it("02 lists them in the Problems view", async () => {
    await window.page.keyboard.press("Control+Shift+M");
    await window.page
      .locator(".markers-panel .monaco-list-row", { hasText: "logs_enabeld" })
      .first()
      .waitFor();
  });

  it("03 explains them under the mouse", async () => {
    const hover = await window.hover("logs_enabeld");
    assert.match(await hover.innerText(), /logs_enabled/);
  });

  it("04 offers quick fixes", async () => {
    const menu = await window.quickFixes("logs_enabeld");
    assert.match(await menu.innerText(), /Rename to/);
  });

  it("05 and applies them", async () => {
    await window.page.keyboard.press("Enter");
    await window.line("logs_enabled: true").waitFor();
    await window.page
      .locator(".markers-panel .monaco-list-row", { hasText: "logs_enabeld" })
      .first()
      .waitFor({ state: "detached" });
  });

  it("06 completes what is being written", async () => {
    await window.page.keyboard.press("Control+J");
    await window.cursorAtEndOf("logs_enabled");
    await window.page.keyboard.press("Enter");
    await window.page.keyboard.type("delegated");
    await window.page.keyboard.press("Control+Space");
    await window.page
      .locator(".suggest-widget .monaco-list-row", { hasText: "delegated_auth" })
      .first()
      .waitFor();
  });

  it("07 as a block with places to fill in", async () => {
    await window.page.keyboard.press("Enter");
    await window.line("org_uuid").waitFor();
  });

  it("08 says what it takes the file for", async () => {
    await window.page.keyboard.press("Escape");
    await window.page.locator('[id="status.languageStatus"]').hover();
    await window.page.getByText("Datadog: datadog.yaml").first().waitFor();
  });

  it("09 has buttons over what can be tried out", async () => {
    await window.openFile("good/datadog.yaml");
    await window.page.locator(".codelens-decoration a", { hasText: "Test delegated auth" }).waitFor();
  });

  it("10 tests the login step by step, and asks before a key is issued", async () => {
    await window.page.locator(".codelens-decoration a", { hasText: "Test delegated auth" }).click();
    await window.page.locator(".quick-input-list .monaco-list-row", { hasText: "As the Agent" }).click();
    await window.page.locator(".monaco-dialog-box", { hasText: "API key" }).waitFor();
  });

  it("11 and reports each step", async () => {
    await window.page
      .locator(".monaco-dialog-box button, .monaco-dialog-box .monaco-button", { hasText: "Go On" })
      .click();
    const report = window.page.frameLocator("iframe.webview").frameLocator("#active-frame");
    await report.getByRole("heading", { level: 1 }).waitFor();
    const text = await report.locator("main").innerText();
    assert.match(text, /assumed-role/);
    assert.doesNotMatch(text, /✗/);
    assert.equal(await report.locator("ol > li").count(), 6);
    await report.getByRole("button", { name: "Copy without Secrets" }).waitFor();
  });

  it("12 keeps the report in a view of the window", async () => {
    await window.command("Explorer: Focus on Datadog Live Checks View");
    await window.page.locator(".pane", { hasText: "Live Checks" }).getByText("Test").first().waitFor();
  });

  it("13 leads to a login without a key by a walkthrough", async () => {
    await window.command("Welcome: Open Walkthrough");
    await window.page
      .locator(".quick-input-list .monaco-list-row", { hasText: "without an API key" })
      .click();
    await window.page.locator(".getting-started-step").first().waitFor();
  });

  it("14 lists snippets to insert", async () => {
    await window.openFile("good/datadog.yaml");
    await window.command("Datadog: Insert Snippet");
    await window.page
      .locator(".quick-input-list .monaco-list-row", { hasText: "delegated" })
      .first()
      .waitFor();
    await window.page.waitForTimeout(500);
  });

  it("15 offers what the cloud side needs by a command", async () => {
    await window.page.keyboard.press("Escape");
    await window.openFile("good/postgres.d/conf.yaml");
    await window.cursorAtEndOf("instance_endpoint");
    await window.command("Datadog: Generate Policies");
    await window.page.locator(".action-widget", { hasText: "IAM" }).first().waitFor();
  });

  it("16 and writes it beside the file", async () => {
    await window.page.locator(".action-widget .monaco-list-row.action", { hasText: "IAM" }).first().click();
    await window.line("rds-db:connect").waitFor();
    await window.page.locator(".notification-toast", { hasText: "How to Use It" }).waitFor();
    // it fades in
    await window.page.waitForTimeout(500);
  });

  it("20 tells what it has done in its output", async () => {
    await window.command("Datadog: Show ddconf Output");
    await window.page.locator(".output-view, .panel").getByText("is running").first().waitFor();
  });

  it("asks nobody outside of this machine", () => assert.deepEqual([...window.strangers], []));

  it("30 checks in a folder that is not trusted", async () => {
    await window.close();
    window = await openWorkbench(vscode, {
      vsix,
      workspace: examples(),
      trust: true,
      settings: {
        "security.workspace.trust.startupPrompt": "never",
        "security.workspace.trust.banner": "always",
      },
    });
    await window.openFile("broken/postgres.d/conf.yaml");
    await window.page.locator(".squiggly-error, .squiggly-warning").first().waitFor({ state: "attached" });
  });
});

/** A copy of the examples: tests write into it. */
function examples() {
  const folder = join(runFolder(), "examples");
  cpSync("examples", folder, { recursive: true });
  return folder;
}
