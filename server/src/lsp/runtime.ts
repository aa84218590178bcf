import type {
  CancellationToken,
  ExecuteCommandParams,
  WorkDoneProgressReporter,
} from "vscode-languageserver";
import type { ServerContext } from "./context";
import type { Files } from "./files";

/** Executes a live command; failures are answers. */
export type ExecuteLive = (
  params: ExecuteCommandParams,
  token: CancellationToken,
  progress: WorkDoneProgressReporter,
) => Promise<unknown>;

export interface LiveRuntime {
  readonly commands: readonly string[];
  executors(context: ServerContext): ReadonlyMap<string, ExecuteLive>;
}

/** What the server needs of the process or worker that it runs in. */
export interface Runtime {
  /** The disk; undefined in a browser, where only the editor reads files. */
  readonly disk: Files | undefined;
  /** Resolves when messages that have come in meanwhile were handled. */
  pause(): Promise<void>;
  /** The live commands; absent where there is no network of one's own, as in a browser. */
  readonly live?: LiveRuntime;
  /** Runs `work` after some milliseconds; the answer calls it off. */
  later(milliseconds: number, work: () => void): () => void;
}
