import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import type { Report } from "../../../server/src/live/report";
import { Secret } from "../../../server/src/live/secret";
import { testDatabaseLogin } from "../../../server/src/live/test-database-login";
import {
  AS_AGENT,
  exampleCredentials,
  hooks,
  librariesWith,
  liveRun,
  loginSubject,
  stepOf,
  troubles,
} from "../../support/databases/live-run";
import { startTds, type TdsBehaviour, type TdsServer } from "../../support/databases/tds-server";

const TOKEN = `header.${"payload".repeat(300)}.signature`;
const RIGHTS = new Set(["VIEW SERVER STATE", "VIEW ANY DEFINITION", "CONNECT ANY DATABASE"]);

describe("SQL Server", () => {
  let server: TdsServer;
  let granted = RIGHTS;
  let edition = "3";
  const behaviour: TdsBehaviour = {
    encrypts: true,
    refuse: () => undefined,
    answer: (sql) => {
      if (/SERVERPROPERTY/.test(sql))
        return { version: "16.0.1000.6", edition, db: "master", login: "datadog" };
      const right = /HAS_PERMS_BY_NAME\(.*'([A-Z ]+)'\)/.exec(sql)?.[1];
      return right ? { granted: granted.has(right) ? "1" : "0" } : undefined;
    },
  };

  before(async () => {
    server = await startTds(behaviour);
  });
  after(() => server?.close());

  const test = (lines: readonly string[], questions = hooks()): Promise<Report> => {
    const subject = loginSubject(
      "sqlserver",
      `instances:\n  - ${[`host: "localhost,${server.port}"`, "connector: odbc", ...lines].join("\n    ")}\n`,
    );
    const libraries = {
      ...librariesWith(exampleCredentials()),
      azure: async () => ({
        token: async () => ({
          token: new Secret(TOKEN),
          expiresAt: new Date(Date.now() + 3_600_000),
          source: "the managed identity",
        }),
      }),
    };
    return testDatabaseLogin(subject, AS_AGENT, liveRun(), questions, libraries);
  };
  const identity = [
    "managed_identity: {client_id: 00001111-aaaa-2222-bbbb-3333cccc4444}",
    'connection_string: "TrustServerCertificate=yes;Encrypt=yes;"',
  ];

  it("logs in with the token, after asking where it may go", async () => {
    const questions = hooks();
    const report = await test(identity, questions);
    assert.deepEqual(troubles(report), []);
    assert.equal(server.logins.at(-1)?.token, TOKEN);
    assert.equal(server.logins.at(-1)?.password, "");
    assert.match(questions.questions[0] ?? "", /Send it to localhost\?/);
    assert.match(stepOf(report, "connect").notes.join(" "), /TLSv1\.2\..*could not tell/);
    assert.ok(!JSON.stringify(report).includes("payload"));
  });

  it("sends the token nowhere when the question is answered with no", async () => {
    const before = server.logins.length;
    const report = await test(identity, hooks(false));
    assert.equal(stepOf(report, "connect").failure?.kind, "refused");
    assert.equal(server.logins.length, before);
  });

  it("names each missing right with the SQL that grants it", async () => {
    granted = new Set(["VIEW SERVER STATE"]);
    const report = await test(identity);
    granted = RIGHTS;
    assert.deepEqual(troubles(report), ["view-any-definition failed", "connect-any-database failed"]);
    assert.equal(
      stepOf(report, "view-any-definition").advice[0]?.repair?.text,
      "GRANT VIEW ANY DEFINITION TO [<MANAGED_IDENTITY_NAME>];\n",
    );
  });

  it("asks Azure SQL Database for the rights that its server roles give", async () => {
    edition = "5";
    granted = new Set(["VIEW DATABASE STATE"]);
    const report = await test([
      ...identity,
      "azure: {deployment_type: sql_database, fully_qualified_domain_name: x}",
    ]);
    edition = "3";
    granted = RIGHTS;
    assert.deepEqual(troubles(report), ["view-any-definition failed"]);
    assert.match(
      stepOf(report, "view-any-definition").advice[0]?.repair?.text ?? "",
      /ALTER SERVER ROLE ##MS_DefinitionReader## ADD MEMBER/,
    );
  });

  it("explains a principal that has no login", async () => {
    behaviour.refuse = () => [18456, "Login failed for user '<token-identified principal>'."];
    const report = await test(identity);
    behaviour.refuse = () => undefined;
    const { failure, notes, advice } = stepOf(report, "connect");
    assert.equal(failure?.kind, "credentials");
    assert.equal(failure?.detail, "Login failed for user '<token-identified principal>'.");
    assert.match(notes.join("\n"), /1\. The managed identity may have no login/);
    assert.match(
      advice[0]?.repair?.text ?? "",
      /CREATE LOGIN \[<MANAGED_IDENTITY_NAME>\] FROM EXTERNAL PROVIDER;/,
    );
  });

  it("sends neither token nor password to a server that does not encrypt", async () => {
    behaviour.encrypts = false;
    const before = server.plain().length;
    const logins = server.logins.length;
    const token = await test(identity);
    const password = await test([
      "username: datadog",
      "password: some-password",
      'connection_string: "Encrypt=no;"',
    ]);
    behaviour.encrypts = true;
    assert.equal(stepOf(token, "connect").failure?.kind, "tls");
    assert.equal(stepOf(password, "connect").failure?.kind, "tls");
    assert.equal(server.logins.length, logins);
    const sent = server.plain().subarray(before);
    assert.ok(
      sent.length > 0 && !sent.includes(Buffer.from("payload", "utf16le")) && !sent.includes("payload"),
    );
  });

  it("checks the certificate where the connection string asks for it", async () => {
    const logins = server.logins.length;
    const report = await test(["username: datadog", "password: some-password"]);
    assert.equal(stepOf(report, "connect").failure?.kind, "tls");
    assert.equal(server.logins.length, logins);
  });

  it("logs in with a password, and explains when it is refused", async () => {
    const lines = [
      "username: datadog",
      "password: some-password",
      `connection_string: "TrustServerCertificate=yes;"`,
    ];
    assert.deepEqual(troubles(await test(lines)), []);
    assert.equal(server.logins.at(-1)?.password, "some-password");
    behaviour.refuse = ({ user }) => [18456, `Login failed for user '${user}'.`];
    const report = await test(lines);
    behaviour.refuse = () => undefined;
    assert.match(
      stepOf(report, "connect").failure?.message ?? "",
      /did not accept the password for `datadog`/,
    );
    assert.ok(!JSON.stringify(report).includes("some-password"));
  });
});
