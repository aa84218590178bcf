import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { describe, it, mock } from "node:test";
import { aws } from "../../../server/src/live/aws";
import { EXAMPLE_KEYS, exampleCredentials } from "../../support/databases/live-run";
import { rdsRefusal } from "../../support/databases/rds-verifier";
import { findProgram, skipReason } from "../../support/databases/servers";

const AWS = findProgram("/usr/bin/aws", "/usr/local/bin/aws");

describe("the AWS command line's token", {
  skip: skipReason(AWS ? undefined : "the AWS command line is not installed") ?? false,
}, () => {
  for (const [name, sessionToken] of [
    ["of a user", undefined],
    ["of a role", "FwoGZXIvYXdzEExample/Session+Token=="],
  ] as const)
    it(`${name} has the same signature as ours`, async () => {
      const login = {
        host: "orders.abc123.eu-central-1.rds.amazonaws.com",
        port: 5432,
        username: "data.dog+x",
        region: "eu-central-1",
      };
      const theirs = execFileSync(
        AWS ?? "",
        [
          "rds",
          "generate-db-auth-token",
          "--hostname",
          login.host,
          "--port",
          String(login.port),
          "--username",
          login.username,
          "--region",
          login.region,
        ],
        {
          encoding: "utf8",
          env: {
            PATH: process.env.PATH,
            AWS_ACCESS_KEY_ID: EXAMPLE_KEYS.accessKeyId,
            AWS_SECRET_ACCESS_KEY: EXAMPLE_KEYS.secretAccessKey,
            ...(sessionToken ? { AWS_SESSION_TOKEN: sessionToken } : {}),
            AWS_CONFIG_FILE: "/dev/null",
            AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
            AWS_EC2_METADATA_DISABLED: "true",
          },
        },
      ).trim();
      const query = new URL(`https://${theirs}`).searchParams;
      const [, y, mo, d, h, mi, s] =
        /^(....)(..)(..)T(..)(..)(..)Z$/.exec(query.get("X-Amz-Date") ?? "") ?? [];
      mock.timers.enable({ apis: ["Date"], now: Date.parse(`${y}-${mo}-${d}T${h}:${mi}:${s}Z`) });
      const ours = (await aws.databaseToken(login, exampleCredentials(sessionToken))).reveal();
      const database = {
        ...login,
        user: login.username,
        credentials: { ...EXAMPLE_KEYS, ...(sessionToken ? { sessionToken } : {}) },
      };
      assert.equal(rdsRefusal(login.username, ours, database), undefined);
      mock.timers.reset();
      const parameters = (token: string) => [...new URL(`https://${token}`).searchParams].sort();
      assert.deepEqual(parameters(ours), parameters(theirs));
      assert.equal(ours.split("/?")[0], theirs.split("/?")[0]);
    });
});
