import assert from "node:assert/strict";
import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { openDocument } from "../../server/src/documents/document";
import type { Finding } from "../../server/src/rules/finding";
import { applySafeFixes, type Checked } from "../../server/src/service/fix-all";
import { ddconf, inFolder } from "../support/cli";

const KEY = "0123456789abcdef0123456789abcdef";
const BLANKS = `# keep me\r\napi_key: " ${KEY} " # and me\r\nlogs_enabled: true`;
const FIXED = `# keep me\r\napi_key: "${KEY}" # and me\r\nlogs_enabled: true`;

describe("--fix", () => {
  it("applies safe fixes and keeps comments, line ends, the byte order mark and the mode", () =>
    inFolder({ "datadog.yaml": `\uFEFF${BLANKS}` }, (cwd) => {
      const path = join(cwd, "datadog.yaml");
      chmodSync(path, 0o640);
      const { out, err } = ddconf(["check", "--fix"], { cwd });
      assert.equal(readFileSync(path, "utf8"), `\uFEFF${FIXED}`);
      assert.equal(statSync(path).mode & 0o777, 0o640);
      assert.doesNotMatch(out, /api-key-format/);
      assert.match(err, /Applied 1 safe fix in 1 file/);
      assert.deepEqual(readdirSync(cwd), ["datadog.yaml"]);
    }));

  it("writes through a symbolic link", () =>
    inFolder({ "real/agent.yaml": BLANKS, "datadog-agent/x": "" }, (cwd) => {
      const link = join(cwd, "datadog-agent", "datadog.yaml");
      symlinkSync("../real/agent.yaml", link);
      ddconf(["check", "--fix", "datadog-agent"], { cwd });
      assert.ok(lstatSync(link).isSymbolicLink());
      assert.equal(readFileSync(join(cwd, "real/agent.yaml"), "utf8"), FIXED);
    }));

  it("leaves files that need no fix, and unsafe fixes, alone", () =>
    inFolder({ "datadog.yaml": `api_key: ${KEY}\nlogs_enabeld: true\n` }, (cwd) => {
      const before = statSync(join(cwd, "datadog.yaml"));
      assert.equal(ddconf(["check", "--fix"], { cwd }).code, 1);
      const after = statSync(join(cwd, "datadog.yaml"));
      assert.deepEqual([after.ino, after.mtimeMs], [before.ino, before.mtimeMs]);
    }));

  it("does not write a file that is not in UTF-8, and says so", () =>
    inFolder({ "datadog.yaml": Buffer.from(`\uFEFF${BLANKS}`, "utf16le") }, (cwd) => {
      const before = readFileSync(join(cwd, "datadog.yaml"));
      const { code, err } = ddconf(["check", "--fix"], { cwd });
      assert.equal(code, 2);
      assert.match(err, /datadog\.yaml was not fixed: the file is not encoded as UTF-8/);
      assert.deepEqual(readFileSync(join(cwd, "datadog.yaml")), before);
    }));

  it("--dry-run shows a diff without secrets and writes nothing", () =>
    inFolder({ "datadog.yaml": BLANKS }, (cwd) => {
      const { code, out, err } = ddconf(["check", "--fix", "--dry-run"], { cwd });
      assert.equal(code, 1);
      assert.match(out, /^--- a\/datadog\.yaml\n\+\+\+ b\/datadog\.yaml\n@@ /);
      assert.match(out, /^-api_key: " \*+ " # and me/m);
      assert.match(out, /^\+api_key: "\*+" # and me/m);
      assert.doesNotMatch(out, new RegExp(KEY));
      assert.match(err, /Would apply 1 safe fix in 1 file/);
      assert.equal(readFileSync(join(cwd, "datadog.yaml"), "utf8"), BLANKS);
    }));
});

describe("rounds of fixes", () => {
  /** A rule that doubles the word `a`, wherever it stands alone, into `b`, and `b` into `c`. */
  function check(text: string): Checked {
    const findings = [...text.matchAll(/\b[ab]\b/g)].map(({ 0: word, index }) => {
      const span = { start: index, end: index + 1 };
      return finding(span, word === "a" ? "b" : "c");
    });
    return { document: openDocument("x", text), findings };
  }

  it("go on until nothing is left to fix", () => {
    const { document, applied, findings } = applySafeFixes(check("a b c a"), check);
    assert.equal(document.text, "c c c c");
    assert.deepEqual([applied, findings.length], [5, 0]);
  });

  it("apply one of two fixes that touch each other", () => {
    const whole = finding({ start: 0, end: 3 }, "x");
    const part = finding({ start: 2, end: 3 }, "y");
    const done = { document: openDocument("x", "x"), findings: [] };
    const { document, applied } = applySafeFixes(
      { document: openDocument("x", "a b"), findings: [whole, part] },
      (text) => ({ ...done, document: openDocument("x", text) }),
    );
    assert.deepEqual([document.text, applied], ["x", 1]);
  });

  it("end when fixes undo each other", () => {
    const flip = (text: string): Checked => ({
      document: openDocument("x", text),
      findings: [finding({ start: 0, end: 1 }, text === "a" ? "b" : "a")],
    });
    assert.equal(applySafeFixes(flip("a"), flip).applied, 10);
  });
});

function finding(span: Finding["span"], newText: string): Finding {
  const fixes = [{ title: "Fix it", safe: true, edits: [{ span, newText }] }];
  return { rule: "test/rule", severity: "warning", message: "wrong", span, fixes, related: [] };
}
