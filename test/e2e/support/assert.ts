// The few assertions that the suites need; Node's are not there in a browser's worker.

export function ok(value: unknown, message: string): asserts value {
  if (!value) throw new Error(message);
}

/** Compares by what the values look like as JSON. */
export function equal(actual: unknown, expected: unknown): void {
  const [left, right] = [JSON.stringify(actual, null, 2), JSON.stringify(expected, null, 2)];
  if (left !== right) throw new Error(`expected\n${right}\nbut got\n${left}`);
}

export function match(actual: string, pattern: RegExp): void {
  ok(pattern.test(actual), `expected ${pattern}, but got\n${actual}`);
}

const PAUSE_MILLISECONDS = 50;
const PATIENCE_MILLISECONDS = 30_000;

/**
 * The first truthy answer; asks again and again for a while.
 *
 * @param what completes “there was no …”
 */
export async function eventually<T>(what: string, ask: () => T | Promise<T>): Promise<NonNullable<T>> {
  const deadline = Date.now() + PATIENCE_MILLISECONDS;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    ok(Date.now() < deadline, `there was no ${what}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MILLISECONDS));
  }
}
