import type { ReadText } from "../config/loader";

/** What the server needs of the process or worker that it runs in. */
export interface Runtime {
  readonly readText: ReadText;
  /** Paths below a folder that may hold an Agent configuration, and are not too large to be one. */
  findFiles(folder: string): Promise<readonly string[]>;
  /** Resolves when messages that have come in meanwhile were handled. */
  pause(): Promise<void>;
  /** Runs `work` after some milliseconds; the answer calls it off. */
  later(milliseconds: number, work: () => void): () => void;
}
