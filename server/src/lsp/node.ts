// What `dist/server.js` is: the server of `browser/server.js` with the disk and the transports of Node.
import { readFile } from "node:fs/promises";
import { createConnection } from "vscode-languageserver/node";
import { findFiles } from "./find-files";
import { core } from "./load-core";
import type { Runtime } from "./runtime";

const { logFailure, startServer } = core;

const runtime: Runtime = {
  disk: { findFiles, readText: (path) => readFile(path, "utf8").catch(() => undefined) },
  pause: () => new Promise((resume) => setImmediate(resume)),
  later(milliseconds, work) {
    const timer = setTimeout(work, milliseconds);
    return () => clearTimeout(timer);
  },
};

const TRANSPORTS = /^--(?:stdio|node-ipc|socket|pipe)(?:=|$)/;
if (!process.argv.some((argument) => TRANSPORTS.test(argument))) process.argv.push("--stdio");

const connection = createConnection();
// a mistake in one handler must not cost the user the whole server
process.on("uncaughtException", (error) => logFailure(connection, "server", error));
process.on("unhandledRejection", (error) => logFailure(connection, "server", error));
startServer(connection, runtime);
