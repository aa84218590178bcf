import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readPostgresAuth, wantsIam } from "../../server/src/rules/support/postgres-auth";
import { forAgent, instanceOf } from "../support/instances";

const HOST = "host: orders.abc123def456.us-east-2.rds.amazonaws.com\n";
const REGION = `${HOST}aws:\n  region: us-east-2\n`;
const EXPLICIT = `${REGION}  managed_authentication:\n    enabled: true\n`;
const OFF = `${REGION}  managed_authentication:\n    enabled: false\n`;
const ENDPOINT = "  instance_endpoint: orders.abc123def456.us-east-2.rds.amazonaws.com\n";
const ID = "1b2c3d4e-0000-4000-8000-123456789abc";
const OTHER_ID = "9f8e7d6c-0000-4000-8000-cba987654321";
const NEW_BLOCK = `azure:\n  deployment_type: flexible_server\n  managed_authentication:\n    enabled: true\n    client_id: ${ID}\n`;
const OLD_BLOCK = `managed_identity:\n  client_id: ${OTHER_ID}\n`;
const AZURE = "azure:\n  deployment_type: flexible_server\n";

const ALL = [
  "7.45",
  "7.46",
  "7.50",
  "7.51",
  "7.57",
  "7.58",
  "7.65",
  "7.66",
  "7.69",
  "7.70",
  "7.71",
  "7.72",
  "7.80",
  undefined,
];

/** `login/reason` by Agent version, in runs: `7.46 aws-iam/region`. */
function logins(text: string): string {
  const runs: string[] = [];
  let last = "";
  for (const version of ALL) {
    const { login, reason } = readPostgresAuth(instanceOf(text), forAgent(version));
    const now = `${login}/${reason}`;
    if (now !== last) runs.push(`${version} ${now}`);
    last = now;
  }
  return runs.join(", ");
}

describe("which login the postgres check uses, from which Agent on", () => {
  const table: Readonly<Record<string, readonly [string, string]>> = {
    "nothing at all": [HOST, "7.45 none/default"],
    "a password": [`${HOST}password: x\n`, "7.45 password/default"],
    "a region alone": [
      REGION,
      "7.45 none/default, 7.46 aws-iam/region, 7.66 none/block-lost, 7.70 aws-iam/region",
    ],
    "a region alone, with the endpoint": [REGION + ENDPOINT, "7.45 none/default, 7.46 aws-iam/region"],
    "a region with a password": [
      `${REGION}${ENDPOINT}password: x\n`,
      "7.45 password/default, 7.46 aws-iam/region, 7.58 password/default",
    ],
    "a region with a secret as password": [
      `${REGION}${ENDPOINT}password: ENC[pg]\n`,
      "7.45 password/default, 7.46 aws-iam/region, 7.58 password/default",
    ],
    "a region with an empty password": [
      `${REGION}${ENDPOINT}password: ""\n`,
      "7.45 password/default, 7.46 aws-iam/region, 7.72 password/default",
    ],
    "a region with a null password": [
      `${REGION}${ENDPOINT}password:\n`,
      "7.45 none/default, 7.46 aws-iam/region",
    ],
    "an empty region": [`${HOST}aws:\n  region: ""\n${ENDPOINT}`, "7.45 none/default"],
    "explicit, with a password": [
      `${EXPLICIT}${ENDPOINT}password: x\n`,
      "7.45 password/default, 7.46 aws-iam/region, 7.51 aws-iam/explicit",
    ],
    "explicit, endpoint missing": [
      EXPLICIT,
      "7.45 none/default, 7.46 aws-iam/region, 7.51 aws-iam/explicit, 7.66 none/block-lost, 7.70 aws-iam/explicit",
    ],
    "explicitly off": [
      `${OFF}${ENDPOINT}password: x\n`,
      "7.45 password/default, 7.46 aws-iam/region, 7.51 password/default",
    ],
    "an empty managed_authentication": [
      `${REGION}${ENDPOINT}  managed_authentication: {}\n`,
      "7.45 none/default, 7.46 aws-iam/region, 7.51 none/default, 7.72 aws-iam/region",
    ],
    "a placeholder for enabled": [
      `${REGION}${ENDPOINT}  managed_authentication:\n    enabled: "%%extra_x%%"\n`,
      "7.45 none/default, 7.46 aws-iam/region, 7.51 unknown/explicit",
    ],
    "azure.managed_authentication": [NEW_BLOCK, "7.45 none/default, 7.51 azure-managed-identity/explicit"],
    "workload identity": [
      `${NEW_BLOCK}    auth_type: workload_identity\n`,
      "7.45 none/default, 7.51 azure-managed-identity/explicit, 7.80 azure-workload-identity/explicit",
    ],
    "the old block": [OLD_BLOCK + AZURE, "7.45 none/default, 7.50 azure-managed-identity/legacy-block"],
    "the old block without azure": [OLD_BLOCK, "7.45 none/default, 7.72 azure-managed-identity/legacy-block"],
    "azure beside an aws block for tags": [
      `${NEW_BLOCK}aws:\n${ENDPOINT}`,
      "7.45 none/default, 7.72 azure-managed-identity/explicit",
    ],
    "azure and aws both on": [
      `${NEW_BLOCK}${EXPLICIT}${ENDPOINT}`,
      "7.45 none/default, 7.46 aws-iam/region, 7.51 aws-iam/explicit",
    ],
  };
  for (const [name, [text, expected]] of Object.entries(table))
    it(name, () => assert.equal(logins(text), expected));
});

describe("what the reader hands on", () => {
  it("the identity that counts when both blocks are there: the new one up to 7.71, the old one later", () => {
    const clientId = (version?: string) =>
      readPostgresAuth(instanceOf(OLD_BLOCK + NEW_BLOCK), forAgent(version)).azure.clientId.text;
    assert.deepEqual(["7.50", "7.71", undefined].map(clientId), [OTHER_ID, ID, OTHER_ID]);
  });

  it("what the host name says, and nothing for a placeholder", () => {
    const rds = (text: string) => readPostgresAuth(instanceOf(text), forAgent()).rds?.region;
    assert.equal(rds(HOST), "us-east-2");
    assert.equal(rds("host: example-endpoint.us-east-2.rds.amazonaws.com\n"), "us-east-2");
    assert.equal(rds("host: rds.amazonaws.com\n"), undefined);
    assert.equal(rds('host: "%%host%%"\n'), undefined);
  });

  it("values behind anchors and merge keys", () => {
    const text = `defaults: &d\n  region: us-east-2\n  managed_authentication:\n    enabled: true\naws:\n  <<: *d\n`;
    const auth = readPostgresAuth(instanceOf(text), forAgent());
    assert.equal(auth.login, "aws-iam");
    assert.equal(auth.aws.region.text, "us-east-2");
  });
});

describe("IAM login that the author asked for", () => {
  const wants = (text: string, version?: string) => {
    const settings = forAgent(version);
    return wantsIam(readPostgresAuth(instanceOf(text), settings), settings);
  };
  it("an explicit block, and before 7.51 a region without a password", () => {
    assert.equal(wants(EXPLICIT), true);
    assert.equal(wants(REGION), false);
    assert.equal(wants(REGION, "7.47"), true);
    assert.equal(wants(`${REGION}password: x\n`, "7.47"), false);
  });
});
