import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DEFAULT_SETTINGS } from "../../server/src/config/settings";
import { openDocument } from "../../server/src/documents/document";
import { matchesGlob } from "../../server/src/model/aws/glob";
import { factsOf } from "../../server/src/rules/facts";
import { type Files, iamInstance, lintWorkspace, loginPolicy, policy } from "../support/workspace";

const POSTGRES = "postgres.d/conf.yaml";
/** A variable of a shell or of Terraform; in quotes of its own it would pass for a template of this file. */
const VARIABLE = `$${"{user}"}`;

/** `path: rule at text → related path: text` of every finding across files. */
function across(files: Files, severities: Record<string, "off" | "hint"> = {}): string[] {
  const settings = { severities: new Map(Object.entries(severities)) };
  return [...lintWorkspace(files, settings)].flatMap(([path, findings]) =>
    findings
      .filter(({ rule }) => rule.startsWith("iam/db-") || /role-not-assumable|overlap/.test(rule))
      .map(({ rule, span, related }) => {
        const text = (at: { start: number; end: number }, file = path) =>
          files[file]?.slice(at.start, at.end);
        return `${path}: ${rule} at ${text(span)} → ${related.map((other) => `${other.path}: ${text(other.span, other.path)}`).join()}`;
      }),
  );
}

describe("facts", () => {
  it("are plain data, with places in the file", () => {
    const text = iamInstance("datadog", ["role_arn: arn:aws:iam::731905512284:role/db"]);
    const facts = factsOf(openDocument(POSTGRES, text), "x", DEFAULT_SETTINGS);
    assert.deepEqual(facts, JSON.parse(JSON.stringify(facts)));
    const [database] = facts?.databases ?? [];
    const spans = [database?.username, database?.region, database?.roleArn].map((stated) => {
      assert.equal(stated?.at.path, "x");
      assert.equal(text.slice(stated.at.span.start, stated.at.span.end), stated.text);
      return stated.text;
    });
    assert.deepEqual(spans, ["datadog", "eu-west-1", "arn:aws:iam::731905512284:role/db"]);
    assert.equal(database?.login, "aws-iam");
  });

  it("split the resource of a database login", () => {
    const text = loginPolicy("data\\u0064og", VARIABLE).replaceAll("\\\\", "\\");
    const facts = factsOf(openDocument("policy.json", text), "p", DEFAULT_SETTINGS);
    const [first, second] = facts?.databaseUsers ?? [];
    const parts = [first?.partition, first?.region, first?.account, first?.resourceId, first?.user];
    assert.deepEqual(
      parts.map((part) => [part?.text, part && text.slice(part.at.span.start, part.at.span.end)]),
      [
        ["aws", "aws"],
        ["eu-west-1", "eu-west-1"],
        ["463912045018", "463912045018"],
        ["db-ABCD0123", "db-ABCD0123"],
        ["datadog", "data\\u0064og"],
      ],
    );
    assert.equal(second?.user.text, undefined);
  });

  it("leave out what is denied, what is another action, and files of other kinds", () => {
    const users = (text: string) =>
      factsOf(openDocument("policy.json", text), "p", DEFAULT_SETTINGS)?.databaseUsers.length;
    assert.equal(users(loginPolicy("a", "b")), 2);
    assert.equal(users(loginPolicy("a").replace("Allow", "Deny")), 0);
    assert.equal(users(policy("rds-db:*", "*")), 1);
    assert.equal(users(policy("RDS-DB:Connect", "*")), 1);
    assert.equal(users(policy("s3:GetObject", "*")), 0);
    assert.equal(factsOf(openDocument("datadog.yaml", "api_key: x\n"), "p", DEFAULT_SETTINGS), undefined);
  });

  it("say when they are not the whole truth", () => {
    for (const text of [`{% if x %}\n${iamInstance()}{% endif %}\n`, `${iamInstance()}  : : [\n`])
      assert.equal(factsOf(openDocument(POSTGRES, text), "p", DEFAULT_SETTINGS)?.complete, false);
  });
});

describe("database users across files", () => {
  it("are compared in both directions", () => {
    assert.deepEqual(across({ [POSTGRES]: iamInstance(), "p.json": loginPolicy("datdog") }), [
      `p.json: iam/db-user-differs at datdog → ${POSTGRES}: datadog`,
    ]);
    assert.deepEqual(across({ [POSTGRES]: iamInstance(), "p.json": loginPolicy("datadog", "app") }), [
      `p.json: iam/db-user-unused at app → ${POSTGRES}: datadog`,
    ]);
  });

  it("of several candidates none is called a mistake without likeness", () => {
    assert.deepEqual(
      across({ [POSTGRES]: iamInstance(), "p.json": loginPolicy("app", "batch", "Datadog") }),
      [
        `p.json: iam/db-user-unused at app → ${POSTGRES}: datadog`,
        `p.json: iam/db-user-unused at batch → ${POSTGRES}: datadog`,
        `p.json: iam/db-user-differs at Datadog → ${POSTGRES}: datadog`,
      ],
    );
    const two = { [POSTGRES]: iamInstance("a_reader"), "mysql.d/conf.yaml": iamInstance("b_reader") };
    assert.deepEqual(across({ ...two, "p.json": loginPolicy("c_reader") }), [
      `p.json: iam/db-user-unused at c_reader → mysql.d/conf.yaml: b_reader`,
    ]);
  });

  it("agree where a policy beside it allows the user", () => {
    for (const other of [
      loginPolicy("datadog"),
      loginPolicy("data*"),
      policy("*", "*"),
      policy("rds-db:connect", "arn:aws:rds-db:*:*:dbuser:*/*"),
    ])
      assert.deepEqual(
        across({ [POSTGRES]: iamInstance(), "p.json": loginPolicy("*"), "q.json": other }),
        [],
      );
  });

  it("are left alone where something is not known", () => {
    const unknown: Files[] = [
      { [POSTGRES]: iamInstance("%%env_USER%%"), "p.json": loginPolicy("app") },
      { [POSTGRES]: iamInstance("<USER>"), "p.json": loginPolicy("app") },
      { [POSTGRES]: iamInstance(), "p.json": loginPolicy("DB_USER", VARIABLE, "<DB_USER>") },
      { [POSTGRES]: `{% if x %}\n{% endif %}\n${iamInstance()}`, "p.json": loginPolicy("app") },
      {
        [POSTGRES]: iamInstance().replace("enabled: true", `enabled: ${VARIABLE}`),
        "p.json": loginPolicy("app"),
      },
      { [POSTGRES]: iamInstance().replace("enabled: true", "enabled: false"), "p.json": loginPolicy("app") },
      { [POSTGRES]: iamInstance() },
      { "p.json": loginPolicy("app") },
    ];
    for (const files of unknown) assert.deepEqual(across(files), []);
  });

  it("of another region are a matter of the region, once per policy", () => {
    const files = {
      [POSTGRES]: iamInstance("datadog", [], "us-east-1"),
      "p.json": loginPolicy("datadog", "datadog"),
    };
    assert.deepEqual(across(files), [`p.json: iam/db-region-differs at eu-west-1 → ${POSTGRES}: us-east-1`]);
    assert.deepEqual(across({ ...files, "mysql.d/conf.yaml": iamInstance() }), []);
  });
});

describe("roles across files", () => {
  const ROLE = "arn:aws:iam::731905512284:role/datadog-db";
  const wanting = (role: string, ...ignore: string[]) =>
    iamInstance("datadog", [...ignore, `role_arn: ${role}`]);
  const assuming = (...roles: string[]) => policy("sts:AssumeRole", ...roles);

  it("that no policy covers are reported where it is plain what was meant", () => {
    for (const allowed of [
      "arn:aws:iam::463912045018:role/datadog-db",
      "arn:aws:iam::731905512284:role/datadog_db",
      "arn:aws:iam::731905512284:role/team/datadog-db",
      "arn:aws:iam::731905512284:role/monitoring",
    ])
      assert.deepEqual(across({ [POSTGRES]: wanting(ROLE), "p.json": assuming(allowed) }), [
        `${POSTGRES}: iam/role-not-assumable at ${ROLE} → p.json: "${allowed}"`,
      ]);
  });

  it("are left alone otherwise", () => {
    const others = ["arn:aws:iam::111122223333:role/deploy", "arn:aws:iam::111122223333:role/backup"];
    for (const roles of [
      [ROLE],
      ["*"],
      ["arn:aws:iam::*:role/datadog-*"],
      [VARIABLE],
      ["arn:aws:iam::ACCOUNT:role/x"],
      others,
    ])
      assert.deepEqual(across({ [POSTGRES]: wanting(ROLE), "p.json": assuming(...roles) }), [], roles.join());
  });
});

describe("findings across files", () => {
  const files = { [POSTGRES]: iamInstance(), "p.json": loginPolicy("Datadog") };

  it("follow the settings of the file they stand in", () => {
    assert.deepEqual(across(files, { "iam/db-user-differs": "off" }), []);
    const [, findings] =
      [...lintWorkspace(files, { severities: new Map([["iam/db-user-differs", "error"]]) })][1] ?? [];
    assert.deepEqual(
      findings?.map(({ severity }) => severity),
      ["error"],
    );
  });

  it("are hidden by a comment of the file they stand in, which is then not idle", () => {
    const role = "role_arn: arn:aws:iam::731905512284:role/datadog-db";
    const allowed = policy("sts:AssumeRole", "arn:aws:iam::463912045018:role/datadog-db");
    const comment = "# ddconf: ignore[iam/role-not-assumable] in Terraform";
    for (const [lines, count] of [
      [[role], 1],
      [[comment, role], 0],
    ] as const) {
      const found = lintWorkspace({ [POSTGRES]: iamInstance("datadog", lines), "p.json": allowed });
      assert.equal(found.get(POSTGRES)?.length, count);
    }
  });

  it("overlapping mappings are reported in the later file, whatever the order they are read in", () => {
    const mapping = (session: string, type = "aws_cloud_auth_intake_mapping") =>
      JSON.stringify({
        type,
        attributes: { arn_pattern: `arn:aws:sts::463912045018:assumed-role/agent/${session}` },
      });
    const found = across({
      "b.json": mapping("x"),
      "a.json": mapping("*", "aws_wif_intake_mapping"),
      "c.json": mapping("x", "aws_wif_config"),
    });
    assert.deepEqual(found, [
      `b.json: arn-pattern/overlap at "arn:aws:sts::463912045018:assumed-role/agent/x" → a.json: "arn:aws:sts::463912045018:assumed-role/agent/*"`,
    ]);
  });
});

it("wildcards of IAM", () => {
  for (const [pattern, text, expected] of [
    ["a", "a", true],
    ["a", "A", false],
    ["*", "", true],
    ["a*c", "abbc", true],
    ["a*c*e", "abcdcde", true],
    ["a?c", "abc", true],
    ["a?c", "ac", false],
    ["*a*b", "xxaxx", false],
    ["a.c", "abc", false],
    [`${"*a".repeat(500)}*b`, "a".repeat(5000), false],
  ] as const)
    assert.equal(matchesGlob(pattern, text), expected, `${pattern.slice(0, 20)} ${text.slice(0, 20)}`);
});
