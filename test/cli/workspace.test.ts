import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { ddconf, inFolder } from "../support/cli";
import { iamInstance, loginPolicy, policy } from "../support/workspace";

const FILES = {
  "iam/policy.json": loginPolicy("Datadog"),
  "conf.d/postgres.d/conf.yaml": iamInstance(),
};

describe("ddconf check over several files", () => {
  it("shows where the other file says otherwise, in every format that can", () => {
    inFolder(FILES, (cwd) => {
      const pretty = ddconf(["check"], { cwd });
      assert.equal(pretty.code, 1);
      assert.match(pretty.out, /^iam\/policy\.json\n.*iam\/db-user-differs\n/m);
      assert.match(pretty.out, /see: conf\.d\/postgres\.d\/conf\.yaml:6:15 The Agent logs in as `datadog`/);

      const { findings } = JSON.parse(ddconf(["check", "--format", "json"], { cwd }).out);
      assert.equal(findings.length, 1);
      assert.equal(findings[0].path, "iam/policy.json");
      assert.deepEqual(
        findings[0].related.map(({ path, range }: { path: string; range: object }) => ({ path, range })),
        [
          {
            path: "conf.d/postgres.d/conf.yaml",
            range: { start: { line: 5, character: 14 }, end: { line: 5, character: 21 } },
          },
        ],
      );

      const [run] = JSON.parse(ddconf(["check", "--format", "sarif"], { cwd }).out).runs;
      const [{ physicalLocation }] = run.results[0].relatedLocations;
      assert.equal(physicalLocation.artifactLocation.uri, "conf.d/postgres.d/conf.yaml");
      const { index } = physicalLocation.artifactLocation;
      assert.equal(run.artifacts[index].location.uri, "conf.d/postgres.d/conf.yaml");
      assert.equal(physicalLocation.region.startLine, 6);
    });
  });

  it("knows only the files of the run", () => {
    inFolder(FILES, (cwd) => {
      assert.equal(ddconf(["check", "iam"], { cwd }).code, 0);
      assert.equal(ddconf(["check", "conf.d"], { cwd }).code, 0);
      assert.equal(ddconf(["check", "conf.d", "iam/policy.json"], { cwd }).code, 1);
    });
  });

  it("--fix keeps a comment that hides such a finding, and removes one that hides none", () => {
    const role = "role_arn: arn:aws:iam::731905512284:role/datadog-db";
    const comment = "# ddconf: ignore[iam/role-not-assumable] in Terraform";
    const conf = iamInstance("datadog", [comment, role]);
    const bare = iamInstance("datadog", ["# ddconf: ignore", role]);
    const allowing = (account: string) => policy("sts:AssumeRole", `arn:aws:iam::${account}:role/datadog-db`);
    const fixed = (text: string, account: string): string => {
      let after = "";
      inFolder({ "postgres.d/conf.yaml": text, "p.json": allowing(account) }, (cwd) => {
        assert.equal(ddconf(["check", "--fix"], { cwd }).code, 0);
        assert.equal(ddconf(["check"], { cwd }).code, 0);
        after = readFileSync(join(cwd, "postgres.d/conf.yaml"), "utf8");
      });
      return after;
    };
    for (const text of [conf, bare]) {
      assert.equal(fixed(text, "463912045018"), text);
      assert.equal(fixed(text, "731905512284"), iamInstance("datadog", [role]));
    }
  });

  it("reports nothing of it with --explain-kind, and takes severities from the project", () => {
    inFolder({ ...FILES, ".ddconf.yaml": "rules:\n  iam/db-user-differs: off\n" }, (cwd) => {
      assert.equal(ddconf(["check"], { cwd }).code, 0);
      assert.equal(ddconf(["check", "--explain-kind"], { cwd }).code, 0);
    });
  });
});
