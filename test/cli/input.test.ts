import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, symlinkSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { CLI, ddconf, inFolder, inWorkspaceCopy } from "../support/cli";

const GOOD = "api_key: ENC[key]\nlogs_enabled: true\n";
const BAD = "api_key: ENC[key]\nlogs_enabeld: true\n";

function json(args: readonly string[], cwd: string) {
  const { out, err, code } = ddconf(["check", "--format", "json", ...args], { cwd });
  return { ...JSON.parse(out), err, code };
}

function paths(report: { files: { path: string }[] }): string[] {
  return report.files.map(({ path }) => path);
}

describe("which files are checked", () => {
  it("recognised ones below a folder, in order, without hidden folders and node_modules", () =>
    inFolder(
      {
        "b/datadog.yaml": GOOD,
        "a/mysql.d/conf.yaml": "instances: []\n",
        "a/other.yaml": "x: 1\n",
        ".hidden/datadog.yaml": BAD,
        "node_modules/x/datadog.yaml": BAD,
        ".ddconf.yaml": "site: datadoghq.eu\n",
      },
      (cwd) => {
        const report = json([], cwd);
        assert.deepEqual(paths(report), [".ddconf.yaml", "a/mysql.d/conf.yaml", "b/datadog.yaml"]);
        assert.equal(report.summary.files, 3);
      },
    ));

  it("each file once, however often it is named", () =>
    inFolder({ "a/datadog.yaml": GOOD }, (cwd) => {
      assert.deepEqual(paths(json(["a", "a/datadog.yaml", "./a/datadog.yaml", "a/*.yaml"], cwd)), [
        "a/datadog.yaml",
      ]);
    }));

  it("named files that are no configuration are listed with kind none", () =>
    inFolder({ "notes.md": "x" }, (cwd) => {
      const report = json(["notes.md"], cwd);
      assert.equal(report.files[0].kind, "none");
      assert.equal(report.summary.files, 0);
      assert.match(report.err, /notes\.md was not checked/);
    }));

  it("globs, also ones that the shell would have expanded", () =>
    inFolder({ "x/h1/datadog.yaml": GOOD, "x/h2/datadog.yaml": GOOD, "y/datadog.yaml": GOOD }, (cwd) => {
      assert.deepEqual(paths(json(["x/**/datadog.yaml"], cwd)), ["x/h1/datadog.yaml", "x/h2/datadog.yaml"]);
      assert.deepEqual(paths(json(["./[xy]/*.yaml"], cwd)), ["y/datadog.yaml"]);
    }));

  it("a name with brackets is a name first", () =>
    inFolder({ "[x]/datadog.yaml": GOOD }, (cwd) => {
      assert.deepEqual(paths(json(["[x]/datadog.yaml"], cwd)), ["[x]/datadog.yaml"]);
    }));

  it("files that `kinds` names, but not those that `exclude` names", () =>
    inFolder(
      {
        ".ddconf.yaml": "kinds:\n  datadog: ['*.conf']\nexclude: [old]\n",
        "hosts/agent.conf": BAD,
        "old/datadog.yaml": BAD,
      },
      (cwd) => {
        assert.deepEqual(paths(json(["hosts", "old"], cwd)), ["hosts/agent.conf"]);
        const named = json(["old/datadog.yaml"], cwd);
        assert.equal(named.files[0].kind, "none");
        assert.match(named.err, /\.ddconf\.yaml leaves it out/);
      },
    ));

  it("paths outside the working folder", () =>
    inFolder({ "a/datadog.yaml": GOOD, "b/x": "" }, (folder) => {
      assert.deepEqual(paths(json(["../a"], join(folder, "b"))), ["../a/datadog.yaml"]);
      const absolute = join(folder, "a", "datadog.yaml");
      assert.deepEqual(paths(json([absolute], join(folder, "b"))), [absolute.replaceAll("\\", "/")]);
    }));

  it("--config takes the place of the nearest project file", () =>
    inFolder(
      {
        ".ddconf.yaml": "exclude: ['*.yaml']\n",
        "ci.yaml": "rules:\n  schema/unknown-key: error\n",
        "datadog.yaml": BAD,
      },
      (cwd) => {
        const report = json(["datadog.yaml", "--config", "ci.yaml"], cwd);
        assert.equal(report.summary.error, 1);
      },
    ));
});

describe("standard input", () => {
  it("is judged by --stdin-filename", () => {
    const { out, code } = ddconf(["check", "--format", "json", "-", "--stdin-filename", "x/datadog.yaml"], {
      input: BAD,
    });
    const report = JSON.parse(out);
    assert.equal(code, 1);
    assert.deepEqual(paths(report), ["x/datadog.yaml"]);
    assert.equal(report.findings[0].rule, "schema/unknown-key");
    assert.deepEqual(report.findings[0].range, {
      start: { line: 1, character: 0 },
      end: { line: 1, character: 12 },
    });
  });

  it("is judged by its content without a name", () => {
    const report = JSON.parse(ddconf(["check", "--format", "json", "-"], { input: BAD }).out);
    assert.deepEqual(report.files[0].path, "<stdin>");
    assert.equal(report.files[0].kind, "datadog");
  });
});

describe("what cannot be read", () => {
  it("is an error each, and stops no other file", () =>
    inWorkspaceCopy((cwd) => {
      mkdirSync(join(cwd, "odd/mysql.d"), { recursive: true });
      symlinkSync("nowhere.yaml", join(cwd, "odd/mysql.d/broken.yaml"));
      symlinkSync("loop.yaml", join(cwd, "odd/mysql.d/loop.yaml"));
      symlinkSync("..", join(cwd, "odd/up"));
      const { out, err, code } = ddconf(["check", "nope", "odd", "no*.yaml", "datadog-agent"], { cwd });
      assert.equal(code, 2);
      assert.match(out, /schema\/unknown-key/);
      assert.match(err, /^error: nope does not exist$/m);
      assert.match(err, /^error: no\*\.yaml matches no file$/m);
      assert.match(err, /broken\.yaml is a symbolic link to a file that does not exist$/m);
      assert.match(err, /loop\.yaml is a symbolic link that leads back to itself$/m);
    }));

  it("a huge file is refused by its size, without being read", () =>
    inFolder({ "datadog.yaml": GOOD }, (cwd) => {
      truncateSync(join(cwd, "datadog.yaml"), 200 * 1024 * 1024);
      const { err, code } = ddconf(["check"], { cwd });
      assert.equal(code, 2);
      assert.match(err, /datadog\.yaml is too large .*200 MB.*10 MB/);
    }));

  it("a binary, and standard input that is one", () => {
    const bytes = Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 0, 0xff]);
    inFolder({ "datadog.yaml": bytes }, (cwd) => {
      const { err, code } = ddconf(["check", "datadog.yaml"], { cwd });
      assert.equal(code, 2);
      assert.match(err, /datadog\.yaml is binary, not text/);
    });
    assert.equal(ddconf(["check", "-"], { input: bytes }).code, 2);
  });

  it("a file without permission", () =>
    inFolder({ "a/datadog.yaml": GOOD, "b/datadog.yaml": BAD }, (cwd) => {
      chmodSync(cwd, 0o755);
      chmodSync(join(cwd, "a/datadog.yaml"), 0);
      // permissions do not stop root, so the program is run as somebody else
      copyFileSync(CLI, join(cwd, "cli.js"));
      const somebody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
      assert.throws(
        () =>
          execFileSync(process.execPath, [join(cwd, "cli.js"), "check"], { cwd, stdio: "pipe", ...somebody }),
        (error: { status: number; stdout: Buffer; stderr: Buffer }) => {
          assert.equal(error.status, 2);
          assert.match(String(error.stderr), /a\/datadog\.yaml cannot be checked: permission denied/);
          assert.match(String(error.stdout), /schema\/unknown-key/);
          return true;
        },
      );
    }));

  it("JSON files of other programs are none of our business", () =>
    inFolder({ "datadog.yaml": GOOD, "data.json": Buffer.alloc(64) }, (cwd) => {
      truncateSync(join(cwd, "data.json"), 20 * 1024 * 1024);
      assert.deepEqual(ddconf(["check"], { cwd }).err, "");
    }));
});
