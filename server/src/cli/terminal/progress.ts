import type { Stream } from "./output";

const PATIENCE_MS = 500;
const REDRAW_MS = 80;
const BAR_COLUMNS = 24;
const CLEAR_LINE = "\r\x1b[2K";

/** A bar on the terminal for runs that take longer than a moment; nothing anywhere else. */
export class Progress {
  readonly #stream: Stream;
  readonly #enabled: boolean;
  readonly #start = performance.now();
  #drawnAt = 0;
  #drawn = false;

  constructor(stream: Stream, enabled: boolean) {
    this.#stream = stream;
    this.#enabled = enabled && stream.interactive;
  }

  /** Call after each step; draws when it is time to. */
  update(done: number, total: number): void {
    const now = performance.now();
    if (!this.#enabled || now - this.#start < PATIENCE_MS || now - this.#drawnAt < REDRAW_MS) return;
    this.#drawnAt = now;
    this.#drawn = true;
    const filled = Math.round((done / Math.max(total, 1)) * BAR_COLUMNS);
    const bar = "━".repeat(filled) + this.#stream.colors.dim("╌".repeat(BAR_COLUMNS - filled));
    this.#stream.write(`${CLEAR_LINE}Checking ${bar} ${done}/${total} files`);
  }

  /** Removes the bar. */
  end(): void {
    if (this.#drawn) this.#stream.write(CLEAR_LINE);
    this.#drawn = false;
  }
}
