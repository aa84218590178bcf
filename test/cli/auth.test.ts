import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";
import { type Sandbox, startSandbox } from "../../server/src/sandbox/index";
import { ORG_UUID } from "../../server/src/sandbox/known";
import { assertNoSecret } from "../support/auth-test";
import { CLI, type Ran } from "../support/cli";
import { assertGolden } from "../support/golden";
import { ddconfLive } from "../support/live";

const FILE = `api_key: ENC[key]\nsite: datadoghq.eu\ndelegated_auth:\n  org_uuid: ${ORG_UUID}\n  provider: aws\n  aws:\n    region: eu-west-1\n`;
const NARROW = { COLUMNS: "90" };

describe("ddconf auth test", () => {
  let sandbox: Sandbox;
  let cwd: string;
  before(async () => {
    sandbox = await startSandbox();
    cwd = mkdtempSync(join(tmpdir(), "ddconf-auth-"));
    writeFileSync(join(cwd, "datadog.yaml"), FILE);
    writeFileSync(join(cwd, "other.yaml"), FILE.replace(ORG_UUID, "99999999-2222-3333-4444-555555555555"));
    writeFileSync(join(cwd, "notes.txt"), "- a list\n");
  });
  after(async () => {
    await sandbox.close();
    rmSync(cwd, { recursive: true, force: true });
  });

  const auth = async (args: string, env: Record<string, string> = NARROW): Promise<Ran> => {
    const ran = await ddconfLive(["auth", "test", ...args.split(" ").filter(Boolean)], { cwd, env });
    assertNoSecret(ran.out + ran.err);
    return ran;
  };

  /** What differs from run to run, in as many columns. */
  const steady = (text: string) =>
    text
      .replace(/ +\d+(?:\.\d)? m?s$/gm, " <time>")
      .replace(/127\.0\.0\.1:\d+/g, "127.0.0.1:<port>")
      .replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(?=`\))/g, "<id>")
      .replace(/ends in `…\w{4}`/, "ends in `…<end>`")
      .replace(/\d{8}T\d{6}Z|(?<=EXAMPLE\/)\d{8}/g, "<date>")
      .replace(/20\d\d-\d\d-\d\d \d\d:\d\d UTC/g, "<time>");

  const GOLDEN: Readonly<Record<string, string>> = {
    "auth-passed": "--yes --show-proof=redacted",
    "auth-dry-run": "datadog.yaml --dry-run",
    "auth-unasked": "datadog.yaml",
    "auth-not-mapped": "datadog.yaml --yes --as me --assume-role arn:aws:iam::123456789012:role/other",
    "auth-wrong-org": "other.yaml --yes",
    "auth-terraform": "--as terraform --dry-run",
  };
  for (const [name, args] of Object.entries(GOLDEN)) {
    it(`${name}: ddconf auth test ${args}`, async () => {
      const { code, out, err } = await auth(`${args} --sandbox ${sandbox.url}`);
      assertGolden(
        name,
        `$ ddconf auth test ${args}\n${steady(out)}--- stderr\n${steady(err)}--- exit ${code}\n`,
      );
    });
  }

  it("gives scripts the whole report as JSON", async () => {
    const { code, out, err } = await auth(`--yes --format json --sandbox ${sandbox.url}`);
    const report = JSON.parse(out);
    assert.equal(code, 0);
    assert.equal(err, "");
    assert.equal(report.version, 1);
    assert.equal(report.status, "passed");
    assert.deepEqual(
      report.steps.map(({ id }: { id: string }) => id),
      ["config", "credentials", "identity", "mapping", "proof", "exchange"],
    );
  });

  const USAGE: Readonly<Record<string, RegExp>> = {
    "nope.yaml": /nope\.yaml/,
    "notes.txt": /notes\.txt is no datadog\.yaml|list|mapping/,
    "--profile p": /--profile goes with --as me/,
    "--assume-role agent": /takes the ARN of a role/,
    "--org-uuid x": /--org-uuid goes with --as terraform/,
    "--as terraform datadog.yaml": /reads no file/,
    "--as somebody": /Allowed choices/,
    "--sandbox https://example.com": /not on this machine/,
    "--sandbox http://127.0.0.1:1": /no sandbox/,
  };
  for (const [args, message] of Object.entries(USAGE)) {
    it(`wrong usage: ${args}`, async () => {
      const { code, err } = await auth(args);
      assert.equal(code, 2);
      assert.match(err, message);
      assert.doesNotMatch(err, /at .*\.js/);
    });
  }

  it("lets go on Ctrl-C and still says what was found", async () => {
    sandbox.fail("datadog", "slow:20000");
    try {
      const args = [CLI, "auth", "test", "--yes", "--sandbox", sandbox.url];
      const child = spawn(process.execPath, args, { cwd, env: { PATH: process.env.PATH, DD_API_KEY: "" } });
      let out = "";
      child.stdout.setEncoding("utf8").on("data", (text: string) => {
        out += text;
        if (/✔ Ask AWS/.test(out)) setTimeout(() => child.kill("SIGINT"), 200);
      });
      const code = await new Promise((resolve) => child.on("close", resolve));
      assert.equal(code, 1);
      assert.match(out, /✖ Look for a mapping[\s\S]*called off[\s\S]*\nCancelled: /);
    } finally {
      sandbox.fail("datadog", undefined);
    }
  });
});
