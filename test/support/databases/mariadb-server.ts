import { execFile } from "node:child_process";
import { chownSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import {
  type Account,
  accountOf,
  type Certificates,
  findProgram,
  freePort,
  makeCertificate,
  removeFolder,
  startProgram,
  temporaryFolder,
} from "./servers";

const run = promisify(execFile);

/** A MariaDB of its own, in a folder of its own, with TLS. */
export interface MariadbServer {
  readonly port: number;
  readonly certificates: Certificates;
  readonly output: () => string;
  /** Runs a script as `root`. */
  admin(sql: string): Promise<string>;
  stop(): Promise<void>;
}

const SERVER = ["/usr/sbin/mariadbd", "/usr/libexec/mariadbd"];
const CLIENT = ["/usr/bin/mariadb"];
const INSTALLER = ["/usr/bin/mariadb-install-db"];

/** The account that MariaDB runs as. */
export const mariadbAccount = (): Account | undefined => accountOf("mysql");

/** Why there can be no MariaDB here. */
export function mariadbMissing(): string | undefined {
  if (![SERVER, CLIENT, INSTALLER].every((paths) => findProgram(...paths)))
    return "MariaDB is not installed (Debian: apt-get install mariadb-server)";
  return mariadbAccount() ? undefined : "there is no account `mysql` to run MariaDB as";
}

export async function startMariadb(settings: readonly string[] = []): Promise<MariadbServer> {
  const [server, client, installer] = [SERVER, CLIENT, INSTALLER].map((paths) => findProgram(...paths));
  const account = mariadbAccount();
  if (!server || !client || !installer || !account) throw new Error(mariadbMissing());
  const folder = temporaryFolder(account);
  const data = join(folder, "data");
  const socket = join(folder, "s");
  const write = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text, { mode: 0o600 });
    chownSync(path, account.uid, account.gid);
    return path;
  };
  try {
    const arguments_ = ["--no-defaults", `--datadir=${data}`, "--auth-root-authentication-method=normal"];
    await run(installer, [...arguments_, "--skip-test-db"], { ...account, cwd: "/" });
    const certificates = await makeCertificate();
    const port = await freePort();
    const running = await startProgram(
      server,
      [
        "--no-defaults",
        `--datadir=${data}`,
        `--socket=${socket}`,
        `--port=${port}`,
        "--bind-address=127.0.0.1",
        `--ssl-cert=${write("cert.pem", certificates.cert)}`,
        `--ssl-key=${write("key.pem", certificates.key)}`,
        `--pid-file=${join(folder, "pid")}`,
        "--innodb-flush-log-at-trx-commit=0",
        "--plugin-dir=/usr/lib/mysql/plugin",
        ...settings,
      ],
      account,
      port,
      "SIGTERM",
    );
    return {
      port,
      certificates,
      output: running.output,
      admin: async (sql) => {
        const child = run(client, ["--no-defaults", `--socket=${socket}`, "-uroot", "-N"], { cwd: "/" });
        child.child.stdin?.end(sql);
        return (await child).stdout;
      },
      stop: async () => {
        await running.stop();
        removeFolder(folder);
      },
    };
  } catch (error) {
    removeFolder(folder);
    throw error;
  }
}
