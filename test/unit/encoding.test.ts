import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DEFAULT_SETTINGS } from "../../server/src/config/settings";
import { openDocument } from "../../server/src/documents/document";
import { decode } from "../../server/src/model/encoding";
import { ALL_RULES } from "../../server/src/rules/registry";
import { runRules } from "../../server/src/rules/run";

const TEXT = "site: datadoghq.eu\nenv: größer 😀\n";
const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(
    parts.map((part) => (typeof part === "string" ? Buffer.from(part, "utf8") : Buffer.from(part))),
  );
const littleEndian = Buffer.from(TEXT, "utf16le");
const bigEndian = Buffer.from(littleEndian).swap16();

function findings(file: Uint8Array) {
  const decoded = decode(file);
  const document = openDocument("datadog-agent/datadog.yaml", decoded.text, { encoding: decoded });
  return runRules(ALL_RULES, document, DEFAULT_SETTINGS).map(({ rule, severity, span }) => [
    rule,
    severity,
    span.start,
  ]);
}

describe("decoding a file", () => {
  it("UTF-8", () => {
    assert.deepEqual(decode(bytes(TEXT)), { text: TEXT, encoding: "utf-8", byteOrderMark: false });
    assert.deepEqual(decode(new Uint8Array()), { text: "", encoding: "utf-8", byteOrderMark: false });
  });

  it("byte order marks are no part of the text", () => {
    const marked = { text: TEXT, byteOrderMark: true };
    assert.deepEqual(decode(bytes([0xef, 0xbb, 0xbf], TEXT)), { ...marked, encoding: "utf-8-bom" });
    assert.deepEqual(decode(bytes([0xff, 0xfe], [...littleEndian])), { ...marked, encoding: "utf-16le" });
    assert.deepEqual(decode(bytes([0xfe, 0xff], [...bigEndian])), { ...marked, encoding: "utf-16be" });
  });

  it("UTF-16 without a byte order mark is known by its zero bytes", () => {
    const bare = { text: TEXT, byteOrderMark: false };
    assert.deepEqual(decode(littleEndian), { ...bare, encoding: "utf-16le" });
    assert.deepEqual(decode(bigEndian), { ...bare, encoding: "utf-16be" });
  });

  it("finds the first byte that is no UTF-8", () => {
    const at = (...parts: (string | number[])[]) => decode(bytes(...parts)).damage;
    assert.deepEqual(at("# é😀 gr", [0xf6], "ßer\n", [0xf6]), { kind: "invalid", at: 8 });
    assert.deepEqual(at([0x80], "a"), { kind: "invalid", at: 0 });
    assert.deepEqual(at("ab", [0xc3, 0x28], "c"), { kind: "invalid", at: 2 });
    assert.deepEqual(at("ab", [0xe2, 0x82]), { kind: "invalid", at: 2 });
    assert.equal(at("a \uFFFD b"), undefined);
  });

  it("calls binary files binary", () => {
    assert.equal(decode(bytes("PK", [3, 4, 0, 0, 0, 8, 1, 2], "conf")).damage?.kind, "binary");
  });
});

describe("yaml/encoding", () => {
  it("follows what go-yaml does with the bytes", () => {
    assert.deepEqual(findings(bytes(TEXT)), []);
    assert.deepEqual(findings(bytes([0xef, 0xbb, 0xbf], TEXT)), [["yaml/encoding", "error", 0]]);
    assert.deepEqual(findings(bytes([0xff, 0xfe], [...littleEndian])), [["yaml/encoding", "error", 0]]);
    assert.deepEqual(findings(littleEndian), [["yaml/encoding", "error", 0]]);
    assert.deepEqual(findings(bytes("env: gr", [0xf6], "n\n")), [["yaml/encoding", "error", 7]]);
    assert.deepEqual(findings(bytes("env: ", [0], "n\n")), [["yaml/encoding", "error", 5]]);
  });
});
