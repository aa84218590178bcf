import { describe, it } from "node:test";
import { ddconf, type RunOptions } from "../support/cli";
import { assertGolden } from "../support/golden";

const NARROW = { COLUMNS: "80" };
const CASES: Readonly<Record<string, readonly [args: string, options?: RunOptions]>> = {
  "check-80-columns": ["check", { env: NARROW }],
  "check-120-columns": ["check", { env: { COLUMNS: "120" } }],
  "check-unwrapped": ["check"],
  "check-colour": ["check", { env: { ...NARROW, FORCE_COLOR: "1" } }],
  "check-clean": ["check conf.d"],
  "check-quiet": ["check --quiet"],
  "check-severity-error": ["check --severity error"],
  "check-json": ["check --format json . README.md"],
  "check-github": ["check --format github"],
  "check-junit": ["check --format junit"],
  "check-stdin": ["check - --stdin-filename datadog-agent/datadog.yaml", { input: "apm_confg:\n  x: 1\n" }],
  "explain-kind": ["check --explain-kind . README.md old/datadog.yaml"],
  "explain-kind-json": ["check --explain-kind --format json . README.md"],
  "left-alone": ["check README.md old old/datadog.yaml empty"],
  "not-found": ["check nope.yaml conf.d *.yml"],
  explain: ["explain schema/unknown-key", { env: NARROW }],
  "explain-colour": ["explain schema/unknown-key", { env: { ...NARROW, FORCE_COLOR: "1" } }],
  "explain-unknown": ["explain schema/unknwon-key"],
  help: ["--help"],
  "help-check": ["check --help"],
  "no-command": ["datadog-agent/datadog.yaml"],
  "unknown-option": ["check --frob"],
};

describe("command line, compared with golden files", () => {
  for (const [name, [args, options]] of Object.entries(CASES)) {
    it(`${name}: ddconf ${args}`, () => {
      const { code, out, err } = ddconf(args.split(" "), options);
      assertGolden(name, `$ ddconf ${args}\n${out}--- stderr\n${err}--- exit ${code}\n`);
    });
  }
});
