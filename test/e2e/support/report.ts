/// <reference types="mocha" />
import { RESULT } from "../results.mjs";

/** One line per test for whoever has started the extension host; read by `suite-stage.mjs`. */
export function reportTests(runner: Mocha.Runner): void {
  const report = (test: Mocha.Runnable, state: string, message = "") =>
    console.log(`${RESULT}${JSON.stringify({ title: test.titlePath().join(" · "), state, message })}`);
  runner.on("pass", (test) => report(test, "passed"));
  runner.on("pending", (test) => report(test, "skipped", "not in this host"));
  runner.on("fail", (test, error) => report(test, "failed", messageOf(error)));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** A test has this long: a busy machine must not make it fail. */
export const TIMEOUT_MILLISECONDS = 120_000;

/** Settles when every test has run; rejects when one has failed. */
export function finish(run: (done: (failures: number) => void) => Mocha.Runner): Promise<void> {
  return new Promise((resolve, reject) => {
    const runner = run((failures) =>
      failures === 0 ? resolve() : reject(new Error(`${failures} tests failed`)),
    );
    reportTests(runner);
  });
}
