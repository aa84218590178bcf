import { chmodSync, existsSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { type Account, isRoot, removeFolder, temporaryFolder } from "./servers";

/** A PAM service that asks the test whether a password is right. */
export interface PamService {
  readonly name: string;
  close(): Promise<void>;
}

const FOLDER = "/etc/pam.d";
const MODULES = ["/lib/x86_64-linux-gnu/security", "/lib/aarch64-linux-gnu/security", "/lib/security"];

/** Why there can be no such service here. */
export function pamMissing(): string | undefined {
  if (!isRoot()) return `a PAM service goes into ${FOLDER}, which takes root`;
  return MODULES.some((folder) => existsSync(join(folder, "pam_exec.so")))
    ? undefined
    : "PAM has no pam_exec.so here";
}

/**
 * Puts a service into `/etc/pam.d` until it is closed.
 *
 * @param account whom the server that uses it runs as
 */
export async function startPam(
  account: Account,
  accepts: (user: string, password: string) => boolean,
): Promise<PamService> {
  const judge = createServer((request, response) => {
    let body = "";
    request.on("data", (data) => (body += String(data)));
    request.on("end", () => {
      const { user, password } = JSON.parse(body);
      response.statusCode = accepts(user, password) ? 200 : 403;
      response.end();
    });
  });
  await new Promise<void>((resolve) => judge.listen(0, "127.0.0.1", resolve));
  const address = judge.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const folder = temporaryFolder(account);
  const script = join(folder, "judge.cjs");
  // pam_exec gives the password on standard input, ended by a zero byte, and the user in a variable
  writeFileSync(
    script,
    `#!${process.execPath}
const password = require("node:fs").readFileSync(0, "utf8").replace(/\\0$/, "");
const request = require("node:http").request({ host: "127.0.0.1", port: ${port}, method: "POST" }, (response) => {
  process.exitCode = response.statusCode === 200 ? 0 : 1;
  response.resume();
});
request.on("error", () => { process.exitCode = 2; });
request.end(JSON.stringify({ user: process.env.PAM_USER, password }));
`,
  );
  chmodSync(script, 0o755);
  const name = `ddconf-test-${process.pid}`;
  const file = join(FOLDER, name);
  const remove = () => rmSync(file, { force: true });
  process.once("exit", remove);
  writeFileSync(
    file,
    `auth required pam_exec.so quiet expose_authtok ${script}\naccount required pam_permit.so\n`,
  );
  return {
    name,
    close: async () => {
      remove();
      process.off("exit", remove);
      removeFolder(folder);
      judge.closeAllConnections();
      await new Promise((resolve) => judge.close(resolve));
    },
  };
}
