import { describe, it } from "node:test";
import { DEFAULT_SETTINGS } from "../../server/src/config/settings";
import { openDocument } from "../../server/src/documents/document";
import { applyEdits } from "../../server/src/model/edit";
import { decode } from "../../server/src/model/encoding";
import { ALL_RULES } from "../../server/src/rules/registry";
import { runRules } from "../../server/src/rules/run";
import fc from "../support/property";

const DATADOG = `api_key: ENC[key]
site: datadoghq.eu # ddconf: ignore[agent/site] why
tags: &tags
  - env:prod
  - "team:a"
logs_config: {container_collect_all: true, additional_endpoints: [{host: a, port: 443}]}
apm_config:
  enabled: yes
  replace_tags:
    - name: "*"
      pattern: '(?<x>\\d+)'
delegated_auth:
  org_uuid: <ORG>
  aws:
    region: \${AWS_REGION}
proxy:
  <<: {https: "http://%%host%%:3128"}
  no_proxy: *tags
hostname: |-
  db-1
`;

const POSTGRES = `init_config:
instances:
  - host: %%host%%
    port: "5432"
    username: datadog
    password: 'ENC[pw]'
    dbm: true
    tags: [env:prod]
    custom_queries:
      - query: SELECT 1 AS a
        columns: [{name: a, type: gauge}]
  - host: b.abc.eu-west-1.rds.amazonaws.com
    aws: {region: eu-west-1, managed_authentication: {enabled: true}}
logs:
  - type: file
    path: /var/log/pg.log
`;

const FILES = [
  ["datadog-agent/datadog.yaml", DATADOG],
  ["postgres.d/conf.yaml", POSTGRES],
  ["sqlserver.d/conf.yaml", POSTGRES],
  [".ddconf.yaml", "agentVersion: '7.70'\nsite: datadoghq.eu\nrules:\n  yaml/syntax: off\nexclude: [a]\n"],
] as const;

/** Runs everything, and every fix; the property is that nothing throws and every place lies in the text. */
function check(path: string, text: string): void {
  const findings = runRules(ALL_RULES, openDocument(path, text), DEFAULT_SETTINGS);
  for (const { rule, span, fixes } of findings) {
    if (span.start < 0 || span.end > text.length || span.start > span.end)
      throw new Error(`${rule} reports ${span.start}–${span.end} in ${text.length} characters`);
    for (const { edits } of fixes)
      runRules(ALL_RULES, openDocument(path, applyEdits(text, edits)), DEFAULT_SETTINGS);
  }
}

const piece = fc.constantFrom(
  ...[
    "\t",
    '"',
    "'",
    "[",
    "]",
    "{",
    "}",
    ": ",
    "- ",
    " #",
    "%",
    "@",
    "|\n",
    ">-\n",
    "&a ",
    "*a",
    "!!int ",
    "\n",
  ],
  ...[
    "\r\n",
    "\r",
    "---\n",
    "...\n",
    "<<: *a\n",
    "? ",
    "key: value\n",
    "  ",
    "\uFEFF",
    "\0",
    "\u2028",
    "😀",
    "\uD800",
  ],
  ...[
    "# ddconf: ignore[",
    "# ddconf: off\n",
    "{{ x }}",
    "{% if %}",
    "$" + "{X}",
    "%%host%%",
    "<<<<<<< a\n",
    "=======\n",
  ],
);

describe("nothing throws", () => {
  it("on arbitrary text", () => {
    const character = fc.constantFrom(..."\t\"'[]{}:- #%@|>&*!\n\r\\?,<=a0b~.");
    const text = fc.oneof(
      fc.array(character, { maxLength: 40 }).map((all) => all.join("")),
      fc.string({ unit: "binary", maxLength: 300 }),
      fc.array(piece, { maxLength: 80 }).map((all) => all.join("")),
    );
    fc.assert(
      fc.property(fc.constantFrom(...FILES), text, ([path], random) => check(path, random)),
      { numRuns: 500 },
    );
  });

  it("on valid files with pieces deleted, inserted, doubled or swapped", () => {
    const mutation = fc.record({
      kind: fc.constantFrom("delete", "insert", "double", "swap"),
      from: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.nat(40),
      piece,
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...FILES),
        fc.array(mutation, { minLength: 1, maxLength: 4 }),
        ([path, valid], all) => {
          let text: string = valid;
          for (const { kind, from, length, piece: inserted } of all) {
            const start = Math.floor(from * text.length);
            const chunk = text.slice(start, start + length);
            const rest = text.slice(start + length);
            const head = text.slice(0, start);
            if (kind === "delete") text = head + rest;
            else if (kind === "insert") text = head + inserted + chunk + rest;
            else if (kind === "double") text = head + chunk + chunk + rest;
            else text = head + rest.slice(0, length) + chunk + rest.slice(length);
          }
          check(path, text);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("on arbitrary bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const decoded = decode(bytes);
        const document = openDocument("datadog-agent/datadog.yaml", decoded.text, { encoding: decoded });
        runRules(ALL_RULES, document, DEFAULT_SETTINGS);
      }),
      { numRuns: 300 },
    );
  });
});
