import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { placeSnippet } from "../../server/src/service/place-snippet";
import { type FileKind, openMarked } from "../support/marks";

interface Case {
  readonly file: FileKind;
  /** `│` is the cursor. */
  readonly before: string;
  readonly snippet: string;
  /** Undefined: the server cannot tell. */
  readonly after: string | undefined;
}

const AUTH = "delegated_auth:\n  org_uuid: $1";
const AWS = "aws:\n  region: $1";
const ITEM = "- host: $1\n  port: 5432";
// biome-ignore lint/suspicious/noTemplateCurlyInString: a spot of a snippet
const CHOICE = "${1|logs_config,ol_proxy_config|}";
const TWO =
  "instances:\n  - host: a\n    query_samples:\n      enabled: true\n    dbm: true\n\n  # the second\n  - host: b\nlogs: []\n";

const CASES: Readonly<Record<string, Case>> = {
  "an empty file": { file: "datadog", before: "│", snippet: AUTH, after: `${AUTH}\n` },
  "behind the last line": {
    file: "datadog",
    before: "site: x\n│",
    snippet: AUTH,
    after: `site: x\n${AUTH}\n`,
  },
  "a last line without a break": {
    file: "datadog",
    before: "site: x│",
    snippet: AUTH,
    after: `site: x\n${AUTH}`,
  },
  "an empty line between sections": {
    file: "datadog",
    before: "site: x\n  │\nenv: y\n",
    snippet: AUTH,
    after: `site: x\n${AUTH}\nenv: y\n`,
  },
  "inside a section": {
    file: "datadog",
    before: "logs_config:\n│\n  batch_wait: 5\n\n# about env\nenv: y\n",
    snippet: AUTH,
    after: `logs_config:\n\n  batch_wait: 5\n${AUTH}\n# about env\nenv: y\n`,
  },
  "inside a block scalar": {
    file: "datadog",
    before: "kubelet_tls_verify: |\n  one\n│\n  two\nenv: y\n",
    snippet: AUTH,
    after: `kubelet_tls_verify: |\n  one\n\n  two\n${AUTH}\nenv: y\n`,
  },
  "an instance, from a nested line": {
    file: "postgres",
    before: TWO.replace("enabled", "ena│bled"),
    snippet: AWS,
    after: TWO.replace("    dbm", "    aws:\n      region: $1\n    dbm"),
  },
  "the last instance, from behind it": {
    file: "postgres",
    before: TWO.replace("logs", "lo│gs"),
    snippet: AWS,
    after: TWO.replace("logs", "    aws:\n      region: $1\nlogs"),
  },
  "an instance, from an empty line with the wrong indentation": {
    file: "postgres",
    before: "instances:\n- host: a\n│\n",
    snippet: AWS,
    after: "instances:\n- host: a\n  aws:\n    region: $1\n",
  },
  "the first instance, from above the list": {
    file: "postgres",
    before: "│init_config:\ninstances:\n  -\n    host: a\n",
    snippet: AWS,
    after: "init_config:\ninstances:\n  -\n    host: a\n    aws:\n      region: $1\n",
  },
  "a new instance behind the one at the cursor": {
    file: "postgres",
    before: TWO.replace("dbm", "d│bm"),
    snippet: ITEM,
    after: TWO.replace("\n  # the", "  - host: $1\n    port: 5432\n  # the"),
  },
  "a first instance": {
    file: "postgres",
    before: "init_config:\n\ninstances:\n│",
    snippet: ITEM,
    after: "init_config:\n\ninstances:\n  - host: $1\n    port: 5432\n",
  },
  "a first instance with its list": {
    file: "postgres",
    before: "init_config:\n│",
    snippet: ITEM,
    after: "init_config:\ninstances:\n  - host: $1\n    port: 5432\n",
  },
  "no instance to put it into": {
    file: "postgres",
    before: "init_config:\n│",
    snippet: AWS,
    after: undefined,
  },
  "an instance in datadog.yaml": { file: "datadog", before: "│", snippet: ITEM, after: undefined },
  "part of an instance in datadog.yaml": { file: "datadog", before: "│", snippet: AWS, after: undefined },
  "delegated_auth in a check": {
    file: "postgres",
    before: TWO.replace("dbm", "d│bm"),
    snippet: AUTH,
    after: undefined,
  },
  "a block of another check": {
    file: "mysql",
    before: TWO.replace("dbm", "d│bm"),
    snippet: "connector: odbc",
    after: undefined,
  },
  "a key to choose": {
    file: "datadog",
    before: "│",
    snippet: `# words\n${CHOICE}:\n  a: $2`,
    after: `# words\n${CHOICE}:\n  a: $2\n`,
  },
  "instances in flow style": { file: "mysql", before: "instances: [│]\n", snippet: ITEM, after: undefined },
  "the settings of ddconf": { file: "project", before: "│", snippet: AUTH, after: undefined },
};

describe("place of a snippet", () => {
  for (const [name, { file, before, snippet, after }] of Object.entries(CASES))
    it(name, () => {
      const { document, position } = openMarked(file, before);
      const placed = placeSnippet(document, position, snippet);
      if (!placed) return assert.equal(after, undefined);
      const { start, end } = placed.range;
      const { lines, text } = document;
      assert.equal(
        text.slice(0, lines.offset(start)) + placed.snippet + text.slice(lines.offset(end)),
        after,
      );
    });
});
