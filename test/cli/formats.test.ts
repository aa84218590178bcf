import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, it } from "node:test";
import Ajv from "ajv/dist/2020";
import { RULES } from "../../server/src/rules/registry";
import { CLI, ddconf, inFolder, WORKSPACE } from "../support/cli";

const NASTY = "a,b%c:d & <é>";
/** A finding whose message quotes what formats must escape. */
const NASTY_FILES = { [`${NASTY}/datadog-agent/datadog.yaml`]: 'logs_enabled: true\n"<x> & \\"%": 1\n' };

describe("--format json", () => {
  it("prints one object of the promised shape", () => {
    const report = JSON.parse(ddconf(["check", "--format", "json"]).out);
    assert.deepEqual(Object.keys(report), ["version", "files", "findings", "summary"]);
    assert.equal(report.version, 1);
    assert.deepEqual(Object.keys(report.files[0]), ["path", "kind", "reason"]);
    assert.deepEqual(Object.keys(report.summary), ["files", "error", "warning", "information", "hint"]);
    const keys = ["path", "rule", "severity", "message", "range", "related", "docs", "fixes"];
    for (const finding of report.findings) assert.deepEqual(Object.keys(finding), keys);
  });

  it("is the same on every run", () => {
    const once = ddconf(["check", "--format", "json"]).out;
    for (let run = 0; run < 3; run++) assert.equal(ddconf(["check", "--format", "json"]).out, once);
  });
});

describe("--format sarif", () => {
  const schema = JSON.parse(readFileSync("test/support/sarif-2.1.0.schema.json", "utf8"));
  const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);

  function sarif(args: readonly string[], cwd = WORKSPACE) {
    const { out } = ddconf(["check", "--format", "sarif", ...args], { cwd });
    assert.ok(validate(JSON.parse(out)), JSON.stringify(validate.errors, null, 2));
    return JSON.parse(out).runs[0];
  }

  it("is valid and points at the places", () => {
    const run = sarif([]);
    const [result] = run.results;
    assert.equal(run.columnKind, "utf16CodeUnits");
    assert.equal(run.invocations[0].executionSuccessful, true);
    assert.deepEqual(result.locations[0].physicalLocation, {
      artifactLocation: { uri: "datadog-agent/datadog.yaml", uriBaseId: "%SRCROOT%", index: 2 },
      region: { startLine: 4, startColumn: 1, endLine: 4, endColumn: 13 },
    });
    assert.equal(run.artifacts[2].location.uri, "datadog-agent/datadog.yaml");
    assert.equal(result.fixes[0].artifactChanges[0].replacements[0].insertedContent.text, "logs_enabled");
  });

  it("describes every rule in full", () => {
    const { rules } = sarif([]).tool.driver;
    assert.deepEqual(
      rules.map(({ id }: { id: string }) => id),
      RULES.map(({ id }) => id),
    );
    for (const rule of rules) {
      assert.match(rule.name, /^[A-Z]\w+$/);
      assert.ok(rule.shortDescription.text && rule.fullDescription.text && rule.help.markdown, rule.id);
      assert.match(rule.helpUri, /^https:/);
      assert.doesNotMatch(rule.help.markdown, /[⟦⟧]/);
    }
  });

  it("tells two equal findings apart by their fingerprints", () =>
    inFolder(
      { "datadog.yaml": "api_key: ENC[k]\nproxy: &a\n  htps: x\nlogs_config:\n  htps: x\n" },
      (cwd) => {
        const prints = sarif([], cwd).results.map((result: { partialFingerprints: object }) =>
          Object.values(result.partialFingerprints).join(),
        );
        assert.equal(new Set(prints).size, prints.length);
      },
    ));

  it("escapes paths, and says what could not be read", () =>
    inFolder(NASTY_FILES, (cwd) => {
      const run = sarif([".", "nope.yaml"], cwd);
      assert.equal(
        run.artifacts[0].location.uri,
        "a%2Cb%25c%3Ad%20%26%20%3C%C3%A9%3E/datadog-agent/datadog.yaml",
      );
      assert.equal(run.invocations[0].executionSuccessful, false);
      assert.match(
        run.invocations[0].toolExecutionNotifications[0].message.text,
        /nope\.yaml does not exist/,
      );
    }));

  it("carries no secret in a fix", () =>
    inFolder({ "datadog.yaml": `api_key: " ${"0123456789abcdef".repeat(2)}"\n` }, (cwd) => {
      assert.doesNotMatch(JSON.stringify(sarif([], cwd).results), /0123456789abcdef/);
    }));
});

describe("--format github", () => {
  it("escapes what workflow commands give a meaning to", () =>
    inFolder(NASTY_FILES, (cwd) => {
      const { out } = ddconf(["check", "--format", "github"], { cwd });
      assert.match(
        out,
        /^::notice file=a%2Cb%25c%3Ad & <é>\/datadog-agent\/datadog\.yaml,line=2,endLine=2,col=1,/,
      );
      assert.match(out, /,title=ddconf schema\/unknown-key::`<x> & "%25`/);
    }));

  it("counts paths from the root of the checkout", () => {
    const { out } = ddconf(["check", "--format", "github"], { env: { GITHUB_WORKSPACE: process.cwd() } });
    assert.match(out, /file=test\/cli\/workspace\/datadog-agent\/datadog\.yaml,/);
  });
});

describe("--format junit", () => {
  it("is well-formed, whatever the names and messages", () =>
    inFolder(NASTY_FILES, (cwd) => {
      const { out } = ddconf(["check", "--format", "junit", ".", "nope.yaml"], { cwd });
      assertWellFormed(out);
      assert.match(out, /<testsuites name="ddconf" tests="2" failures="0" errors="1">/);
    }));

  it("fails on what fails the run", () => {
    const failuresIn = (args: readonly string[]) =>
      /failures="(\d+)"/.exec(ddconf(["check", "--format", "junit", ...args]).out)?.[1];
    assert.equal(failuresIn([]), "2");
    assert.equal(failuresIn(["--severity", "information"]), "3");
  });
});

describe("output", () => {
  it("ends quietly when its reader goes away", async () => {
    const child = spawn(process.execPath, [CLI, "check", "--format", "sarif"], { cwd: WORKSPACE });
    let err = "";
    child.stderr.on("data", (chunk) => {
      err += chunk;
    });
    child.stdout.destroy();
    const code = await new Promise((resolve) => child.on("close", resolve));
    assert.equal(err, "");
    assert.equal(code, 1);
  });

  it("has no colour when NO_COLOR or --no-color ask for none", () => {
    const colored = (args: readonly string[], env: Record<string, string>) =>
      ddconf(["check", ...args], { env }).out.includes("\u001b[");
    assert.ok(colored([], { FORCE_COLOR: "1" }));
    assert.ok(!colored(["--no-color"], { FORCE_COLOR: "1" }));
    assert.ok(!colored([], { FORCE_COLOR: "1", NO_COLOR: "1" }));
    assert.ok(!colored([], { FORCE_COLOR: "0" }));
    assert.ok(!colored([], { CI: "true" }));
  });

  it("shows what would make text look like other text", () =>
    inFolder({ "datadog-agent/datadog.yaml": "logs_enabeld: 1 # \u202edeldbane\n" }, (cwd) => {
      const { out } = ddconf(["check"], { cwd });
      assert.match(out, /logs_enabeld: 1 # \uFFFDdeldbane/);
    }));

  it("covers secrets in the lines it shows", () =>
    inFolder(
      {
        "postgres.d/conf.yaml":
          "instances:\n  - {host: a, username: d, pasword: hunter22, password: 's3cr3t-x'}\n",
      },
      (cwd) => {
        const { out } = ddconf(["check"], { cwd });
        assert.doesNotMatch(out, /s3cr3t-x/);
      },
    ));
});

/** Throws unless tags nest and no bare `&` or `<` is left. */
function assertWellFormed(xml: string): void {
  const open: string[] = [];
  const rest = xml.replace(
    /<\?xml[^>]*\?>|<(\/?)([\w-]+)((?: [\w-]+="[^"<]*")*)(\/?)>/g,
    (_, close, name, _attributes, empty) => {
      if (name && close) assert.equal(open.pop(), name);
      else if (name && !empty) open.push(name);
      return "";
    },
  );
  assert.deepEqual(open, []);
  assert.doesNotMatch(rest, /[<>]/);
  assert.doesNotMatch(xml, /&(?!(?:amp|lt|gt|quot|#10);)/);
}
