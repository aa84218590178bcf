/// <reference types="mocha" />
import Mocha from "mocha";
import { finish, TIMEOUT_MILLISECONDS } from "./report";

/**
 * Runs a suite in an extension host of Node's.
 *
 * @param load imports the files with the tests; mocha's globals are there by then
 */
export async function runSuite(load: () => Promise<unknown>): Promise<void> {
  const mocha = new Mocha({ ui: "bdd", timeout: TIMEOUT_MILLISECONDS, reporter: class {} as never });
  mocha.suite.emit("pre-require", globalThis as never, "", mocha);
  await load();
  await finish((done) => mocha.run(done));
}
