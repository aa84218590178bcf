import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { sqlGrants } from "../../../server/src/generate/sql/grants";
import type { Report } from "../../../server/src/live/report";
import type { LoginSubject } from "../../../server/src/live/subjects";
import { testDatabaseLogin } from "../../../server/src/live/test-database-login";
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
import {
  type MariadbServer,
  mariadbAccount,
  mariadbMissing,
  startMariadb,
} from "../../support/databases/mariadb-server";
import { type PamService, pamMissing, startPam } from "../../support/databases/pam";
import { rdsRefusal } from "../../support/databases/rds-verifier";
import { skipReason } from "../../support/databases/servers";

const REGION = "eu-central-1";

describe("MariaDB", { skip: skipReason(mariadbMissing()) ?? false }, () => {
  let server: MariadbServer;
  let folder: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "ddconf-"));
    server = await startMariadb([
      "--performance-schema=ON",
      "--pam-use-cleartext-plugin=ON",
      "--plugin-load-add=auth_pam",
    ]);
    writeFileSync(join(folder, "ca.pem"), server.certificates.ca);
  });

  after(async () => {
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const subjectWith = (lines: readonly string[], host = "localhost") =>
    loginSubject(
      "mysql",
      `instances:\n  - ${[`host: ${host}`, `port: ${server.port}`, "dbm: true", ...lines].join("\n    ")}\n`,
    );
  const test = (subject: LoginSubject): Promise<Report> =>
    testDatabaseLogin(subject, AS_AGENT, liveRun(), hooks(), librariesWith(exampleCredentials()));
  const password = ["username: datadog", "password: some-password"];

  it("diagnoses a bare user, and one that has what the generator writes", async () => {
    const subject = subjectWith([...password, `ssl: {ca: ${join(folder, "ca.pem")}}`]);
    await server.admin("CREATE USER datadog@'%' IDENTIFIED BY 'some-password';");
    const bare = await test(subject);
    assert.deepEqual(troubles(bare), [
      "replication-client failed",
      "process failed",
      "performance-schema-grant failed",
      "index-statistics warning",
      "consumers failed",
      "datadog-schema failed",
      "explain-statement failed",
    ]);
    assert.match(stepOf(bare, "connect").notes.join(" "), /certificate is good/);
    assert.equal(stepOf(bare, "process").advice[0]?.repair?.text, "GRANT PROCESS ON *.* TO 'datadog'@'%';\n");
    await server.admin("DROP USER datadog@'%';");
    const { text } = sqlGrants({ database: subject.grants, options: { serverVersion: "10.11" } });
    // the last part is for schemas of one's own
    await server.admin((text.split("-- 2. ")[0] ?? "").replace("<PASSWORD>", "some-password"));
    assert.deepEqual(troubles(await test(subject)), []);
  });

  it("says whether the certificate could be told to be right", async () => {
    const unchecked = await test(subjectWith([...password, "ssl: {check_hostname: false}"]));
    assert.match(stepOf(unchecked, "connect").notes.join(" "), /could not tell.*self-signed certificate/);
    const wrongName = await test(
      subjectWith([...password, `ssl: {ca: ${join(folder, "ca.pem")}}`], "127.0.0.1"),
    );
    assert.equal(stepOf(wrongName, "connect").failure?.kind, "tls");
  });

  it("explains a wrong password", async () => {
    const report = await test(subjectWith(["username: datadog", "password: wrong"]));
    const { failure, notes } = stepOf(report, "connect");
    assert.match(failure?.message ?? "", /did not accept the password for `datadog`/);
    assert.match(failure?.detail ?? "", /^Access denied for user 'datadog'@/);
    assert.match(notes.join("\n"), /1\. The password is not the user's/);
    assert.ok(!JSON.stringify(report).includes('wrong"'));
  });

  it("sends no token without TLS", async () => {
    const report = await test(
      subjectWith(["username: iam", `aws: {region: ${REGION}, managed_authentication: {enabled: true}}`]),
    );
    assert.equal(stepOf(report, "config").failure?.kind, "refused");
  });

  describe("with PAM that verifies IAM tokens", { skip: skipReason(pamMissing()) ?? false }, () => {
    let pam: PamService;
    const refusals: string[] = [];

    before(async () => {
      const account = mariadbAccount();
      if (!account) throw new Error("no account");
      pam = await startPam(account, (user, token) => {
        const rds = {
          host: "localhost",
          port: server.port,
          region: REGION,
          user: "iam",
          credentials: EXAMPLE_KEYS,
        };
        const refusal = rdsRefusal(user, token, rds);
        refusals.push(refusal ?? "accepted");
        return refusal === undefined;
      });
      await server.admin(`CREATE USER iam@'%' IDENTIFIED VIA pam USING '${pam.name}' REQUIRE SSL;`);
    });

    after(() => pam?.close());

    it("accepts the token, and refuses one for another region", async () => {
      const login = (region: string) =>
        test(
          subjectWith([
            "username: iam",
            `ssl: {ca: ${join(folder, "ca.pem")}}`,
            `aws: {region: ${region}, managed_authentication: {enabled: true}}`,
          ]),
        );
      assert.equal(stepOf(await login(REGION), "connect").status, "passed");
      const refused = stepOf(await login("us-east-1"), "connect");
      assert.match(refused.failure?.message ?? "", /did not accept the token for `iam`/);
      assert.deepEqual(refusals, ["accepted", "another region or key"]);
    });
  });
});
