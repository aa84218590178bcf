import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { frameOf } from "../../server/src/cli/formats/frame";
import { redact } from "../../server/src/cli/terminal/redact";
import { displayWidth, visible } from "../../server/src/cli/terminal/width";
import { hang, wrap } from "../../server/src/cli/terminal/wrap";
import { LineIndex } from "../../server/src/model/text";

describe("display width", () => {
  const widths: readonly [string, number][] = [
    ["abc", 3],
    ["é", 1],
    ["e\u0301", 1],
    ["数据", 4],
    ["👍🏽", 2],
    ["\u001b[31mred\u001b[39m", 3],
  ];
  for (const [text, width] of widths) it(JSON.stringify(text), () => assert.equal(displayWidth(text), width));
});

describe("control characters of a file", () => {
  it("are shown, not sent to the terminal", () => {
    assert.equal(visible("a\u001b[31mb\u202ec\r\td"), "a␛[31mb\uFFFDc␍\td");
  });
});

describe("wrapping", () => {
  it("breaks at blanks only, and keeps what is too wide in one piece", () => {
    assert.deepEqual(wrap("one two three", 8), ["one two", "three"]);
    assert.deepEqual(wrap("a https://example.com/very/long b", 10), [
      "a",
      "https://example.com/very/long",
      "b",
    ]);
    assert.deepEqual(wrap("as long as it likes", undefined), ["as long as it likes"]);
  });

  it("indents the lines that follow", () => {
    assert.equal(hang("- ", "one two three four five", 22), "- one two three four\n  five");
  });
});

describe("the frame round a mistake", () => {
  const frame = (text: string, mark: string, width = 60) => {
    const start = text.indexOf(mark);
    return frameOf(new LineIndex(text), { start, end: start + mark.length }, width);
  };
  const under = ({ line, before, carets }: ReturnType<typeof frame>) =>
    line.slice(before.length, before.length + carets.length);

  it("underlines exactly the mistake", () => {
    const shown = frame("a: 1\nbee: two # c\n", "two");
    assert.equal(shown.line, "bee: two # c");
    assert.equal(under(shown), "two");
  });

  it("expands tabs and allows for wide characters", () => {
    assert.equal(under(frame("a:\tbad", "bad")), "bad");
    assert.equal(frame("名: bad", "bad").before.length, 4);
  });

  it("cuts long lines round the mistake", () => {
    const shown = frame(`${"x".repeat(300)} bad ${"y".repeat(300)}`, "bad", 40);
    assert.ok(displayWidth(shown.line) <= 40);
    assert.equal(under(shown), "bad");
    assert.ok(shown.line.startsWith("…") && shown.line.endsWith("…"));
  });

  it("marks an empty place with one caret, and only the first of several lines", () => {
    assert.equal(frame("a: ", "").carets, "^");
    const shown = frame("a: |\n  b\n  c\n", "|\n  b");
    assert.deepEqual([shown.line, under(shown)], ["a: |", "|"]);
  });
});

describe("covering secrets", () => {
  const covered: readonly [string, string][] = [
    ["api_key: 0123456789abcdef0123456789abcdef # main", "api_key: ******************************** # main"],
    ["  password: 'hunter 2'", "  password: '****** *'"],
    ["- {user: a, password: hunter22}", "- {user: a, password: *********"],
    ["    - 0123456789abcdef0123456789abcdef", "    - ********************************"],
    ["connection_string: Server=a;Pwd=hunter22;X=1", "connection_string: Server=a;Pwd=********;X=1"],
    ["url: https://joe:hunter22@proxy:3128", "url: https://joe:********@proxy:3128"],
    ["DD_API_KEY=abcdefgh", "DD_API_KEY=********"],
  ];
  for (const [line, expected] of covered) it(line, () => assert.equal(redact(line), expected));

  const open = [
    "password: ENC[db]",
    "password: '%%env_PASSWORD%%'",
    "api_key: <YOUR_API_KEY>",
    "api_key: $DD_API_KEY",
    "secret_backend_command: /bin/x",
    "password: true",
    "host: db.example.com",
    "password:",
  ];
  for (const line of open) it(`stays: ${line}`, () => assert.equal(redact(line), line));
});
