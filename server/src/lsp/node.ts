// What `dist/server.js` is: the server of `browser/server.js` with the disk and the transports of Node.
import { readFile } from "node:fs/promises";
import { createConnection } from "vscode-languageserver/node";
import { findFiles } from "./find-files";
import { LIVE_COMMANDS, liveCommands } from "./live/commands";
import { SealedChannel } from "./live/sealed";
import { core } from "./load-core";
import type { Runtime } from "./runtime";

const { logFailure, startServer } = core;

const channel = SealedChannel.fromEnvironment(process.env);
const runtime: Runtime = {
  live: { commands: LIVE_COMMANDS, executors: (context) => liveCommands(context, channel) },
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
