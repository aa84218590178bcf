import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { type Sandbox, startSandbox } from "../../server/src/sandbox/index";
import { ACCOUNT, FIRST_PATTERN, READ_ONLY_APP_KEY } from "../../server/src/sandbox/known";
import type { Ran } from "../support/cli";
import { ddconfLive } from "../support/live";

const CALLER = `arn:aws:sts::${ACCOUNT}:assumed-role/datadog-agent/i-0123456789abcdef0`;
const OTHER = `arn:aws:sts::${ACCOUNT}:assumed-role/other/*`;

describe("ddconf mapping in a sandbox", () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await startSandbox();
  });
  after(() => sandbox.close());

  const mapping = (args: string, env: Record<string, string> = {}): Promise<Ran> =>
    ddconfLive(["mapping", ...args.split(" "), "--sandbox", sandbox.url], { env });

  it("lists what is there, within 80 columns", async () => {
    const { code, out, err } = await mapping("list", { COLUMNS: "80" });
    assert.equal(code, 0);
    assert.match(
      out,
      /^Intake mappings give Agents their API keys\n\n {2}arn:aws:sts::\S+\/\*\n {6}id {2}[\w-]{36}\n/,
    );
    assert.match(out, /Persona mappings .*\n\n {2}none\n\n1 intake mapping and 0 persona mappings\n$/);
    assert.match(err, /^note: this is the sandbox; nothing leaves this machine\n$/);
    assert.ok(out.split("\n").every((line) => line.length <= 80));
  });

  it("lists one kind, for scripts", async () => {
    const { out } = await mapping("list --kind intake --format json");
    const { version, sandbox: isSandbox, mappings } = JSON.parse(out);
    assert.deepEqual([version, isSandbox, mappings.length], [1, true, 1]);
    assert.deepEqual(Object.keys(mappings[0]).sort(), ["arnPattern", "id", "kind"]);
  });

  it("matches whoever AWS says this is, or a caller that is given", async () => {
    const me = await mapping("match");
    assert.equal(me.code, 0);
    assert.match(me.out, /^caller arn:\S+i-0123456789abcdef0\n\n {2}match .*\n {12}intake mapping\n/);
    const other = await mapping(`match ${CALLER.replace("datadog-agent", "other")} --format json`);
    assert.equal(other.code, 1);
    assert.match(JSON.parse(other.out).mappings[0].because, /the role differs/);
    assert.equal((await mapping("match not-an-arn")).code, 2);
  });

  it("creates from a pattern without asking, and deletes by it", async () => {
    const made = await mapping(`create --pattern ${OTHER}`);
    assert.equal(made.code, 0);
    assert.match(made.out, /^The mapping is created:\n\n {2}arn:\S+other\/\*\n {6}id/);
    const gone = await mapping(`delete ${OTHER} --yes --format json`);
    assert.deepEqual([gone.code, JSON.parse(gone.out).done], [0, "deleted"]);
  });

  it("proposes every session of the caller's role, and asks before it is created", async () => {
    const unasked = await mapping("create --kind persona --account-identifier a@example.com");
    assert.equal(unasked.code, 2);
    assert.match(unasked.err, /nobody to ask here.*--yes/);
    const { code, out } = await mapping("create --kind persona --account-identifier a@example.com --yes");
    assert.equal(code, 0);
    assert.match(out, /assumed-role\/datadog-agent\/\*\n {6}as {2}a@example\.com\n/);
    const both = await mapping(`delete ${FIRST_PATTERN} --yes`);
    assert.match(both.err, /Mappings of both kinds have the pattern/);
    assert.equal((await mapping(`delete ${FIRST_PATTERN} --kind persona --yes`)).code, 0);
  });

  it("names the mapping that is in the way", async () => {
    const { code, err } = await mapping("create --yes");
    assert.equal(code, 2);
    assert.match(err, /is mapped already: intake mapping `[\w-]{36}` \(409\)/);
  });

  it("asks before it deletes, and says what stops working", async () => {
    const { code, err } = await mapping(`delete ${FIRST_PATTERN}`);
    assert.deepEqual([code, /--yes/.test(err)], [2, true]);
    assert.match((await mapping("list")).out, /1 intake mapping/);
  });

  it("sends no pattern that would be refused or match nobody", async () => {
    const before = sandbox.requests.filter(({ method }) => method === "POST").length;
    const wrong: Readonly<Record<string, RegExp>> = {
      [`arn:aws:iam::${ACCOUNT}:role/agent`]: /arn-pattern\/iam-role/,
      [`arn:aws:sts::${ACCOUNT}:assumed-role/agent`]: /no caller can match it/,
      [`arn:aws:sts::${ACCOUNT}:assumed-role/agent-*`]: /not sent/,
      "arn:aws:sts::12345:assumed-role/agent/*": /arn-pattern\/account/,
      "<ROLE>": /no caller can match it/,
    };
    for (const [pattern, reason] of Object.entries(wrong)) {
      const { code, err } = await mapping(`create --pattern ${pattern}`);
      assert.equal(code, 2);
      assert.match(err, reason);
    }
    assert.equal(sandbox.requests.filter(({ method }) => method === "POST").length, before);
  });

  it("says which options go together", async () => {
    const cases: Readonly<Record<string, RegExp>> = {
      [`create --kind persona --pattern ${OTHER}`]: /--account-identifier/,
      "create --account-identifier a@example.com": /goes with --kind persona/,
      "create --profile x": /goes with --as me/,
      "match --profile x": /goes with --as me/,
      "list --kind identity": /Allowed choices are intake, persona/,
    };
    for (const [args, reason] of Object.entries(cases)) {
      const { code, err } = await mapping(args);
      assert.equal(code, 2, args);
      assert.match(err, reason);
    }
  });
});

describe("ddconf mapping at Datadog", () => {
  const keys = { DD_API_KEY: "0".repeat(32), DD_APP_KEY: READ_ONLY_APP_KEY };

  it("asks for the keys that are missing", async () => {
    for (const [env, missing] of [
      [{}, /`DD_API_KEY` and `DD_APP_KEY` are not set/],
      [{ DATADOG_API_KEY: "0".repeat(32) }, /`DD_APP_KEY` is not set/],
      [{ DD_API_KEY: " ", DATADOG_APP_KEY: "x" }, /`DD_API_KEY` is not set/],
    ] as const) {
      const { code, err } = await ddconfLive(["mapping", "list"], { env });
      assert.equal(code, 2);
      assert.match(err, missing);
    }
  });

  it("takes the site from the flag, else the environment, else the file that is named", async () => {
    const folder = mkdtempSync(join(tmpdir(), "ddconf-site-"));
    const file = join(folder, "agent.yaml");
    writeFileSync(file, "site: c.example\n");
    const refused = async (args: string[], env: Record<string, string>) => {
      const { err } = await ddconfLive(["mapping", "list", ...args], { env: { ...keys, ...env } });
      return /`(\w)\.example` is none/.exec(err)?.[1];
    };
    const env = { DD_SITE: "b.example" };
    assert.equal(await refused(["--site", "a.example", "--config", file], env), "a");
    assert.equal(await refused(["--config", file], env), "b");
    assert.equal(await refused(["--config", file], {}), "c");
    const gone = await ddconfLive(["mapping", "list", "--config", "nope.yaml"], { env: keys });
    assert.deepEqual([gone.code, /nope\.yaml/.test(gone.err)], [2, true]);
    rmSync(folder, { recursive: true });
  });
});
