import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const GIVE_UP_MILLISECONDS = 10 * 60_000;

/**
 * Does some work while no other process does work under the same lock; waits for it first.
 *
 * @param folder the lock: a folder that exists as long as it is held. One whose holder is gone is taken over.
 */
export async function withLock(folder, work) {
  const deadline = Date.now() + GIVE_UP_MILLISECONDS;
  while (!take(folder)) {
    if (Date.now() > deadline) throw new Error(`${folder} is held by another process; remove it if not`);
    await sleep(500);
  }
  try {
    return await work();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function take(folder) {
  try {
    mkdirSync(folder);
    writeFileSync(join(folder, "pid"), String(process.pid));
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    if (isAbandoned(folder)) rmSync(folder, { recursive: true, force: true });
    return false;
  }
}

function isAbandoned(folder) {
  try {
    process.kill(Number(readFileSync(join(folder, "pid"), "utf8")), 0);
    return false;
  } catch (error) {
    // its holder may be about to write its number
    return error.code === "ESRCH";
  }
}
