import type { Runtime } from "./runtime";

/** Runs the latest work per key once its delay has passed without a newer one. */
export class Debounce {
  readonly #runtime: Runtime;
  readonly #waiting = new Map<string, () => void>();

  constructor(runtime: Runtime) {
    this.#runtime = runtime;
  }

  schedule(key: string, milliseconds: number, work: () => void): void {
    this.callOff(key);
    const start = () => {
      this.#waiting.delete(key);
      work();
    };
    this.#waiting.set(key, this.#runtime.later(milliseconds, start));
  }

  callOff(key: string): void {
    this.#waiting.get(key)?.();
    this.#waiting.delete(key);
  }
}
