import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { openDocument } from "../../server/src/documents/document";
import { mapOf, nodeAt } from "../../server/src/model/node";
import { parseYaml } from "../../server/src/model/yaml/parse";
import { ALL_RULES } from "../../server/src/rules/registry";
import { runRules } from "../../server/src/rules/run";
import { readSqlserverAuth, type SqlserverAuth } from "../../server/src/rules/support/sqlserver-auth";
import { forAgent, instanceOf } from "../support/instances";
import fc from "../support/property";

const IDENTITY = "managed_identity:\n  client_id: 1b2c3d4e-0000-4000-8000-123456789abc\n";

function read(instance: string, version?: string, initConfig = ""): SqlserverAuth {
  const root = instanceOf(
    `init_config: {${initConfig}}\ninstances:\n  -\n${instance.replace(/^(?=.)/gm, "    ")}`,
  );
  const map = mapOf(nodeAt(root, ["instances", 0]));
  assert.ok(map);
  return readSqlserverAuth(map, root, forAgent(version));
}

describe("which login the sqlserver check uses", () => {
  const table: readonly (readonly [string, string, string, string])[] = [
    ["nothing, with the default connector", "host: h\n", "windows", "default"],
    ["nothing, with ODBC", "host: h\nconnector: odbc\n", "none", "default"],
    ["a SQL login", "host: h\nusername: u\npassword: ENC[p]\n", "password", "options"],
    [
      "a login in the string",
      "connector: odbc\nconnection_string: UID=u;PWD=x\n",
      "password",
      "connection-string",
    ],
    ["adodbapi does not go by such a login", "connection_string: User ID=u\n", "windows", "default"],
    [
      "Windows, by the string",
      "connector: odbc\nusername: u\nconnection_string: trusted_connection=Yes\n",
      "windows",
      "connection-string",
    ],
    [
      "not with `no`",
      "connector: odbc\nusername: u\nconnection_string: Trusted_Connection=no\n",
      "password",
      "options",
    ],
    ["a data source", "connector: odbc\ndsn: orders\n", "driver", "dsn"],
    [
      "the driver's own ways",
      "connector: odbc\nconnection_string: Authentication=ActiveDirectoryMsi\n",
      "driver",
      "connection-string",
    ],
    [
      "a string that is not known",
      "connector: odbc\nconnection_string: ENC[s]\n",
      "unknown",
      "connection-string",
    ],
    ["a managed identity", `connector: odbc\n${IDENTITY}`, "managed-identity", "managed-identity"],
    ["a managed identity without ODBC", IDENTITY, "windows", "token-not-used"],
    ["an empty block", "connector: odbc\nmanaged_identity:\n", "none", "default"],
    ["a connector that is not known", 'connector: "%%env_C%%"\nusername: u\n', "unknown", "default"],
  ];
  for (const [name, text, login, reason] of table)
    it(name, () => {
      const auth = read(text);
      assert.deepEqual([auth.login, auth.reason], [login, reason]);
    });

  it("knows managed identities from Agent 7.48 on", () => {
    assert.equal(read(`connector: odbc\n${IDENTITY}`, "7.48").login, "managed-identity");
    assert.equal(read(`connector: odbc\n${IDENTITY}`, "7.47").login, "none");
  });
});

describe("which connector and driver it uses", () => {
  const table: readonly (readonly [string, string, string, string | undefined, string | undefined])[] = [
    ["the default", "host: h\n", "", "adodbapi", undefined],
    ["ODBC with its default driver", "connector: odbc\n", "", "odbc", "{ODBC Driver 18 for SQL Server}"],
    ["from init_config", "host: h\n", "connector: odbc", "odbc", "{ODBC Driver 18 for SQL Server}"],
    ["the instance goes first", "connector: adodbapi\n", "connector: odbc", "adodbapi", undefined],
    [
      "a wrong word leaves it to init_config",
      "connector: FreeTDS\n",
      "connector: odbc",
      "odbc",
      "{ODBC Driver 18 for SQL Server}",
    ],
    ["a wrong word in both", "connector: x\n", "connector: y", "adodbapi", undefined],
    ["in capitals, without a default driver", "connector: ODBC\n", "", "odbc", undefined],
    ["whatever is not spelled adodbapi is ODBC", "connector: ADODBAPI\n", "", "odbc", undefined],
    ["a driver", "connector: odbc\ndriver: FreeTDS\n", "", "odbc", "FreeTDS"],
    ["a driver in the string", "connector: odbc\nconnection_string: 'DRIVER={X};'\n", "", "odbc", "X"],
    ["a data source has its own", "connector: odbc\ndsn: d\n", "", "odbc", undefined],
    ["not known", "connector: <CONNECTOR>\n", "", undefined, undefined],
  ];
  for (const [name, text, initConfig, connector, driver] of table)
    it(name, () => {
      const auth = read(text, undefined, initConfig);
      assert.deepEqual([auth.connector.runs, auth.odbcDriver], [connector, driver]);
    });
});

describe("which port it connects to", () => {
  const table: readonly (readonly [string, number | undefined])[] = [
    ["host: h\n", 1433],
    ["host: h,1434\nport: 1\n", 1434],
    ["host: h\nport: '1434'\n", 1434],
    ["host: h\nport: sql\n", 1433],
    ["host: h,0\n", 0],
    ["host: h\nport: '%%port%%'\n", undefined],
    ["host: <HOST>\n", undefined],
  ];
  for (const [text, port] of table)
    it(JSON.stringify(text), () => assert.equal(read(text).connectsToPort, port));
});

it("messages do not tell what a connection string or a password hides", () => {
  const secret = "Zq7xW9vK";
  const piece = fc.constantFrom(
    secret,
    "=",
    ";",
    "{",
    "}",
    " ",
    "PWD=",
    "UID=u",
    "Password=",
    "Trusted_Connection=yes",
    "DRIVER=",
    "loose",
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 12 }),
      fc.constantFrom("odbc", "adodbapi", "ODBC"),
      fc.boolean(),
      (parts, connector, identity) => {
        const text = `instances:\n  - host: h,1433\n    connector: ${connector}\n    password: ${secret}\n${
          identity ? "    managed_identity:\n      client_id: x\n" : ""
        }    connection_string: '${parts.join("")}'\n`;
        assert.equal(parseYaml(text).problems.length, 0);
        for (const finding of runRules(ALL_RULES, openDocument("sqlserver.d/conf.yaml", text), forAgent())) {
          assert.ok(!finding.message.includes(secret), finding.message);
          for (const { title } of finding.fixes) assert.ok(!title.includes(secret), title);
          for (const { message } of finding.related) assert.ok(!message.includes(secret), message);
        }
      },
    ),
    { numRuns: 300 },
  );
});
