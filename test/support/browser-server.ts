import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";
import {
  AbstractMessageReader,
  AbstractMessageWriter,
  createProtocolConnection,
  type DataCallback,
  type Message,
} from "vscode-languageserver/node";
import type { RunningServer } from "./lsp-client";

const BUNDLE = "dist/browser/server.js";

/** What a web worker has and the server may use: nothing of Node is in it. */
const WEB = {
  AbortController,
  AbortSignal,
  clearTimeout,
  console,
  importScripts: () => {},
  queueMicrotask,
  setTimeout,
  TextDecoder,
  TextEncoder,
  URL,
};

interface WorkerScope {
  readonly postMessage: (message: Message) => void;
  readonly addEventListener: () => void;
  self?: WorkerScope;
  /** The message that is being delivered, as text. */
  message?: string;
}

/** The bundle for browsers as a web worker runs it: messages as copies, and no global of Node. */
export function browserServer(): RunningServer {
  const reader = new PortReader();
  const scope: WorkerScope = {
    ...WEB,
    addEventListener: () => {},
    postMessage: (message) => reader.take(structuredClone(message)),
  };
  scope.self = scope;
  const context = createContext(scope, { codeGeneration: { strings: false, wasm: false } });
  runInContext(readFileSync(BUNDLE, "utf8"), context, { filename: BUNDLE });
  const deliver = (message: Message) => {
    scope.message = JSON.stringify(message);
    // like a copy that a browser makes, the objects are of the worker's own realm
    runInContext("onmessage({ data: JSON.parse(message) })", context);
  };
  return {
    connection: createProtocolConnection(reader, new PortWriter(deliver)),
    // a worker goes when the editor terminates it
    ended: Promise.resolve(0),
    alive: () => true,
  };
}

class PortReader extends AbstractMessageReader {
  #callback: DataCallback = () => {};

  listen(callback: DataCallback): { dispose(): void } {
    this.#callback = callback;
    return { dispose: () => {} };
  }

  take(message: Message): void {
    setImmediate(() => this.#callback(message));
  }
}

class PortWriter extends AbstractMessageWriter {
  readonly #deliver: (message: Message) => void;

  constructor(deliver: (message: Message) => void) {
    super();
    this.#deliver = deliver;
  }

  async write(message: Message): Promise<void> {
    setImmediate(() => this.#deliver(message));
  }

  end(): void {}
}
