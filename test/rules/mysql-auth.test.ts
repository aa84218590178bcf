import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readMysqlAuth } from "../../server/src/rules/support/mysql-auth";
import { forAgent, instanceOf } from "../support/instances";

const IAM = "host: h\naws:\n  region: us-east-2\n  managed_authentication:\n    enabled: true\n";

describe("which login the mysql check uses", () => {
  const table: readonly (readonly [string, string, string | undefined, string])[] = [
    ["nothing", "host: h\n", undefined, "none"],
    ["an empty password", 'host: h\npassword: ""\n', undefined, "none"],
    ["a password under its old name", "server: h\npass: x\n", undefined, "password"],
    ["a region alone switches nothing on", "host: h\naws:\n  region: us-east-2\n", undefined, "none"],
    ["IAM", IAM, undefined, "aws-iam"],
    ["IAM from 7.67", IAM, "7.67", "aws-iam"],
    ["no IAM before", IAM, "7.66", "none"],
    ["IAM beside a password", `${IAM}password: x\n`, undefined, "aws-iam"],
    ["a placeholder decides", IAM.replace("true", '"%%env_IAM%%"'), undefined, "unknown"],
    ["an options file", `${IAM}defaults_file: /etc/my.cnf\n`, undefined, "defaults-file"],
  ];
  for (const [name, text, version, expected] of table)
    it(name, () => assert.equal(readMysqlAuth(instanceOf(text), forAgent(version)).login, expected));
});
