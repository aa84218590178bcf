import { format } from "node:util";

const TIMEOUT_MILLISECONDS = 600_000;
const CRASHED = 70;
const TIMED_OUT = 124;

/**
 * Opens a page of VS Code that runs a test suite, prints what its extension host prints, and waits for its end.
 *
 * @param server what `startServer()` returns
 * @param query what the page is asked for
 * @returns the exit code of the suite, or of what came in its way
 */
export async function runInPage(server, browser, page, query) {
  const { promise, resolve } = later();
  page.on("crash", () => resolve(CRASHED));
  browser.on("disconnected", () => resolve(CRASHED));
  server.exited.then(() => resolve(CRASHED));
  setTimeout(() => {
    console.error("the suite did not end in time");
    resolve(TIMED_OUT);
  }, TIMEOUT_MILLISECONDS).unref();
  // VS Code itself calls these two functions where a page has them
  await page.exposeFunction("codeAutomationExit", resolve);
  await page.exposeFunction("codeAutomationLog", print);
  await page.goto(`${server.url}/?${new URLSearchParams(query)}`);
  const code = await promise;
  await browser.close();
  await server.stop();
  return code;
}

function later() {
  let resolve;
  const promise = new Promise((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

/** The console of the extension host comes this way, among messages of VS Code's own. */
function print(_type, values) {
  console.log(format(...values.map((value) => (typeof value === "string" ? withoutStyle(value) : value))));
}

/** VS Code colours its own messages by CSS. */
function withoutStyle(text) {
  return text.replace(/^%c.*?color: #\w+/, "");
}
