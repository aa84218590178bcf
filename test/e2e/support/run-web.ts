/// <reference types="mocha" />
import "mocha/mocha.js";
import { finish, TIMEOUT_MILLISECONDS } from "./report";

/** Runs a suite in the extension host of a browser's worker; `load` as for the other. */
export async function runSuite(load: () => Promise<unknown>): Promise<void> {
  mocha.setup({ ui: "bdd", timeout: TIMEOUT_MILLISECONDS, reporter: class {} as never });
  await load();
  await finish((done) => mocha.run(done));
}
