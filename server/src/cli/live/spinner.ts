import type { Stream } from "../terminal/output";

const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const FRAME_MS = 80;
const CLEAR_LINE = "\r\x1b[2K";

/** Turns beside what is being done, on a terminal; nothing anywhere else. */
export class Spinner {
  readonly #stream: Stream;
  #timer: NodeJS.Timeout | undefined;
  #drawn = 0;

  constructor(stream: Stream) {
    this.#stream = stream;
  }

  start(text: string): void {
    if (!this.#stream.interactive) return;
    this.stop();
    const { cyan, dim } = this.#stream.colors;
    this.#timer = setInterval(() => {
      const frame = FRAMES[this.#drawn++ % FRAMES.length] ?? "";
      this.#stream.write(`${CLEAR_LINE}${cyan(frame)} ${dim(text)}`);
    }, FRAME_MS);
    this.#timer.unref();
  }

  /** Leaves the line empty, for whatever comes next. */
  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    if (this.#drawn > 0) this.#stream.write(CLEAR_LINE);
    this.#drawn = 0;
  }
}
