import { execFile } from "node:child_process";
import { chownSync, existsSync, readdirSync, writeFileSync } from "node:fs";
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

/** A PostgreSQL of its own, in a folder of its own, with TLS. */
export interface PostgresServer {
  readonly port: number;
  readonly certificates: Certificates;
  readonly output: () => string;
  /** Runs a script as the superuser. */
  admin(sql: string, database?: string): Promise<string>;
  stop(): Promise<void>;
}

const FOLDERS = existsSync("/usr/lib/postgresql")
  ? readdirSync("/usr/lib/postgresql").map((version) => `/usr/lib/postgresql/${version}/bin`)
  : [];

/** Why there can be no PostgreSQL here. */
export function postgresMissing(): string | undefined {
  if (!findProgram(...FOLDERS.map((folder) => `${folder}/postgres`)))
    return "PostgreSQL is not installed (Debian: apt-get install postgresql)";
  return accountOf("postgres") ? undefined : "there is no account `postgres` to run PostgreSQL as";
}

export interface PostgresOptions {
  /** Lines of `pg_hba.conf` behind those of the superuser on the socket. */
  readonly hba: readonly string[];
  readonly settings?: readonly string[];
}

export async function startPostgres({ hba, settings = [] }: PostgresOptions): Promise<PostgresServer> {
  const bin = FOLDERS.find((folder) => findProgram(`${folder}/postgres`));
  const account = accountOf("postgres");
  if (!bin || !account) throw new Error(postgresMissing());
  const folder = temporaryFolder(account);
  const data = join(folder, "data");
  const write = (name: string, text: string) => writeOwned(join(data, name), text, account);
  try {
    await run(
      join(bin, "initdb"),
      ["-D", data, "-U", "postgres", "--auth=trust", "-N", "-E", "UTF8", "--locale=C"],
      {
        ...account,
        cwd: "/",
      },
    );
    const certificates = await makeCertificate();
    write("server.crt", certificates.cert);
    write("server.key", certificates.key);
    write("pg_hba.conf", `${["local all postgres trust", ...hba].join("\n")}\n`);
    const port = await freePort();
    const options = [
      `port=${port}`,
      "listen_addresses=127.0.0.1",
      `unix_socket_directories=${folder}`,
      "ssl=on",
      "fsync=off",
      "log_min_messages=warning",
      ...settings,
    ];
    const server = await startProgram(
      join(bin, "postgres"),
      ["-D", data, ...options.flatMap((option) => ["-c", option])],
      account,
      port,
      "SIGINT",
    );
    return {
      port,
      certificates,
      output: server.output,
      admin: async (sql, database = "postgres") => {
        const arguments_ = [
          "-X",
          "-q",
          "-A",
          "-t",
          "-v",
          "ON_ERROR_STOP=1",
          "-h",
          folder,
          "-p",
          String(port),
        ];
        const child = run(join(bin, "psql"), [...arguments_, "-U", "postgres", "-d", database], { cwd: "/" });
        child.child.stdin?.end(sql);
        return (await child).stdout;
      },
      stop: async () => {
        await server.stop();
        removeFolder(folder);
      },
    };
  } catch (error) {
    removeFolder(folder);
    throw error;
  }
}

function writeOwned(path: string, text: string, { uid, gid }: Account): void {
  writeFileSync(path, text, { mode: 0o600 });
  chownSync(path, uid, gid);
}
