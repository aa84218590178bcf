import { chromium } from "playwright-core";

/**
 * Opens the provisioned Chromium. Whatever does not go to the loopback address fails to resolve.
 *
 * @param vscode what `provision()` returns
 */
export function openBrowser(vscode) {
  return chromium.launch({
    executablePath: vscode.chromium,
    env: { ...process.env, ...vscode.chromiumEnv },
    args: [
      // as root, and in most containers, Chromium cannot start its sandbox; it only ever shows our own pages
      "--no-sandbox",
      "--disable-gpu",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
      "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    ],
  });
}
