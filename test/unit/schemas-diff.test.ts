import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import { parse } from "yaml";
import { compare, readOurs, readUpstream } from "../../scripts/schema-options.mjs";

const load = (name: string): unknown => JSON.parse(readFileSync(`schemas/${name}.schema.json`, "utf8"));

const CHECK = {
  properties: {
    init_config: { type: ["object", "null"], properties: { service: { type: "string" } } },
    instances: {
      type: "array",
      items: {
        type: "object",
        properties: {
          host: { type: "string" },
          port: { type: "integer", default: 5432 },
          old: { type: "string" },
          hidden: { type: "string", "x-undocumented": true },
          tls: { type: "object", properties: { ca: { type: "string" } } },
        },
      },
    },
  },
};

const SPEC = `
name: Example
files:
  - name: example.yaml
    options:
      - template: init_config
        options:
          - template: init_config/default
      - template: instances
        options:
          - name: host
            value: { type: string, example: localhost, display_default: null }
          - name: port
            value: { type: number, example: 5433 }
          - name: tls
            value:
              type: object
              properties:
                - { name: ca, type: string }
                - { name: cert, type: string }
          - name: fresh
            options:
              - name: enabled
                value: { type: boolean, example: false }
          - template: instances/tls
      - template: logs
`;

describe("comparing a schema with Datadog's own", () => {
  it("tells what an integration's spec has and ours has not, and the reverse", () => {
    const { schema, options, skipped } = readUpstream(parse(SPEC));
    assert.equal(schema, "example");
    assert.deepEqual(skipped, ["instances/tls"]);
    assert.deepEqual(compare(readOurs(CHECK, { $defs: {} }), options), {
      added: ["instances.fresh (object)", "instances.tls.cert (string)"],
      gone: ["instances.old"],
      changed: ["instances.port: default 5432 → 5433", "instances.port: type integer → number"],
    });
  });

  it("reads the Agent's schema, with sections in files of their own, and folds the case of keys", () => {
    const core = parse(`
properties:
  GUI_port: { node_type: setting, type: integer, default: 5002 }
  section: { $ref: section.yaml }
  interval: { node_type: setting, type: string, format: duration, default: 4h0m0s }
  old: { node_type: setting, type: string, default: "", comment: DEPRECATED in favor of new }
`);
    const section = {
      node_type: "section",
      type: "object",
      properties: { on: { node_type: "setting", type: "boolean", default: true } },
    };
    const { schema, options } = readUpstream(core, () => section);
    assert.equal(schema, "datadog");
    const ours = readOurs(
      {
        properties: {
          gui_port: { type: "integer", default: 5002 },
          section: { type: "object", properties: { on: { type: "boolean", default: false } } },
          interval: { type: "string", default: "4h" },
          old: { type: "string" },
        },
      },
      { $defs: {} },
    );
    assert.deepEqual(compare(ours, options), {
      added: [],
      gone: [],
      changed: ["old: deprecated", "section.on: default false → true"],
    });
  });

  it("finds nothing to say of a schema and itself", () => {
    for (const name of ["datadog", "postgres", "mysql", "sqlserver"]) {
      const ours = readOurs(load(name), load("agent-check"));
      assert.ok(ours.size > 100, name);
      assert.deepEqual(compare(ours, ours), { added: [], gone: [], changed: [] });
    }
  });

  it("takes a file that is neither for an error", () => {
    assert.throws(() => readUpstream({ a: 1 }), /neither/);
  });
});
