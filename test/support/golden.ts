import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";

/** Compares a text with `test/cli/golden/<name>.txt`; `UPDATE_GOLDEN=1` writes the file instead. */
export function assertGolden(name: string, actual: string): void {
  assertGoldenFile(`test/cli/golden/${name}.txt`, actual);
}

/** Compares a text with a file, by its path in the project; `UPDATE_GOLDEN=1` writes the file instead. */
export function assertGoldenFile(file: string, actual: string): void {
  const path = resolve(file);
  if (process.env.UPDATE_GOLDEN) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, actual);
    return;
  }
  assert.ok(
    existsSync(path),
    `${path} is missing: run the tests with UPDATE_GOLDEN=1 and read what it holds`,
  );
  assert.equal(actual, readFileSync(path, "utf8"));
}
