// VS Code's window in a browser, for tests that see and press what a person does.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { openBrowser } from "./browser.mjs";
import { runFolder } from "./folders.mjs";
import { startServer, writeUserSettings } from "./server.mjs";

const PATIENCE_MILLISECONDS = 60_000;

/** A font of fixed width where the machine has none of those that VS Code asks for. */
const LOOKS = {
  "editor.fontFamily": "'DejaVu Sans Mono', 'Liberation Mono', 'Noto Sans Mono', monospace",
  "workbench.tips.enabled": false,
  "editor.minimap.enabled": false,
};

/**
 * Opens a folder in VS Code with the extension installed.
 *
 * @param vscode what `provision()` returns
 * @param options.workspace the folder; it is written to
 * @param options.vsix path of the package of the extension
 * @param options.settings of the user
 * @param options.env variables of VS Code, and so of the extension
 * @param options.trust whether folders must be trusted first (Restricted Mode)
 * @param options.size of the window in pixels, and how many of the screen's make one (`scale`)
 */
export async function openWorkbench(vscode, options) {
  const {
    workspace,
    vsix,
    settings = {},
    env = {},
    trust = false,
    size = { width: 1280, height: 800, scale: 1 },
  } = options;
  const run = runFolder();
  const userData = join(run, "user");
  writeUserSettings(userData, { ...LOOKS, ...settings });
  const server = await startServer(vscode, {
    userData,
    extensions: join(run, "extensions"),
    vsix: [vsix],
    trust,
    env,
  });
  const browser = await openBrowser(vscode);
  const page = await browser.newPage({ viewport: size, deviceScaleFactor: size.scale });
  page.setDefaultTimeout(PATIENCE_MILLISECONDS);
  const strangers = new Set();
  page.on("request", (request) => {
    const { protocol, hostname, href } = new URL(request.url());
    if (protocol.startsWith("http") && hostname !== "127.0.0.1") strangers.add(href);
  });
  const query = new URLSearchParams({ folder: workspace });
  await page.goto(`${server.url}/?${query}`);
  await page.locator(".monaco-workbench .part.statusbar").waitFor({ state: "attached" });
  return new Workbench(page, strangers, async () => {
    await browser.close();
    await server.stop();
  });
}

class Workbench {
  /** Ends the browser and the server. */
  close;
  page;
  /** Addresses outside of this machine that the page has asked for. */
  strangers;

  constructor(page, strangers, close) {
    this.page = page;
    this.strangers = strangers;
    this.close = close;
  }

  /** Opens a file by its path in the workspace, and waits until its text is there. */
  async openFile(path) {
    const name = path.split("/").at(-1);
    await this.page.keyboard.press("Control+P");
    // the row that Enter opens; there may be others of this name
    const row = this.page.locator(".quick-input-widget .monaco-list-row.focused", { hasText: name });
    const folder = path.split("/").slice(0, -1).join("/");
    // the files may not have been listed yet
    await this.until(`${path} in the list`, async () => {
      await this.quickInput().fill(path);
      await this.page.waitForTimeout(300);
      return row.filter({ hasText: folder }).first().isVisible();
    });
    await this.page.keyboard.press("Enter");
    await this.page
      .locator(`.editor-group-container.active .tab.active[data-resource-name="${name}"]`)
      .waitFor();
    await this.page.locator(".editor-group-container.active .view-line").first().waitFor();
  }

  /** Runs a command of the palette by its title. */
  async command(title) {
    await this.page.keyboard.press("F1");
    const row = this.quickInput().row(title);
    await this.until(`the command ${title}`, async () => {
      await this.quickInput().fill(`>${title}`);
      return row.first().isVisible();
    });
    await this.page.keyboard.press("Enter");
  }

  quickInput() {
    const widget = this.page.locator(".quick-input-widget");
    return {
      fill: (text) => widget.locator("input[type=text]:visible").first().fill(text),
      row: (text) => widget.locator(".monaco-list-row", { hasText: text }),
    };
  }

  /** Puts the cursor behind the last character of a line, which may be given by a part of it. */
  async cursorAtEndOf(part) {
    await this.line(part).click();
    await this.page.keyboard.press("End");
  }

  /** The first line of the active editor that holds a text. */
  line(part) {
    // the editor draws blanks as non-breaking ones
    const text = part.replaceAll(" ", "\u00a0");
    return this.page.locator(".editor-group-container.active .view-line", { hasText: text }).first();
  }

  /** Where a word of the active editor is on the screen: its middle, in pixels. */
  async place(word) {
    const box = await this.line(word).evaluate((line, wanted) => {
      const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const start = node.data.indexOf(wanted);
        if (start < 0) continue;
        const range = document.createRange();
        range.setStart(node, start);
        range.setEnd(node, start + wanted.length);
        const { x, y, width, height } = range.getBoundingClientRect();
        return { x: x + width / 2, y: y + height / 2 };
      }
      return null;
    }, word);
    if (!box) throw new Error(`${word} is not on the screen`);
    return box;
  }

  /** Rests the mouse on a word until the hover is there. */
  async hover(word) {
    const { x, y } = await this.place(word);
    const hover = this.page
      .locator(".monaco-resizable-hover, .monaco-hover")
      .filter({ visible: true })
      .first();
    await this.until(`a hover over ${word}`, async () => {
      await this.page.mouse.move(x - 40, y + 120);
      await this.page.mouse.move(x, y, { steps: 4 });
      await this.page.waitForTimeout(1500);
      return hover.isVisible();
    });
    return hover;
  }

  /** Opens the menu of quick fixes for the beginning of a line. */
  async quickFixes(part) {
    await this.page.keyboard.press("Escape");
    await this.cursorAtEndOf(part);
    await this.page.keyboard.press("Home");
    const menu = this.page.locator(".action-widget").first();
    // the findings may be under way
    await this.until(`a quick fix for ${part}`, async () => {
      await this.page.keyboard.press("Control+.");
      await this.page.waitForTimeout(1000);
      return menu.getByText("Ignore").first().isVisible();
    });
    return menu;
  }

  /** Asks again and again until the answer is true. */
  async until(what, ask) {
    const deadline = Date.now() + PATIENCE_MILLISECONDS;
    while (!(await ask())) {
      if (Date.now() > deadline) throw new Error(`there was no ${what}`);
      await this.page.waitForTimeout(200);
    }
  }

  async screenshot(path) {
    mkdirSync(join(path, ".."), { recursive: true });
    await this.page.screenshot({ path });
  }
}
