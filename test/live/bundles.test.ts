import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type * as Checks from "../../server/src/live/checks";
import type { AwsPort, AzurePort, DatabasePort, DatadogPort } from "../../server/src/live/ports";
import { openArchive } from "../../server/src/live/unpack";
import {
  AS_AGENT,
  exampleCredentials,
  hooks,
  librariesWith,
  liveRun,
  loginSubject,
  troubles,
} from "../support/databases/live-run";
import { mariadbMissing, startMariadb } from "../support/databases/mariadb-server";
import { postgresMissing, startPostgres } from "../support/databases/postgres-server";
import { skipReason } from "../support/databases/servers";
import { startTds } from "../support/databases/tds-server";

interface Bundles {
  readonly aws: { readonly aws: AwsPort };
  readonly azure: { readonly azure: AzurePort };
  readonly checks: typeof Checks;
  readonly datadog: { readonly datadog: DatadogPort };
  readonly mysql: { readonly mysql: DatabasePort };
  readonly postgres: { readonly postgres: DatabasePort };
  readonly "rds-authorities": { readonly RDS_AUTHORITIES: readonly string[] };
  readonly sqlserver: { readonly sqlserver: DatabasePort };
}

const unpack = openArchive("dist");
const load = <Name extends keyof Bundles>(name: Name) => unpack(`./live-${name}.js`) as Bundles[Name];

/** Tests the login as it is shipped: flow and driver out of the archive. */
async function login(check: "postgres" | "mysql" | "sqlserver", lines: readonly string[]): Promise<string[]> {
  const subject = loginSubject(check, `instances:\n  - ${lines.join("\n    ")}\n`);
  const libraries = {
    ...librariesWith(exampleCredentials()),
    mysql: async () => load("mysql").mysql,
    postgres: async () => load("postgres").postgres,
    sqlserver: async () => load("sqlserver").sqlserver,
  };
  const report = await load("checks").testDatabaseLogin(subject, AS_AGENT, liveRun(), hooks(), libraries);
  assert.equal(report.steps.find(({ id }) => id === "connect")?.status, "passed", JSON.stringify(report));
  return troubles(report);
}

describe("the archive of live checks", () => {
  it("holds each bundle, and each has what is taken from it", () => {
    assert.equal(typeof load("aws").aws.callerIdentity, "function");
    assert.equal(typeof load("azure").azure.token, "function");
    assert.equal(typeof load("checks").testDelegatedAuth, "function");
    assert.ok(Object.keys(load("datadog").datadog).length > 0);
    for (const driver of [load("mysql").mysql, load("postgres").postgres, load("sqlserver").sqlserver])
      assert.equal(typeof driver.connect, "function");
  });

  it("runs a bundle once", () => assert.equal(load("checks"), load("checks")));

  it("has no bundle of another name", () =>
    assert.throws(() => unpack("./live-oracle.js"), /Cannot find module/));

  it("logs in to SQL Server", async () => {
    const server = await startTds({
      encrypts: true,
      refuse: () => undefined,
      answer: (sql) => {
        if (/SERVERPROPERTY/.test(sql))
          return { version: "16.0.1000.6", edition: "3", db: "master", login: "datadog" };
        return /HAS_PERMS_BY_NAME/.test(sql) ? { granted: "1" } : undefined;
      },
    });
    const lines = [
      `host: "localhost,${server.port}"`,
      "connector: odbc",
      "username: datadog",
      "password: some-password",
      'connection_string: "TrustServerCertificate=yes;Encrypt=yes;"',
    ];
    try {
      assert.deepEqual(await login("sqlserver", lines), []);
      assert.equal(server.logins.at(-1)?.password, "some-password");
    } finally {
      await server.close();
    }
  });

  it("logs in to MariaDB", { skip: skipReason(mariadbMissing()) ?? false }, async () => {
    const server = await startMariadb();
    try {
      await server.admin("CREATE USER datadog@'%' IDENTIFIED BY 'some-password'");
      const lines = [
        "host: 127.0.0.1",
        `port: ${server.port}`,
        "username: datadog",
        "password: some-password",
      ];
      await login("mysql", [...lines, "ssl: {check_hostname: false}"]);
    } finally {
      await server.stop();
    }
  });

  it("logs in to PostgreSQL", { skip: skipReason(postgresMissing()) ?? false }, async () => {
    const server = await startPostgres({ hba: ["hostssl all all all scram-sha-256"] });
    try {
      await server.admin("CREATE ROLE datadog LOGIN PASSWORD 'some-password'");
      const lines = [
        "host: localhost",
        `port: ${server.port}`,
        "username: datadog",
        "password: some-password",
      ];
      await login("postgres", [...lines, "ssl: require"]);
    } finally {
      await server.stop();
    }
  });
});

describe("Amazon's authorities for RDS", () => {
  it("are certificates that Node can read, and go on for a while", async () => {
    const { X509Certificate } = await import("node:crypto");
    const all = load("rds-authorities").RDS_AUTHORITIES.map((pem) => new X509Certificate(pem));
    assert.ok(all.length > 80);
    for (const region of ["us-east-1", "eu-central-1", "ap-southeast-4"])
      assert.ok(
        all.some(({ subject }) => subject.includes(`Amazon RDS ${region} Root CA RSA2048 G1`)),
        region,
      );
  });
});
