import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, it } from "node:test";
import { GENERATORS } from "../../server/src/generate/index";
import { ddconf, inFolder } from "../support/cli";

const GOOD = resolve("examples/good");
const POSTGRES = join(GOOD, "postgres.d/conf.yaml");
const AGENT = join(GOOD, "datadog.yaml");

describe("ddconf generate", () => {
  it("lists what it can write", () => {
    const { code, out } = ddconf(["generate"]);
    assert.equal(code, 0);
    for (const { id } of GENERATORS) assert.match(out, new RegExp(`^  ${id} `, "m"));
  });

  it("names the generators when there is none of that name", () => {
    const { code, out, err } = ddconf(["generate", "sql-grant"]);
    assert.equal(code, 2);
    assert.equal(out, "");
    assert.match(err, /Did you mean sql-grants\?[\s\S]*rds-policy/);
  });

  it("writes the text alone to standard output, and comments to standard error", () => {
    const { code, out, err } = ddconf([
      "generate",
      "rds-policy",
      POSTGRES,
      "--instance",
      "orders",
      "--account",
      "123456789012",
      "--resource-id",
      "db-ABCDEFGHIJKL01234",
    ]);
    assert.equal(code, 0, err);
    assert.equal(
      JSON.parse(out).Statement[0].Resource,
      "arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-ABCDEFGHIJKL01234/datadog",
    );
    assert.match(err, /^# /);
    assert.ok(
      err
        .trimEnd()
        .split("\n")
        .every((line) => line.startsWith("# ")),
      err,
    );
  });

  it("takes an instance by its number or its host, and lists them when it has to know", () => {
    const grants = (...more: string[]) => ddconf(["generate", "sql-grants", POSTGRES, ...more]);
    assert.match(grants().err, /choose one with --instance:\n {2}1 {2}orders\.[\s\S]* 2 {2}billing\./);
    assert.equal(grants().code, 2);
    assert.match(grants("--instance", "2").out, /pgaadauth_create_principal/);
    assert.equal(
      grants("--instance", "2").out,
      grants("--instance", "billing.postgres.database.azure.com").out,
    );
    assert.match(grants("--instance", "3").err, /no instance 3/);
  });

  it("reads the site and the organization of a datadog.yaml", () => {
    const { out } = ddconf(["generate", "terraform-provider", AGENT]);
    assert.match(out, /api_url\s+= "https:\/\/api\.datadoghq\.eu\/"/);
    assert.match(out, /org_uuid\s+= "11111111-/);
  });

  it("says which file it wants", () => {
    assert.match(
      ddconf(["generate", "sql-grants", AGENT]).err,
      /the file of a postgres, mysql or sqlserver check/,
    );
    assert.match(ddconf(["generate", "intake-mapping", POSTGRES]).err, /reads a datadog\.yaml/);
    assert.match(ddconf(["generate", "sql-grants"]).err, /needs the file of a check/);
    assert.match(ddconf(["generate", "sql-grants", "nowhere.yaml"]).err, /nowhere\.yaml does not exist/);
    assert.match(ddconf(["generate", "trust-policy"]).err, /say where the Agent runs/);
  });

  it("refuses values that cannot be right", () => {
    const { code, err } = ddconf(["generate", "rds-policy", "--account", "12"]);
    assert.equal(code, 2);
    assert.match(err, /twelve digits/);
  });

  it("writes to a file, but never over the configuration", () => {
    inFolder({ "postgres.d/conf.yaml": readFileSync(POSTGRES, "utf8") }, (cwd) => {
      const file = "postgres.d/conf.yaml";
      const run = (output: string) =>
        ddconf(["generate", "sql-grants", file, "--instance", "1", "--output", output], { cwd });
      const written = run("grants.sql");
      assert.equal(written.code, 0, written.err);
      assert.equal(written.out, "");
      assert.match(readFileSync(join(cwd, "grants.sql"), "utf8"), /GRANT rds_iam TO datadog;/);
      assert.equal(run(file).code, 2);
      assert.equal(readFileSync(join(cwd, file), "utf8"), readFileSync(POSTGRES, "utf8"));
      assert.match(run("no/such/folder.sql").err, /was not written/);
    });
  });

  it("reads standard input", () => {
    const { code, err } = ddconf(["generate", "intake-mapping", "-"], {
      input: "site: datadoghq.eu\ndelegated_auth:\n  org_uuid: x\n",
    });
    assert.equal(code, 0, err);
    assert.match(err, /https:\/\/api\.datadoghq\.eu/);
  });
});
