import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { sqlGrants } from "../../../server/src/generate/sql/grants";
import type { Report } from "../../../server/src/live/report";
import type { LoginSubject } from "../../../server/src/live/subjects";
import { testDatabaseLogin } from "../../../server/src/live/test-database-login";
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
  troubles,
} from "../../support/databases/live-run";
import { type PostgresServer, postgresMissing, startPostgres } from "../../support/databases/postgres-server";
import { rdsRefusal } from "../../support/databases/rds-verifier";
import { skipReason } from "../../support/databases/servers";

const REGION = "eu-central-1";
const SESSION_TOKEN = `FwoGZXIvYXdzE${"ExampleSessionToken".repeat(40)}`;

describe("PostgreSQL with IAM tokens", { skip: skipReason(postgresMissing()) ?? false }, () => {
  let server: PostgresServer;
  let ldap: LdapServer;
  let tamper = (token: string) => token;
  let clock = () => new Date();
  let refusals: string[] = [];

  before(async () => {
    ldap = await startLdap((user, token) => {
      const credentials = { ...EXAMPLE_KEYS, sessionToken: SESSION_TOKEN };
      const rds = { host: "localhost", port: server.port, region: REGION, user: "datadog", credentials };
      const refusal = rdsRefusal(user, tamper(token), { ...rds, now: clock });
      refusals.push(refusal ?? "accepted");
      return refusal === undefined;
    });
    server = await startPostgres({
      hba: [
        `hostssl all +rds_iam all ldap ldapserver=127.0.0.1 ldapport=${ldap.port} ldapprefix="uid="`,
        "hostssl all all all scram-sha-256",
        "hostnossl all plain all scram-sha-256",
      ],
      settings: [
        "shared_preload_libraries=pg_stat_statements",
        "track_activity_query_size=4096",
        "track_io_timing=on",
      ],
    });
    await server.admin(`CREATE ROLE rds_iam; CREATE DATABASE shop;
      CREATE ROLE plain LOGIN PASSWORD 'plain-password'; CREATE ROLE tls LOGIN PASSWORD 'tls-password';`);
  });

  after(async () => {
    await server?.stop();
    await ldap?.close();
  });

  const yaml = (changes: Readonly<Record<string, string>> = {}, region = REGION) => {
    const lines = {
      host: "localhost",
      port: String(server.port),
      username: "datadog",
      dbname: "shop",
      dbm: "true",
      ssl: "require",
      ...changes,
    };
    return `instances:\n  - ${Object.entries(lines)
      .map(([key, value]) => `${key}: ${value}`)
      .join("\n    ")}\n    aws: {region: ${region}, managed_authentication: {enabled: true}}\n`;
  };
  const test = (subject: LoginSubject, credentials = exampleCredentials(SESSION_TOKEN)): Promise<Report> =>
    testDatabaseLogin(subject, AS_AGENT, liveRun(), hooks(), librariesWith(credentials));

  it("is refused before the user is made, with the SQL that makes it", async () => {
    const report = await test(loginSubject("postgres", yaml()));
    const { failure, advice } = stepOf(report, "connect");
    assert.match(failure?.message ?? "", /token for `datadog`/);
    assert.match(advice[0]?.repair?.text ?? "", /CREATE USER datadog WITH LOGIN;\nGRANT rds_iam TO datadog;/);
    assert.deepEqual(refusals, []);
  });

  it("diagnoses a bare database, and one that has what the generator writes", async () => {
    await server.admin("CREATE USER datadog WITH LOGIN; GRANT rds_iam TO datadog;");
    const subject = loginSubject("postgres", yaml());
    const bare = await test(subject);
    assert.deepEqual(troubles(bare), [
      "pg_monitor failed",
      "pg_stat_activity failed",
      "datadog-schema failed",
      "usage failed",
      "pg_stat_statements failed",
      "explain_statement failed",
    ]);
    assert.equal(bare.status, "failed");
    // each repair on its own is enough, in any order that makes sense
    for (const id of ["pg_monitor", "datadog-schema", "pg_stat_statements", "explain_statement"])
      await server.admin(stepOf(bare, id).advice[0]?.repair?.text ?? "", "shop");
    const repaired = await test(subject);
    assert.deepEqual(troubles(repaired), []);
    assert.match(repaired.summary, /its check has what it needs/);
    await server.admin(
      "DROP OWNED BY datadog; DROP SCHEMA datadog CASCADE; DROP EXTENSION pg_stat_statements;",
      "shop",
    );
    await server.admin("DROP USER datadog;");
    const { text } = sqlGrants({ database: subject.grants, options: { serverVersion: "15" } });
    await server.admin(text, "shop");
    const granted = await test(subject);
    assert.deepEqual(troubles(granted), []);
    assert.match(
      stepOf(granted, "connect").notes.join(" "),
      /TLSv1\.3.*not look at the server's certificate.*self-signed/,
    );
  });

  it("has its token refused for another region, host, user, time or text", async () => {
    refusals = [];
    await test(loginSubject("postgres", yaml({}, "us-east-1")));
    await test(loginSubject("postgres", yaml({ host: "127.0.0.1" })));
    await server.admin("CREATE USER other WITH LOGIN; GRANT rds_iam TO other;");
    await test(loginSubject("postgres", yaml({ username: "other" })));
    await test(loginSubject("postgres", yaml()), exampleCredentials("another session"));
    clock = () => new Date(Date.now() + 16 * 60_000);
    await test(loginSubject("postgres", yaml()));
    clock = () => new Date();
    tamper = (token) =>
      token.replace(/Signature=(.)/, (_, digit) => `Signature=${digit === "0" ? "1" : "0"}`);
    const report = await test(loginSubject("postgres", yaml()));
    tamper = (token) => token;
    assert.deepEqual(refusals, [
      "another region or key",
      "another host",
      "another user",
      "another session",
      "expired",
      "bad signature",
    ]);
    assert.match(stepOf(report, "connect").notes.join("\n"), /is no endpoint of RDS/);
    assert.match(
      stepOf(report, "connect").notes.join("\n"),
      /arn:aws:rds-db:eu-central-1:123456789012:dbuser:db-<RESOURCE_ID>\/datadog/,
    );
    assert.ok(!JSON.stringify(report).includes("X-Amz-Signature"));
  });

  it("goes over TLS also where the mode would begin without", async () => {
    refusals = [];
    for (const ssl of ["allow", "prefer", "require"]) {
      const report = await test(loginSubject("postgres", yaml({ ssl })));
      assert.equal(stepOf(report, "connect").status, "passed");
    }
    assert.deepEqual(refusals, ["accepted", "accepted", "accepted"]);
    const disabled = await test(loginSubject("postgres", yaml({ ssl: "disable" })));
    assert.equal(stepOf(disabled, "config").failure?.kind, "refused");
    assert.equal(refusals.length, 3);
  });
});
