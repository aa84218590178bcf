import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { aws } from "../../server/src/live/aws";
import { LiveFailure } from "../../server/src/live/failure";
import type { AwsIdentity, FoundCredentials } from "../../server/src/live/ports";
import type { Environment } from "../../server/src/live/run";
import { CREDENTIALS, type Sandbox } from "../../server/src/sandbox/index";
import { signToken } from "../../server/src/sandbox/jwt";
import { STATIC, USER } from "../../server/src/sandbox/known";
import { assertNoSecret, authTest, outcome, runIn, stepOf, withSandbox } from "../support/auth-test";

const AGENT: AwsIdentity = { as: "agent" };
const FOLDER = mkdtempSync(join(tmpdir(), "ddconf-aws-"));
after(() => rmSync(FOLDER, { recursive: true, force: true }));

const STATIC_PAIR = { AWS_ACCESS_KEY_ID: STATIC.accessKeyId, AWS_SECRET_ACCESS_KEY: STATIC.secretAccessKey };
const ROLE = "arn:aws:iam::123456789012:role/datadog-agent";

function file(name: string, text: string): string {
  writeFileSync(join(FOLDER, name), text);
  return join(FOLDER, name);
}

function find(sandbox: Sandbox, environment: Environment, identity = AGENT): Promise<FoundCredentials> {
  return aws.findCredentials(identity, undefined, runIn(sandbox, { environment }));
}

/** The failure of looking for credentials with these variables. */
async function failureOf(sandbox: Sandbox, environment: Environment, identity = AGENT): Promise<LiveFailure> {
  try {
    await find(sandbox, environment, identity);
  } catch (error) {
    assert.ok(error instanceof LiveFailure, String(error));
    assertNoSecret(JSON.stringify([error.message, error.next, error.detail]));
    return error;
  }
  return assert.fail("there are credentials");
}

/** Services of the sandbox that were asked for credentials. */
function asked(sandbox: Sandbox): string[] {
  return [...new Set(sandbox.requests.map(({ service }) => service))].sort();
}

describe("credentials as the Agent finds them", () => {
  for (const credentials of CREDENTIALS) {
    it(`${credentials}: a whole test`, async () => {
      await withSandbox({ credentials }, async (sandbox) => {
        const report = await authTest(sandbox);
        assert.equal(
          outcome(report),
          "config passed, credentials passed, identity passed, mapping skipped, proof passed, exchange passed",
        );
        const found = stepOf(report, "credentials").notes.join("\n");
        const source = {
          static: /the environment/,
          irsa: /IRSA/,
          container: /the container/,
          imds: /EC2 instance/,
        };
        assert.match(found, source[credentials]);
        if (credentials !== "static")
          assert.match(found, /good until 20\d\d-.* \(in \d+ (?:minutes|hours)\)/);
        assertNoSecret(JSON.stringify(report));
      });
    });
  }

  it("tries the first mechanism that is set up, and no other", async () => {
    await withSandbox({ credentials: "container" }, async (sandbox) => {
      const container = sandbox.directory.environment;
      const irsa = { AWS_ROLE_ARN: ROLE, AWS_WEB_IDENTITY_TOKEN_FILE: "/nowhere/token" };
      const found = await find(sandbox, { ...container, ...irsa, ...STATIC_PAIR });
      assert.match(found.source, /the environment/);
      assert.match(found.notes?.join("\n") ?? "", /Not tried.*IRSA[\s\S]*Not tried.*the container/);
      assert.deepEqual(asked(sandbox), []);
      // a token that is not there does not lead on to the container
      assert.match(
        (await failureOf(sandbox, { ...container, ...irsa })).message,
        /tries IRSA and nothing else/,
      );
      assert.deepEqual(asked(sandbox), []);
      sandbox.fail("container", "error");
      await failureOf(sandbox, container);
      assert.deepEqual(asked(sandbox), ["container"]);
    });
  });

  it("takes no profile and no older name of a variable", async () => {
    await withSandbox({}, async (sandbox) => {
      const credentials = file(
        "credentials",
        `[default]\naws_access_key_id = A\naws_secret_access_key = B\n`,
      );
      const found = await find(sandbox, {
        AWS_SHARED_CREDENTIALS_FILE: credentials,
        AWS_PROFILE: "default",
        AWS_ACCESS_KEY: "A",
        AWS_SECRET_KEY: "B",
        AWS_EC2_METADATA_DISABLED: "true",
      });
      assert.match(found.source, /EC2 instance/);
      assert.equal(found.region, "us-east-1");
    });
  });

  it("warns of pairs of which one is missing, and goes on", async () => {
    await withSandbox({}, async (sandbox) => {
      const found = await find(sandbox, { AWS_ACCESS_KEY_ID: "A", AWS_WEB_IDENTITY_TOKEN_FILE: "/nowhere" });
      assert.match(found.source, /EC2 instance/);
      assert.equal(found.warnings?.length, 2);
      assert.match(
        found.warnings?.[0] ?? "",
        /`AWS_ACCESS_KEY_ID` is set and `AWS_SECRET_ACCESS_KEY` is not/,
      );
      assert.match(
        found.warnings?.[1] ?? "",
        /`AWS_WEB_IDENTITY_TOKEN_FILE` is set and `AWS_ROLE_ARN` is not/,
      );
    });
  });

  it("says that keys without a session are those of a user", async () => {
    await withSandbox({}, async (sandbox) => {
      const environment = {
        AWS_ACCESS_KEY_ID: USER.accessKeyId,
        AWS_SECRET_ACCESS_KEY: USER.secretAccessKey,
      };
      const report = await authTest(sandbox, { environment });
      assert.match(stepOf(report, "credentials").notes.join("\n"), /keys of an IAM user/);
      assert.match(stepOf(report, "identity").notes.join("\n"), /user\/sandbox/);
      assert.equal(stepOf(report, "exchange").failure?.kind, "not-mapped");
    });
  });
});

describe("failures of the mechanisms", () => {
  const claims = (changes: object) =>
    signToken({
      aud: "sts.amazonaws.com",
      sub: "system:serviceaccount:datadog:datadog-agent",
      iss: "https://oidc.eks.us-east-1.amazonaws.com/id/EXAMPLE",
      exp: Math.floor(Date.now() / 1000) + 3600,
      ...changes,
    });
  const irsa = (name: string, token: string, role = ROLE) => ({
    AWS_ROLE_ARN: role,
    AWS_WEB_IDENTITY_TOKEN_FILE: file(name, token),
  });
  const CASES: Readonly<Record<string, readonly [Environment, LiveFailure["kind"], RegExp, RegExp]>> = {
    "IRSA: no token file": [
      { AWS_ROLE_ARN: ROLE, AWS_WEB_IDENTITY_TOKEN_FILE: "/nowhere/token" },
      "credentials",
      /`\/nowhere\/token` cannot be read: there is none/,
      /mounted/,
    ],
    "IRSA: an empty token file": [irsa("empty", "\n"), "credentials", /is empty/, /mounted/],
    "IRSA: a role that does not trust": [
      irsa("token", claims({}), "arn:aws:iam::123456789012:role/untrusting"),
      "permission",
      /trust policy of .*untrusting.*`sub` is `system:serviceaccount:datadog:datadog-agent`/,
      /OIDC provider/,
    ],
    "IRSA: another audience": [
      irsa("aud", claims({ aud: "vault" })),
      "credentials",
      /`aud` is `vault`/,
      /audience/,
    ],
    "IRSA: an expired token": [
      irsa("old", claims({ exp: 1 })),
      "credentials",
      /has expired/,
      /projected volume/,
    ],
    "IRSA: no role's ARN": [
      irsa("arn", claims({}), "datadog-agent"),
      "configuration",
      /not the ARN of a role/,
      /arn:aws:iam/,
    ],
    "container: a path that is none": [
      { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: "v1/credentials" },
      "configuration",
      /does not start with/,
      /ECS/,
    ],
    "container: a token file that is not there": [
      {
        AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: "/v1/credentials",
        AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: "/nowhere",
      },
      "credentials",
      /EKS Pod Identity cannot be read/,
      /mounted/,
    ],
    "container: a wrong token": [
      { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: "/v1/credentials", AWS_CONTAINER_AUTHORIZATION_TOKEN: "x" },
      "credentials",
      /refused with 401/,
      /pods\.eks\.amazonaws\.com/,
    ],
    "container: an address outside the sandbox": [
      { AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://169.254.170.2/v2" },
      "refused",
      /out of the sandbox/,
      /sandbox/,
    ],
  };
  for (const [name, [environment, kind, message, next]] of Object.entries(CASES)) {
    it(name, async () => {
      await withSandbox({}, async (sandbox) => {
        const failure = await failureOf(sandbox, environment);
        assert.equal(failure.kind, kind);
        assert.match(failure.message, message);
        assert.match(failure.next, next);
      });
    });
  }

  it("container: addresses that no token is sent to", async () => {
    await withSandbox({}, async (sandbox) => {
      for (const url of [
        "http://example.com/x",
        "ftp://127.0.0.1/x",
        "http://169.254.170.2.example.com/x",
        "no url",
      ]) {
        const environment = {
          AWS_CONTAINER_CREDENTIALS_FULL_URI: url,
          AWS_CONTAINER_AUTHORIZATION_TOKEN: "x",
        };
        const run = { ...runIn(sandbox, { environment }), sandbox: undefined };
        await assert.rejects(aws.findCredentials(AGENT, undefined, run), { kind: "configuration" });
      }
    });
  });

  const STS: Readonly<Record<string, readonly [Environment, string, RegExp]>> = {
    "an unknown key": [
      { ...STATIC_PAIR, AWS_ACCESS_KEY_ID: "ASIAIOSFODNN7EXAMPLE" },
      "credentials",
      /does not know this access key/,
    ],
    "a session token of another session": [
      { ...STATIC_PAIR, AWS_SESSION_TOKEN: "another" },
      "credentials",
      /access key and session token together/,
    ],
    "a wrong secret key": [
      { ...STATIC_PAIR, AWS_SECRET_ACCESS_KEY: "wrong", AWS_SESSION_TOKEN: STATIC.sessionToken },
      "credentials",
      /does not belong to the access key/,
    ],
  };
  for (const [name, [environment, kind, message]] of Object.entries(STS)) {
    it(`STS: ${name}`, async () => {
      await withSandbox({}, async (sandbox) => {
        const report = await authTest(sandbox, { environment });
        assert.equal(stepOf(report, "identity").failure?.kind, kind);
        assert.match(stepOf(report, "identity").failure?.message ?? "", message);
        assertNoSecret(JSON.stringify(report));
      });
    });
  }

  it("STS: credentials that have expired meanwhile", async () => {
    let ahead = 0;
    await withSandbox({ credentials: "imds", now: () => new Date(Date.now() + ahead) }, async (sandbox) => {
      const { credentials } = await find(sandbox, sandbox.directory.environment);
      ahead = 7 * 60 * 60_000;
      const run = runIn(sandbox, { now: () => new Date(Date.now() + ahead) });
      await assert.rejects(aws.callerIdentity(credentials, undefined, run), {
        kind: "credentials",
        message: "The AWS session has expired.",
      });
    });
  });

  it("a role that may not be assumed names both policies", async () => {
    await withSandbox({}, async (sandbox) => {
      const identity = { as: "agent", assumeRole: "arn:aws:iam::123456789012:role/untrusting" } as const;
      const { failure } = stepOf(await authTest(sandbox, { identity }), "credentials");
      assert.equal(failure?.kind, "permission");
      assert.match(failure?.next ?? "", /trust policy.*a policy of the caller/);
      assert.match(failure?.detail ?? "", /not authorized to perform: sts:AssumeRole/);
    });
  });
});

describe("credentials as the AWS command line finds them", () => {
  const ME: AwsIdentity = { as: "me" };
  const profiles = (text: string) => ({
    AWS_CONFIG_FILE: file("config", text),
    AWS_SHARED_CREDENTIALS_FILE: file("none", ""),
  });

  it("takes what the environment and profiles say", async () => {
    await withSandbox({}, async (sandbox) => {
      assert.equal((await find(sandbox, sandbox.directory.environment, ME)).source, "the environment");
      const text = `[profile p]\naws_access_key_id = ${USER.accessKeyId}\naws_secret_access_key = ${USER.secretAccessKey}\n`;
      const found = await find(sandbox, profiles(text), { as: "me", profile: "p" });
      assert.equal(found.source, "a profile (profile `p`)");
      assert.equal(found.credentials.accessKeyId, USER.accessKeyId);
    });
  });

  const CASES: Readonly<Record<string, readonly [string, RegExp, RegExp]>> = {
    "no such profile": ["", /no profile `p`/, /list-profiles/],
    "an SSO session that was never started": [
      "[profile p]\nsso_session = s\nsso_account_id = 123456789012\nsso_role_name = r\n[sso-session s]\nsso_region = eu-west-1\nsso_start_url = https://example.awsapps.com/start\n",
      /SSO session of the profile `p`/,
      /aws sso login --profile p/,
    ],
    "a program that fails": ["[profile p]\ncredential_process = false\n", /`credential_process`/, /aws sts/],
    "a second factor": [
      `[profile base]\naws_access_key_id = A\naws_secret_access_key = B\n[profile p]\nrole_arn = ${ROLE}\nsource_profile = base\nmfa_serial = arn:aws:iam::123456789012:mfa/me\n`,
      /second factor/,
      /export-credentials --profile p/,
    ],
  };
  for (const [name, [text, message, next]] of Object.entries(CASES)) {
    it(name, async () => {
      await withSandbox({}, async (sandbox) => {
        const environment = { ...profiles(text), HOME: FOLDER, PATH: process.env.PATH };
        const failure = await failureOf(sandbox, environment, { as: "me", profile: "p" });
        assert.equal(failure.kind, "credentials");
        assert.match(failure.message, message);
        assert.match(failure.next, next);
      });
    });
  }

  it("leaves the process's own variables as they were", async () => {
    const before = { ...process.env };
    await withSandbox({}, async (sandbox) => {
      await Promise.all([
        find(sandbox, sandbox.directory.environment, ME),
        failureOf(sandbox, profiles(""), { as: "me", profile: "p" }),
      ]);
    });
    assert.deepEqual({ ...process.env }, before);
  });
});
