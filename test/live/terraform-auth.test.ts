import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { requireTerraformApi } from "../../server/src/live/auth/terraform";
import { LiveFailure } from "../../server/src/live/failure";
import { keysFromEnvironment } from "../../server/src/live/keys";
import { createMapping } from "../../server/src/live/mappings";
import type { AwsIdentity } from "../../server/src/live/ports";
import type { TerraformSubject } from "../../server/src/live/subjects";
import { type TerraformOptions, testTerraformAuth } from "../../server/src/live/test-terraform-auth";
import type { Sandbox } from "../../server/src/sandbox/index";
import { USER } from "../../server/src/sandbox/known";
import {
  assertNoSecret,
  LIBRARIES,
  ORG_UUID,
  outcome,
  type RunChanges,
  runIn,
  stepOf,
  withSandbox,
  YES,
} from "../support/auth-test";

const PROVIDER: TerraformSubject = {
  name: "provider",
  orgUuid: ORG_UUID,
  region: undefined,
  site: undefined,
  apiUrl: undefined,
  cloudProviderType: "aws",
};
const PATTERN = "arn:aws:sts::123456789012:assumed-role/datadog-agent/*";

interface Test extends RunChanges {
  readonly subject?: Partial<TerraformSubject>;
  readonly identity?: AwsIdentity;
  readonly options?: TerraformOptions;
}

function test(sandbox: Sandbox, { subject, identity = { as: "agent" }, options, ...changes }: Test = {}) {
  return testTerraformAuth(
    { ...PROVIDER, ...subject },
    identity,
    runIn(sandbox, changes),
    YES,
    LIBRARIES,
    options,
  );
}

async function mapRole(sandbox: Sandbox): Promise<void> {
  const keys = keysFromEnvironment(sandbox.directory.environment);
  assert.ok(keys);
  const mapping = {
    kind: "persona",
    arnPattern: PATTERN,
    accountIdentifier: "terraform@example.com",
    findings: [],
    proposedFor: undefined,
  } as const;
  await createMapping(mapping, { site: {}, keys }, runIn(sandbox), YES, LIBRARIES);
}

describe("test of Terraform's login", () => {
  it("trades a proof for a token and tells when it ends and whom it stands for", async () => {
    await withSandbox({}, async (sandbox) => {
      await mapRole(sandbox);
      const keys = keysFromEnvironment(sandbox.directory.environment);
      const report = await test(sandbox, {
        subject: { region: "eu-west-1" },
        options: { keys, showProof: true },
      });
      assert.equal(
        outcome(report),
        "config passed, credentials passed, identity passed, mapping passed, proof passed, exchange passed",
      );
      const told = stepOf(report, "exchange").notes.join("\n");
      assert.match(told, /ends at 20\d\d-.* \(in 15 minutes\)/);
      assert.match(told, /`sub`: `[0-9a-f-]{36}`/);
      assert.match(told, /`handle`: `terraform@example\.com`/);
      assert.match(stepOf(report, "mapping").notes.join("\n"), /acts as `terraform@example\.com`/);
      assertNoSecret(JSON.stringify(report));
    });
  });

  it("needs an identity mapping of its own", async () => {
    await withSandbox({}, async (sandbox) => {
      const keys = keysFromEnvironment(sandbox.directory.environment);
      const report = await test(sandbox, { options: { keys } });
      assert.match(
        stepOf(report, "mapping").advice[0]?.repair?.text ?? "",
        /--kind persona [\s\S]*--account-identifier/,
      );
      assert.match(stepOf(report, "mapping").advice[1]?.repair?.text ?? "", /aws_cloud_auth_config/);
      assert.equal(stepOf(report, "exchange").failure?.kind, "not-mapped");
    });
  });

  it("takes credentials from three variables and nowhere else", async () => {
    await withSandbox({ credentials: "irsa" }, async (sandbox) => {
      const nothing = await test(sandbox);
      assert.equal(stepOf(nothing, "credentials").failure?.kind, "credentials");
      assert.match(
        stepOf(nothing, "credentials").failure?.message ?? "",
        /knows neither profiles nor the roles/,
      );
      const user = { AWS_ACCESS_KEY_ID: USER.accessKeyId, AWS_SECRET_ACCESS_KEY: USER.secretAccessKey };
      const longLived = await test(sandbox, { environment: user });
      assert.match(stepOf(longLived, "credentials").failure?.message ?? "", /no `AWS_SESSION_TOKEN`/);
      assert.equal(sandbox.requests.length, 0);
    });
  });

  it("takes on a role first where one is asked for", async () => {
    await withSandbox({}, async (sandbox) => {
      const user = { AWS_ACCESS_KEY_ID: USER.accessKeyId, AWS_SECRET_ACCESS_KEY: USER.secretAccessKey };
      const identity = { as: "me", assumeRole: "arn:aws:iam::123456789012:role/datadog-agent" } as const;
      const report = await test(sandbox, { environment: user, identity, options: { dryRun: true } });
      assert.match(stepOf(report, "identity").notes.join("\n"), /assumed-role\/datadog-agent\/ddconf/);
      assert.equal(stepOf(report, "exchange").status, "skipped");
    });
  });

  it("stops at arguments that the provider refuses", async () => {
    await withSandbox({}, async (sandbox) => {
      for (const [subject, kind] of [
        [{ orgUuid: undefined }, "configuration"],
        [{ cloudProviderType: "gcp" }, "configuration"],
        [{ region: "nowhere" }, "configuration"],
        [{ apiUrl: "https://api.datadoghq.eu/api/" }, "configuration"],
      ] as const) {
        const report = await test(sandbox, { subject });
        assert.equal(stepOf(report, "config").failure?.kind, kind, JSON.stringify(subject));
      }
      const unsaid = await test(sandbox, {
        subject: { cloudProviderType: undefined },
        options: { dryRun: true },
      });
      assert.match(stepOf(unsaid, "config").notes.join("\n"), /cloud_provider_type = "aws"/);
    });
  });

  it("sends a proof to Datadog's API alone", () => {
    const real = { ...PROVIDER };
    const run = { sandbox: undefined } as Parameters<typeof requireTerraformApi>[1];
    assert.equal(requireTerraformApi(real, run), "https://api.datadoghq.com");
    assert.equal(
      requireTerraformApi({ ...real, site: "us5.datadoghq.com" }, run),
      "https://api.us5.datadoghq.com",
    );
    assert.equal(
      requireTerraformApi({ ...real, apiUrl: "https://api.datadoghq.eu/" }, run),
      "https://api.datadoghq.eu",
    );
    for (const apiUrl of [
      "http://api.datadoghq.eu",
      "https://api.datadoghq.eu.example.com",
      "https://api.datadoghq.eu@example.com",
      "https://example.com/api.datadoghq.eu",
      "http://127.0.0.1:8126",
    ])
      assert.throws(
        () => requireTerraformApi({ ...real, apiUrl }, run),
        (error) => error instanceof LiveFailure && error.kind === "refused",
        apiUrl,
      );
    assert.throws(() => requireTerraformApi({ ...real, site: "example.com/" }, run), { kind: "refused" });
  });
});
