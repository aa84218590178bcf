import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { after, describe, it } from "node:test";
import { parse } from "yaml";
import { CLI, WORKSPACE } from "../support/cli";

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly runs: {
    readonly steps: readonly { readonly run: string; readonly env: Readonly<Record<string, string>> }[];
  };
}

const action: Action = parse(readFileSync("action.yml", "utf8"));
const [step] = action.runs.steps;

describe("GitHub action", { skip: process.platform === "win32" && "its script is for bash" }, () => {
  const folder = mkdtempSync(join(tmpdir(), "ddconf-action-"));
  after(() => rmSync(folder, { recursive: true, force: true }));
  // stands in for npx, and runs what was built here
  writeFileSync(join(folder, "npx"), `#!/bin/sh\nshift 2\nexec "${process.execPath}" "${CLI}" "$@"\n`);
  chmodSync(join(folder, "npx"), 0o755);

  /** Runs the action's script as a runner would. */
  const run = (inputs: Readonly<Record<string, string>>) => {
    const values = Object.entries(step?.env ?? {}).map(([name, template]) => {
      const input = /^\$\{\{ inputs\.([a-z-]+) \}\}$/.exec(template)?.[1] ?? "";
      assert.ok(action.inputs[input], `${name} names no input`);
      return [name, inputs[input] ?? action.inputs[input].default];
    });
    return spawnSync("bash", ["-e", "-o", "pipefail", "-c", step?.run ?? ""], {
      cwd: WORKSPACE,
      encoding: "utf8",
      env: { ...Object.fromEntries(values), PATH: `${folder}${delimiter}${process.env.PATH}` },
    });
  };

  it("every input is described and used", () => {
    for (const [name, { description }] of Object.entries(action.inputs)) {
      assert.ok(description.endsWith("."), name);
      assert.ok(Object.values(step?.env ?? {}).includes(`\${{ inputs.${name} }}`), `${name} is not used`);
    }
  });

  it("annotates, and fails where there are mistakes", () => {
    const { status, stdout } = run({ paths: "conf.d datadog-agent" });
    assert.equal(status, 1);
    assert.match(stdout, /^::warning file=datadog-agent\/datadog\.yaml,line=4,/m);
  });

  it("writes SARIF too", () => {
    const file = join(folder, "ddconf.sarif");
    assert.equal(run({ "sarif-file": file, severity: "warning" }).status, 1);
    assert.equal(JSON.parse(readFileSync(file, "utf8")).version, "2.1.0");
  });

  it("runs nothing that stands in an input", () => {
    const { stdout, stderr } = run({ paths: "$(echo injected >&2) `id`; id", site: '"; id; "' });
    assert.doesNotMatch(stdout + stderr, /^injected|uid=/m);
  });
});
