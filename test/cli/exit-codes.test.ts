import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ddconf } from "../support/cli";

const BROKEN = "datadog-agent/datadog.yaml";
const CLEAN = "conf.d/postgres.d/conf.yaml";

describe("exit codes", () => {
  const expected: readonly [code: number, args: string[]][] = [
    [0, ["check", CLEAN]],
    [0, ["check", "README.md"]],
    [0, ["check", "empty"]],
    [0, ["check", BROKEN, "--severity", "error"]],
    [0, ["check", BROKEN, "--explain-kind"]],
    [0, ["rules"]],
    [0, ["explain", "schema/unknown-key"]],
    [0, ["--version"]],
    [0, ["--help"]],
    [0, ["help", "check"]],
    [1, ["check"]],
    [1, ["check", BROKEN]],
    [1, ["check", BROKEN, "--severity", "information"]],
    [2, []],
    [2, ["chek"]],
    [2, ["check", "nope.yaml"]],
    [2, ["check", BROKEN, "nope.yaml"]],
    [2, ["check", "--format", "xml"]],
    [2, ["check", "--agent-version", "seven"]],
    [2, ["check", "--config", "nope.yaml"]],
    [2, ["check", "--stdin-filename", "datadog.yaml"]],
    [2, ["check", "--fix", "-"]],
    [2, ["check", "--dry-run", "--format", "json"]],
    [2, ["check", "--explain-kind", "--format", "sarif"]],
    [2, ["check", "--explain-kind", "--fix"]],
    [2, ["explain"]],
    [2, ["explain", "no/such-rule"]],
  ];
  for (const [code, args] of expected) {
    it(`${code}: ddconf ${args.join(" ")}`, () => {
      const ran = ddconf(args);
      assert.equal(ran.code, code, ran.out + ran.err);
      if (code === 2) assert.notEqual(ran.err, "");
    });
  }

  it("what --severity drops is neither shown nor counted", () => {
    const { summary, findings } = JSON.parse(
      ddconf(["check", "--format", "json", "--severity", "warning"]).out,
    );
    assert.equal(summary.information, 0);
    assert.ok(findings.length > 0);
    assert.ok(findings.every(({ severity }: { severity: string }) => severity !== "information"));
  });
});
