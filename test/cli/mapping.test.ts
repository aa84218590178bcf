import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ddconf, inFolder } from "../support/cli";

const CALLER = "arn:aws:sts::463912045018:assumed-role/datadog-agent/i-0123456789abcdef0";
const body = (pattern: string, type = "aws_cloud_auth_intake_mapping") =>
  `{\n  "data": { "type": "${type}", "attributes": { "arn_pattern": "${pattern}" } }\n}\n`;
const FILES = {
  "mappings/agent.json": body("arn:aws:sts::463912045018:assumed-role/datadog-agent/*"),
  "mappings/case.json": body("arn:aws:sts::463912045018:assumed-role/Datadog-Agent/*", "aws_wif_config"),
  "mappings/role.json": body("arn:aws:iam::463912045018:role/datadog-agent"),
  "mappings/open.json": body("arn:aws:sts::<ACCOUNT>:assumed-role/datadog-agent/*"),
  "mappings/package.json": "{}",
  "broken.json": '{ "data": { "arn_pattern" ',
  "policy.json": '{ "Statement": [] }',
};

function match(args: readonly string[], input = ""): ReturnType<typeof ddconf> {
  let ran: ReturnType<typeof ddconf> | undefined;
  inFolder(FILES, (cwd) => {
    ran = ddconf(["mapping", "match", ...args], { cwd, input });
  });
  assert.ok(ran);
  return ran;
}

describe("ddconf mapping match", () => {
  it("says of each pattern whether it matches, and why not", () => {
    const { code, out } = match([CALLER, "mappings"]);
    assert.equal(code, 0);
    assert.match(out, /mappings\/agent\.json\n +2:\d+ {2}match .*datadog-agent\/\* \(intake mapping\)/);
    assert.match(out, /mappings\/case\.json\n.*no match.*\(identity mapping\)\n.*role differs.*case counts/);
    assert.match(out, /mappings\/role\.json\n.*no match.*\n.*ARN of an IAM role/);
    assert.match(out, /mappings\/open\.json\n.*no match.*\n.*not filled in yet: `<ACCOUNT>`/);
    assert.match(out, /\n1 of 4 patterns matches\n$/);
  });

  it("ends with 1 when none matches", () => {
    const { code, out } = match([CALLER, "mappings/case.json", "mappings/role.json"]);
    assert.equal(code, 1);
    assert.match(out, /No match among 2 patterns/);
  });

  it("ends with 1 where there is no mapping at all", () => {
    const { code, out, err } = match([CALLER, "policy.json"]);
    assert.deepEqual([code, out], [1, ""]);
    assert.match(err, /policy\.json has no arn_pattern/);
  });

  it("tells scripts the same", () => {
    const { code, out } = match(["--format", "json", CALLER, "mappings/agent.json", "mappings/case.json"]);
    const { matches, caller, patterns } = JSON.parse(out);
    assert.deepEqual([code, matches, caller], [0, true, CALLER]);
    assert.deepEqual(
      patterns.map((pattern: { path: string; matches: boolean }) => [pattern.path, pattern.matches]),
      [
        ["mappings/agent.json", true],
        ["mappings/case.json", false],
      ],
    );
  });

  it("reads standard input", () => {
    const { code, out } = match([CALLER, "-"], FILES["mappings/agent.json"]);
    assert.equal(code, 0);
    assert.match(out, /<stdin>/);
  });

  it("ends with 2 for a file that cannot be read, and goes on with the others", () => {
    for (const path of ["nope.json", "broken.json"]) {
      const { code, out, err } = match([CALLER, path, "mappings/agent.json"]);
      assert.equal(code, 2);
      assert.match(err, new RegExp(`error: ${path}`));
      assert.match(out, /1 of 1 pattern matches/);
    }
  });

  it("says what to write in place of what no caller has", () => {
    const wrong: Readonly<Record<string, RegExp>> = {
      "arn:aws:iam::463912045018:role/x/agent":
        /ARN of a role\..*sts::463912045018:assumed-role\/agent\/<session>/,
      "arn:aws:sts::463912045018:assumed-role/agent/*": /is a pattern/,
      "arn:aws:sts::463912045018:assumed-role/agent": /lacks the session/,
      agent: /is not the ARN of a caller/,
      "arn:aws:s3:::bucket": /is not the ARN of a caller/,
    };
    for (const [caller, reason] of Object.entries(wrong)) {
      const { code, out, err } = match([caller, "mappings"]);
      assert.deepEqual([code, out], [2, ""]);
      assert.match(err, reason);
      assert.match(err, /aws sts get-caller-identity/);
    }
    assert.equal(match([CALLER]).code, 2);
  });

  it("explains itself", () => {
    const { code, out } = match(["--help"]);
    assert.equal(code, 0);
    assert.match(out, /Exit codes:[\s\S]*Examples:/);
  });
});
