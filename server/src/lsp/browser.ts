// What `dist/browser/server.js` is: the whole server. In a web worker it starts by itself; Node takes it from
// there (`load-core.ts`), so that one copy of the engine serves both.
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from "vscode-languageserver/browser";
import { logFailure } from "./context";
import type { Runtime } from "./runtime";
import { startServer } from "./server";

export * as languageServer from "vscode-languageserver";
export * as engine from "./engine";
export { logFailure, startServer };

const runtime: Runtime = {
  disk: undefined,
  // the connection handles what has come in behind a timer of its own
  pause: () => new Promise((resume) => setTimeout(resume, 0)),
  later(milliseconds, work) {
    const timer = setTimeout(work, milliseconds);
    return () => clearTimeout(timer);
  },
};

/** What a worker calls itself. */
declare const self: {
  addEventListener(event: "error", listen: (event: { readonly error: unknown }) => void): void;
  addEventListener(event: "unhandledrejection", listen: (event: { readonly reason: unknown }) => void): void;
};

// only workers have this
if ("importScripts" in globalThis) serveWorker();

function serveWorker(): void {
  const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self));
  // a mistake in one handler costs the user neither the server nor the reason
  self.addEventListener("error", ({ error }) => logFailure(connection, "server", error));
  self.addEventListener("unhandledrejection", ({ reason }) => logFailure(connection, "server", reason));
  startServer(connection, runtime);
}
