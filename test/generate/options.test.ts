import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DEFAULT_SETTINGS } from "../../server/src/config/settings";
import { openDocument } from "../../server/src/documents/document";
import { GENERATORS } from "../../server/src/generate/index";
import { readOptions } from "../../server/src/generate/options";
import { generate } from "../../server/src/service/generate";
import { PATHS } from "../support/marks";

describe("options of generators", () => {
  it("take a role by its ARN, or by that of a session, and the account from it", () => {
    for (const role of [
      "arn:aws:iam::123456789012:role/monitoring/agent",
      "arn:aws:sts::123456789012:assumed-role/agent/i-0abc",
    ])
      assert.deepEqual(readOptions({ role }), {
        options: {
          platform: undefined,
          serverVersion: undefined,
          account: "123456789012",
          role: "agent",
          region: undefined,
          resourceId: undefined,
        },
        problems: [],
      });
  });

  it("leave out and name what makes no sense", () => {
    const { options, problems } = readOptions({
      platform: "lambda",
      serverVersion: "fifteen",
      account: "12345",
      role: "arn:aws:iam::123456789012:user/me",
      region: "europe",
      resourceId: "orders",
    });
    assert.equal(problems.length, 6);
    assert.ok(Object.values(options).every((value) => value === undefined));
  });
});

describe("values of a hostile file", () => {
  const evil = String.raw`x\nrm -rf ~\nDROP TABLE t; --`;
  const file = (check: "postgres" | "mysql" | "sqlserver") =>
    openDocument(
      PATHS[check],
      [
        "instances:",
        `  - host: "${evil}"`,
        `    username: "${evil}"`,
        `    dbname: "${evil}"`,
        `    database: "${evil}"`,
        "    aws:",
        `      region: "${evil}"`,
        `      managed_authentication: { enabled: true, role_arn: "${evil}" }`,
        "",
      ].join("\n"),
    );
  const agent = openDocument(
    PATHS.datadog,
    `site: "${evil}"\ndelegated_auth:\n  org_uuid: "${evil}"\n  aws:\n    region: "${evil}"\n`,
  );

  for (const { id, reads } of GENERATORS)
    it(`${id} writes none of them`, () => {
      const documents = reads === "agent" ? [agent] : [file("postgres"), file("mysql"), file("sqlserver")];
      for (const document of documents) {
        const artefact = generate(document, DEFAULT_SETTINGS, id, 0, {});
        assert.ok(artefact);
        assert.doesNotMatch(JSON.stringify(artefact), /rm -rf|DROP TABLE/);
      }
    });

  it("names with quotes stay names", () => {
    const text = (check: "postgres" | "mysql" | "sqlserver", username: string) =>
      generate(
        openDocument(
          PATHS[check],
          `instances:\n  - host: db\n    username: ${JSON.stringify(username)}\n    password: x\n    connector: odbc\n`,
        ),
        DEFAULT_SETTINGS,
        "sql-grants",
        0,
        {},
      )?.text ?? "";
    assert.match(text("postgres", 'a"; DROP'), /CREATE USER "a""; DROP" WITH PASSWORD/);
    assert.match(text("mysql", "a'\\"), /CREATE USER 'a''\\\\'@'%' IDENTIFIED BY/);
    assert.match(text("sqlserver", "a]b"), /CREATE LOGIN \[a\]\]b\] WITH PASSWORD/);
  });
});
