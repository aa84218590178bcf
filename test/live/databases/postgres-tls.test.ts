import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { postgres } from "../../../server/src/live/databases/postgres";
import { LiveFailure } from "../../../server/src/live/failure";
import { Secret } from "../../../server/src/live/secret";
import { testDatabaseLogin } from "../../../server/src/live/test-database-login";
import { type Sandbox, startSandbox } from "../../../server/src/sandbox/index";
import { REGION, STATIC } from "../../../server/src/sandbox/known";
import { type LdapServer, startLdap } from "../../support/databases/ldap";
import {
  AS_AGENT,
  EXAMPLE_KEYS,
  exampleCredentials,
  hooks,
  librariesWith,
  liveRun,
  loginSubject,
  stepOf,
} from "../../support/databases/live-run";
import { type PamService, pamMissing, startPam } from "../../support/databases/pam";
import { type PostgresServer, postgresMissing, startPostgres } from "../../support/databases/postgres-server";
import { rdsRefusal } from "../../support/databases/rds-verifier";
import { accountOf, findProgram, skipReason } from "../../support/databases/servers";

const MODES = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"];

describe("PostgreSQL, beside libpq", { skip: skipReason(postgresMissing()) ?? false }, () => {
  let server: PostgresServer;
  let ldap: LdapServer;
  let pam: PamService | undefined;
  let folder: string;
  const refusals: string[] = [];

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "ddconf-"));
    ldap = await startLdap((user, token) => {
      const rds = {
        host: "localhost",
        port: server.port,
        region: REGION,
        user: "datadog",
        credentials: STATIC,
      };
      return rdsRefusal(user, token, rds) === undefined;
    });
    const account = accountOf("postgres");
    if (account && !pamMissing())
      pam = await startPam(account, (user, token) => {
        const rds = {
          host: "localhost",
          port: server.port,
          region: REGION,
          user: "pam",
          credentials: EXAMPLE_KEYS,
        };
        const refusal = rdsRefusal(user, token, rds);
        refusals.push(refusal ?? "accepted");
        return refusal === undefined;
      });
    server = await startPostgres({
      hba: [
        `hostssl all datadog all ldap ldapserver=127.0.0.1 ldapport=${ldap.port} ldapprefix="uid="`,
        ...(pam ? [`hostssl all pam all pam pamservice=${pam.name}`] : []),
        "hostnossl all plain all scram-sha-256",
        "hostssl all tls all scram-sha-256",
        "host all either all scram-sha-256",
        // whoever knows the password gets in one way, and whoever does not is told so on the other
        "hostssl all wrong all scram-sha-256",
        "hostnossl all wrong all trust",
      ],
    });
    writeFileSync(join(folder, "ca.pem"), server.certificates.ca);
    await server.admin(`CREATE ROLE datadog LOGIN; CREATE ROLE pam LOGIN;
      ${["plain", "tls", "either", "wrong"].map((name) => `CREATE ROLE ${name} LOGIN PASSWORD 'right';`).join("\n")}`);
  });

  after(async () => {
    await server?.stop();
    await ldap?.close();
    await pam?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const file = (lines: Readonly<Record<string, string | number>>, managed = "") =>
    `instances:\n  - ${Object.entries({ host: "localhost", port: server.port, dbname: "postgres", ...lines })
      .map(([key, value]) => `${key}: ${value}`)
      .join("\n    ")}\n${managed}`;

  const psql = findProgram("/usr/bin/psql");
  /** `t` or `f` for a connection with or without TLS; nothing when there is none. */
  const psqlConnects = async ({ user, mode, ca, host }: Case): Promise<string> => {
    const url = `host=${host} port=${server.port} user=${user} dbname=postgres sslmode=${mode} sslrootcert=${join(folder, ca ?? "none")}`;
    const sql = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
    const env = { PGPASSWORD: passwordOf(user), PATH: process.env.PATH };
    return (await ask(psql ?? "", ["-XAtc", sql, url], env)).stdout.trim();
  };
  const ddconfConnects = async ({ user, mode, ca, host }: Case): Promise<string> => {
    const authority: Readonly<Record<string, string>> = ca ? { ssl_root_cert: join(folder, ca) } : {};
    const { port, username, tls, caFile } = loginSubject(
      "postgres",
      file({ host, username: user, ssl: mode, password: "x", ...authority }),
    );
    const secret = new Secret(passwordOf(user));
    const trusted = caFile === undefined ? undefined : server.certificates.ca;
    const target = { host, port, username, database: "postgres", secret, tls, ca: trusted };
    try {
      const session = await postgres.connect({ ...target, secretKind: "password" }, liveRun());
      await session.close();
      return session.encryption ? "t" : "f";
    } catch (error) {
      assert.ok(error instanceof LiveFailure);
      return "";
    }
  };
  for (const user of ["plain", "tls", "either", "wrong"])
    it(`lets ${user} in, and over TLS, in the same modes as psql`, {
      skip: skipReason(psql ? undefined : "psql is not installed") ?? false,
    }, async () => {
      for (const one of casesOf(user))
        assert.equal(await ddconfConnects(one), await psqlConnects(one), JSON.stringify(one));
    });

  it("fails PAM in PostgreSQL's own words", { skip: skipReason(pamMissing()) ?? false }, async () => {
    const managed = (region: string) =>
      `    aws: {region: ${region}, managed_authentication: {enabled: true}}\n`;
    const login = (region: string) =>
      testDatabaseLogin(
        loginSubject("postgres", file({ username: "pam", ssl: "require" }, managed(region))),
        AS_AGENT,
        liveRun(),
        hooks(),
        librariesWith(exampleCredentials()),
      );
    assert.equal(stepOf(await login(REGION), "connect").status, "passed");
    const { failure } = stepOf(await login("eu-west-1"), "connect");
    assert.equal(failure?.detail, 'PAM authentication failed for user "pam"');
    assert.match(failure?.message ?? "", /did not accept the token for `pam`: PAM authentication failed/);
    assert.deepEqual(refusals, ["accepted", "another region or key"]);
  });

  describe("ddconf db, with the sandbox's credentials", () => {
    let sandbox: Sandbox;
    let config: string;
    before(async () => {
      sandbox = await startSandbox();
      mkdirSync(join(folder, "postgres.d"));
      config = join(folder, "postgres.d/conf.yaml");
      const managed = `    aws: {region: ${REGION}, managed_authentication: {enabled: true}}\n`;
      writeFileSync(config, `init_config:\n${file({ username: "datadog", ssl: "require" }, managed)}`);
    });
    after(() => sandbox.close());

    const ddconf = (...args: string[]) =>
      ask(process.execPath, ["dist/cli.js", "db", ...args, "--sandbox", sandbox.url], {
        PATH: process.env.PATH,
        NO_COLOR: "1",
        COLUMNS: "200",
      });

    it("token gives psql its password, and tells what it is for beside it", async () => {
      const { stdout, stderr, code } = await ddconf("token", config);
      assert.equal(code, 0, stderr);
      assert.match(stdout, new RegExp(`^localhost:${server.port}/\\?Action=connect&.*\\n$`));
      assert.match(
        stderr,
        new RegExp(
          `# host: localhost:${server.port}\\n# user: datadog\\n# region: ${REGION}\\n# from: .*\\n# until: `,
        ),
      );
      assert.ok(!/X-Amz/.test(stderr));
      if (!psql) return;
      const url = `host=localhost port=${server.port} user=datadog dbname=postgres sslmode=require`;
      const login = await ask(psql, ["-XAtc", "SELECT current_user", url], { PGPASSWORD: stdout.trim() });
      assert.equal(login.stdout, "datadog\n", login.stderr);
    });

    it("test reports each step, and holds no secret", async () => {
      const { stdout, stderr, code } = await ddconf("test", config, "--format", "json");
      const report = JSON.parse(stdout);
      assert.equal(code, 1, stderr);
      assert.equal(stepOf(report, "connect").status, "passed");
      assert.equal(stepOf(report, "pg_monitor").status, "failed");
      for (const secret of [STATIC.secretAccessKey, STATIC.sessionToken, "X-Amz-Signature"])
        assert.ok(!`${stdout}${stderr}`.includes(secret));
    });

    it("test connects nowhere else while in the sandbox", async () => {
      const other = join(folder, "postgres.d/other.yaml");
      writeFileSync(
        other,
        "init_config:\ninstances:\n  - host: db.example.com\n    username: datadog\n    password: x\n    ssl: require\n",
      );
      const { stdout, code } = await ddconf("test", other);
      assert.equal(code, 1);
      assert.match(stdout, /in sandbox mode nothing leaves it/);
    });
  });
});

/** One way to connect. */
interface Case {
  readonly user: string;
  readonly mode: string;
  readonly ca: string | undefined;
  readonly host: string;
}

/** The certificate is for `localhost` only. Without an authority, ddconf checks where libpq only looks for one. */
function casesOf(user: string): Case[] {
  return MODES.flatMap((mode) =>
    (mode.startsWith("verify") ? ["ca.pem"] : [undefined, "ca.pem"]).flatMap((ca) =>
      ["localhost", "127.0.0.1"].map((host) => ({ user, mode, ca, host })),
    ),
  );
}

function passwordOf(user: string): string {
  return user === "wrong" ? "wrong" : "right";
}

interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function ask(program: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<Answer> {
  return new Promise((resolve) => {
    execFile(program, args, { env }, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code ?? 1) : 0, stdout, stderr }),
    );
  });
}
