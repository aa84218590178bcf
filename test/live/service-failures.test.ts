import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { keysFromEnvironment } from "../../server/src/live/keys";
import type { Credentials, Failure, ServiceName } from "../../server/src/sandbox/index";
import { assertNoSecret, authTest, stepOf, withSandbox, YES } from "../support/auth-test";

type Expected = readonly [kind: string, message: RegExp];
type Failing = Exclude<Failure, `slow:${number}`>;

/** Steps by the start of their titles. */
const STEPS = { credentials: /^Find/, identity: /^Ask/, exchange: /^Trade/ } as const;

interface Service {
  readonly credentials: Credentials;
  /** The step that meets the failure. */
  readonly step: keyof typeof STEPS;
  readonly failures: Readonly<Partial<Record<Failing, Expected>>>;
}

const SERVICES: Readonly<Partial<Record<ServiceName, Service>>> = {
  sts: {
    credentials: "static",
    step: "identity",
    failures: {
      throttle: ["throttled", /too many requests/],
      timeout: ["timeout", /did not answer in time/],
      drop: ["network", /closed the connection/],
      error: ["service", /answered with 500/],
      huge: ["service", /larger than 1 MiB/],
      malformed: ["service", /is not AWS STS/],
      redirect: ["service", /did not follow/],
    },
  },
  imds: {
    credentials: "imds",
    step: "credentials",
    failures: {
      throttle: ["throttled", /too many requests/],
      timeout: ["credentials", /does not answer/],
      drop: ["credentials", /is not there/],
      error: ["service", /answered with 500/],
      huge: ["service", /larger than 1 MiB/],
      malformed: ["service", /something else than it was asked for/],
      redirect: ["service", /did not follow/],
    },
  },
  container: {
    credentials: "container",
    step: "credentials",
    failures: {
      throttle: ["throttled", /too many requests/],
      timeout: ["timeout", /did not answer in time.*tries nothing else/],
      drop: ["network", /closed the connection/],
      error: ["service", /answered with 500/],
      huge: ["service", /larger than 1 MiB/],
      malformed: ["service", /holds no credentials/],
      redirect: ["service", /did not follow/],
    },
  },
  datadog: {
    credentials: "static",
    step: "exchange",
    failures: {
      throttle: ["throttled", /too many requests/],
      timeout: ["timeout", /did not answer in time/],
      drop: ["network", /closed the connection/],
      error: ["service", /500|503/],
      huge: ["service", /larger than 1 MiB/],
      malformed: ["service", /does not hold/],
      redirect: ["service", /redirect/],
      tls: ["tls", /not issued by anybody/],
      "tls-host": ["tls", /belongs to another name/],
    },
  },
};

describe("services that fail", () => {
  for (const [name, { credentials, step, failures }] of Object.entries(SERVICES)) {
    it(`${name}: ${Object.keys(failures).join(", ")}`, async () => {
      await withSandbox({ credentials }, async (sandbox) => {
        for (const [failure, [kind, message]] of Object.entries(failures)) {
          sandbox.fail(name as ServiceName, failure as Failing);
          const before = sandbox.requests.length;
          // only the call that is to time out is short of time
          let timeout = 30_000;
          const onStart = (title: string) => {
            if (failure === "timeout" && STEPS[step].test(title)) timeout = 100;
          };
          const report = await authTest(sandbox, {
            timeoutMilliseconds: () => timeout,
            hooks: { ...YES, onStart },
          });
          const found = stepOf(report, step).failure;
          assert.equal(found?.kind, kind, `${name} ${failure}: ${found?.message}`);
          assert.match(found?.message ?? "", message, `${name} ${failure}`);
          assert.ok(found?.next, `${name} ${failure}`);
          assert.equal(report.status, "failed");
          assert.ok(
            !sandbox.requests.slice(before).some(({ path }) => path === "/followed"),
            "it followed a redirect",
          );
          assertNoSecret(JSON.stringify(report));
        }
      });
    });

    it(`${name}: slow`, async () => {
      await withSandbox({ credentials }, async (sandbox) => {
        sandbox.fail(name as ServiceName, "slow:120");
        const report = await authTest(sandbox);
        assert.equal(report.status, "passed");
        assert.ok(stepOf(report, step).milliseconds >= 100);
      });
    });
  }

  it("sts: failures while a role is assumed belong to the credentials", async () => {
    await withSandbox({ credentials: "irsa" }, async (sandbox) => {
      for (const [failure, kind] of [
        ["throttle", "throttled"],
        ["drop", "network"],
        ["malformed", "service"],
      ] as const) {
        sandbox.fail("sts", failure);
        const report = await authTest(sandbox);
        assert.equal(stepOf(report, "credentials").failure?.kind, kind, failure);
      }
    });
  });

  it("a list of mappings that fails is a warning", async () => {
    await withSandbox({}, async (sandbox) => {
      sandbox.fail("datadog", "malformed");
      const keys = keysFromEnvironment(sandbox.directory.environment);
      const report = await authTest(sandbox, { options: { keys } });
      assert.equal(stepOf(report, "mapping").status, "warning");
      assert.equal(stepOf(report, "exchange").status, "failed");
    });
  });
});
