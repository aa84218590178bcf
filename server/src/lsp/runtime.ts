import type { Files } from "./files";

/** What the server needs of the process or worker that it runs in. */
export interface Runtime {
  /** The disk; undefined in a browser, where only the editor reads files. */
  readonly disk: Files | undefined;
  /** Resolves when messages that have come in meanwhile were handled. */
  pause(): Promise<void>;
  /** Runs `work` after some milliseconds; the answer calls it off. */
  later(milliseconds: number, work: () => void): () => void;
}
