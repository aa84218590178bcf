import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { keysFromEnvironment } from "../../server/src/live/keys";
import { createMapping } from "../../server/src/live/mappings";
import { reportMarkdown } from "../../server/src/live/markdown";
import type { Step } from "../../server/src/live/report";
import type { Sandbox } from "../../server/src/sandbox/index";
import {
  assertNoSecret,
  authTest,
  LIBRARIES,
  outcome,
  runIn,
  stepOf,
  withSandbox,
} from "../support/auth-test";

const ROLE = "arn:aws:iam::123456789012:role";
const keysOf = (sandbox: Sandbox) => keysFromEnvironment(sandbox.directory.environment);

describe("test of delegated auth", () => {
  it("goes through all six steps", async () => {
    await withSandbox({}, async (sandbox) => {
      const seen: Step[] = [];
      const started: string[] = [];
      const questions: string[] = [];
      const report = await authTest(sandbox, {
        subject: { region: "eu-west-1" },
        options: { keys: keysOf(sandbox), showProof: true },
        hooks: {
          onStart: (title) => started.push(title),
          onStep: (step) => seen.push(step),
          confirm: async (question) => questions.push(question) > 0,
        },
      });
      assert.equal(
        outcome(report),
        "config passed, credentials passed, identity passed, mapping passed, proof passed, exchange passed",
      );
      assert.deepEqual(seen, report.steps);
      assert.equal(started.length, 6);
      assert.equal(questions.length, 1);
      assert.match(questions[0] ?? "", /real API key/);
      assert.equal(report.status, "passed");
      assert.match(
        stepOf(report, "mapping").notes.join("\n"),
        /Matches: `arn:aws:sts::123456789012:assumed-role/,
      );
      assert.match(
        stepOf(report, "proof").notes.join("\n"),
        /sts\.eu-west-1\.amazonaws\.com[\s\S]*\[session token\]/,
      );
      assert.match(stepOf(report, "exchange").notes.join("\n"), /ends in `…[0-9a-f]{4}`/);
      assertNoSecret(JSON.stringify(report));
      assertNoSecret(reportMarkdown(report));
    });
  });

  it("sends the proof once, and not at all without a yes", async () => {
    await withSandbox({}, async (sandbox) => {
      const sent = () => sandbox.requests.filter(({ path }) => path === "/api/v2/intake-key").length;
      const dry = await authTest(sandbox, { options: { dryRun: true } });
      assert.match(stepOf(dry, "exchange").notes.join(), /dry run/);
      const declined = await authTest(sandbox, { hooks: { confirm: async () => false } });
      assert.equal(stepOf(declined, "exchange").status, "skipped");
      assert.equal(declined.status, "passed");
      assert.equal(sent(), 0);
      for (const failure of ["throttle", "error", "drop"] as const) {
        const before = sent();
        sandbox.fail("datadog", failure);
        await authTest(sandbox);
        assert.equal(sent(), before + 1, failure);
      }
    });
  });

  const CONFIG: Readonly<Record<string, readonly [Parameters<typeof authTest>[1], RegExp]>> = {
    "no organization": [{ subject: { orgUuid: undefined } }, /no `delegated_auth\.org_uuid`/],
    "an organization that stands elsewhere": [
      { subject: { orgUuid: undefined, unknown: ["`org_uuid` is `ENC[org]`"] } },
      /`org_uuid` is `ENC\[org\]`, and its value is not known here/,
    ],
    "an organization of several lines": [{ subject: { orgUuid: "a\nb" } }, /is no UUID/],
    "another cloud": [{ subject: { provider: "gcp" } }, /knows `aws` only/],
    "a region that is none": [{ subject: { region: "eu.west/1" } }, /is no AWS region/],
  };
  for (const [name, [test, message]] of Object.entries(CONFIG)) {
    it(`stops at the configuration: ${name}`, async () => {
      await withSandbox({}, async (sandbox) => {
        const report = await authTest(sandbox, test);
        assert.equal(outcome(report), "config failed");
        const { failure } = stepOf(report, "config");
        assert.equal(failure?.kind, "configuration");
        assert.match(failure?.message ?? "", message);
        assert.equal(sandbox.requests.length, 0);
      });
    });
  }

  it("passes on what the lint says", async () => {
    await withSandbox({}, async (sandbox) => {
      const report = await authTest(sandbox, {
        subject: { findings: ["delegated-auth/no-fallback: There is none."] },
      });
      assert.equal(stepOf(report, "config").status, "warning");
      assert.match(stepOf(report, "config").advice[0]?.text ?? "", /delegated-auth\/no-fallback/);
      assert.equal(report.status, "warning");
    });
  });

  it("says why Datadog knows the caller and lets it not in, and what would help", async () => {
    await withSandbox({}, async (sandbox) => {
      const identity = { as: "agent", assumeRole: `${ROLE}/other` } as const;
      const report = await authTest(sandbox, { identity, options: { keys: keysOf(sandbox) } });
      const mapping = stepOf(report, "mapping");
      assert.equal(mapping.status, "warning");
      assert.match(mapping.notes.join("\n"), /Does not match: .*the role differs/);
      assert.equal(
        mapping.advice[0]?.repair?.text,
        `ddconf mapping create --kind intake --sandbox ${sandbox.url} \\\n  --pattern 'arn:aws:sts::123456789012:assumed-role/other/*'\n`,
      );
      assert.deepEqual(JSON.parse(mapping.advice[1]?.repair?.text ?? ""), {
        data: {
          type: "aws_cloud_auth_intake_mapping",
          attributes: { arn_pattern: "arn:aws:sts::123456789012:assumed-role/other/*" },
        },
      });
      const { failure } = stepOf(report, "exchange");
      assert.equal(failure?.kind, "not-mapped");
      assert.match(failure?.detail ?? "", /was verified, but no identity mapping was found/);
    });
  });

  it("works once the proposed mapping is there", async () => {
    await withSandbox({}, async (sandbox) => {
      const keys = keysOf(sandbox);
      assert.ok(keys);
      await createMapping(
        {
          kind: "intake",
          arnPattern: "arn:aws:sts::123456789012:assumed-role/other/*",
          accountIdentifier: undefined,
          findings: [],
          proposedFor: undefined,
        },
        { site: {}, keys },
        runIn(sandbox),
        { confirm: async () => true },
        LIBRARIES,
      );
      const identity = { as: "agent", assumeRole: `${ROLE}/other` } as const;
      const report = await authTest(sandbox, { identity, options: { keys } });
      assert.equal(report.status, "passed");
      assert.match(report.summary, /role\/other/);
    });
  });

  it("names an account that is not integrated, and an organization that is another", async () => {
    await withSandbox({}, async (sandbox) => {
      const identity = { as: "agent", assumeRole: "arn:aws:iam::111122223333:role/agent" } as const;
      const strange = await authTest(sandbox, { identity });
      assert.equal(stepOf(strange, "exchange").failure?.kind, "permission");
      assert.match(stepOf(strange, "exchange").failure?.message ?? "", /not in the AWS integration/);
      const wrong = await authTest(sandbox, { subject: { orgUuid: "99999999-2222-3333-4444-555555555555" } });
      assert.equal(stepOf(wrong, "exchange").failure?.kind, "credentials");
      assert.match(stepOf(wrong, "exchange").failure?.next ?? "", /org_uuid/);
    });
  });

  it("compares with mapping files where there are no keys", async () => {
    await withSandbox({}, async (sandbox) => {
      const local = (arnPattern: string) => ({ file: "mapping.json", kind: "intake" as const, arnPattern });
      const right = await authTest(sandbox, {
        subject: { localMappings: [local("arn:aws:sts::123456789012:assumed-role/datadog-agent/*")] },
      });
      assert.match(stepOf(right, "mapping").notes.join("\n"), /Matches: .* \(mapping\.json\)/);
      const wrong = await authTest(sandbox, {
        subject: { localMappings: [local("arn:aws:iam::123456789012:role/datadog-agent")] },
      });
      assert.equal(stepOf(wrong, "mapping").status, "warning");
      assert.match(stepOf(wrong, "mapping").notes.join("\n"), /ARN of an IAM role/);
      assert.equal(stepOf(wrong, "exchange").status, "passed");
      const nothing = await authTest(sandbox);
      assert.equal(stepOf(nothing, "mapping").status, "skipped");
      assert.match(stepOf(nothing, "mapping").notes.join(), /DD_API_KEY/);
    });
  });

  it("goes on when Datadog does not show its mappings", async () => {
    await withSandbox({}, async (sandbox) => {
      const keys = keysFromEnvironment({ DD_API_KEY: "f".repeat(32), DD_APP_KEY: "e".repeat(40) });
      const report = await authTest(sandbox, { options: { keys } });
      assert.equal(stepOf(report, "mapping").status, "warning");
      assert.match(stepOf(report, "mapping").advice[0]?.text ?? "", /could not be listed/);
      assert.equal(stepOf(report, "exchange").status, "passed");
      assert.equal(report.status, "warning");
    });
  });

  it("can be called off in the middle", async () => {
    await withSandbox({}, async (sandbox) => {
      sandbox.fail("datadog", "slow:60000");
      const controller = new AbortController();
      const report = await authTest(sandbox, {
        signal: controller.signal,
        hooks: {
          confirm: async () => true,
          onStart: (title) => {
            if (/Trade/.test(title)) setTimeout(() => controller.abort(), 50);
          },
        },
      });
      assert.equal(report.status, "cancelled");
      assert.equal(stepOf(report, "exchange").failure?.kind, "cancelled");
    });
  });

  it("is over when it is called off at the question", async () => {
    await withSandbox({}, async (sandbox) => {
      const controller = new AbortController();
      const report = await authTest(sandbox, {
        signal: controller.signal,
        hooks: {
          confirm: async () => {
            controller.abort();
            return false;
          },
        },
      });
      assert.equal(report.status, "cancelled");
      assert.ok(!sandbox.requests.some(({ path }) => path === "/api/v2/intake-key"));
    });
  });

  for (const [minutes, words] of [
    [-40, /40 minutes behind AWS's/],
    [180, /3 hours ahead of AWS's/],
  ] as const) {
    it(`says how far the clock is off: ${minutes} minutes`, async () => {
      const shifted = () => new Date(Date.now() - minutes * 60_000);
      await withSandbox({ now: shifted }, async (sandbox) => {
        const report = await authTest(sandbox);
        const { failure } = stepOf(report, "identity");
        assert.equal(failure?.kind, "credentials");
        assert.match(failure?.message ?? "", words);
      });
    });
  }

  it("warns of a clock that still does", async () => {
    const shifted = () => new Date(Date.now() + 8 * 60_000);
    await withSandbox({ now: shifted }, async (sandbox) => {
      const report = await authTest(sandbox);
      assert.match(stepOf(report, "identity").advice[0]?.text ?? "", /8 minutes behind/);
      assert.equal(stepOf(report, "exchange").status, "passed");
    });
  });
});
