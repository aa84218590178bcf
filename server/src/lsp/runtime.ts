import type { ReadText } from "../config/loader";

/** What the server needs of the process or worker that it runs in. */
export interface Runtime {
  readonly readText: ReadText;
  /** Resolves when messages that have come in meanwhile were handled. */
  pause(): Promise<void>;
  /** Runs `work` after some milliseconds; the answer calls it off. */
  later(milliseconds: number, work: () => void): () => void;
}
