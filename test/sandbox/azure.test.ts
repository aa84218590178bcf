import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, afterEach, before, beforeEach, describe, it } from "node:test";
import { ManagedIdentityCredential, WorkloadIdentityCredential } from "@azure/identity";
import { type Sandbox, startSandbox } from "../../server/src/sandbox/index";
import { CLIENT_ID, TENANT_ID } from "../../server/src/sandbox/known";
import { replaceEnv, restoreEnv } from "../support/env";
import { ask } from "../support/request";

const RESOURCE = "https://ossrdbms-aad.database.windows.net";
const SCOPE = `${RESOURCE}/.default`;
const OTHER = "11112222-bbbb-3333-cccc-4444dddd5555";
/** One try is enough. */
const ONCE = { retryOptions: { maxRetries: 0 } };

describe("sandbox: Azure", () => {
  let sandbox: Sandbox;
  let time = () => new Date();
  before(async () => {
    sandbox = await startSandbox({ now: () => time() });
  });
  beforeEach(() => {
    const { AZURE_FEDERATED_TOKEN_FILE: _, ...environment } = sandbox.directory.environment;
    replaceEnv(environment);
    time = () => new Date();
  });
  afterEach(restoreEnv);
  after(() => sandbox.close());

  const workload = (clientId = CLIENT_ID, tenantId = TENANT_ID) =>
    new WorkloadIdentityCredential({
      ...ONCE,
      clientId,
      tenantId,
      tokenFilePath: sandbox.directory.environment.AZURE_FEDERATED_TOKEN_FILE ?? "",
      disableInstanceDiscovery: true,
      tlsOptions: { ca: sandbox.directory.ca },
    });

  const claimsOf = (token: string) =>
    JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"));

  it("gives a managed identity its token", async () => {
    const { token, expiresOnTimestamp } = await new ManagedIdentityCredential(CLIENT_ID, ONCE).getToken(
      SCOPE,
    );
    const { aud, exp, oid } = claimsOf(token);
    assert.equal(aud, RESOURCE);
    assert.ok(oid);
    assert.ok(Math.abs(exp * 1000 - expiresOnTimestamp) < 2000);
    assert.ok(expiresOnTimestamp > Date.now() + 23 * 60 * 60_000);
  });

  it("refuses an identity that the machine does not have", () =>
    assert.rejects(new ManagedIdentityCredential(OTHER, ONCE).getToken(SCOPE), /Identity not found/));

  it("asks for the header, the resource and the version", async () => {
    const path = `${sandbox.directory.azureImds}/metadata/identity/oauth2/token`;
    const get = async (query: string, headers: Record<string, string> = { metadata: "true" }) => {
      const { status, body } = await ask(`${path}?${query}`, { headers });
      return status === 200 ? "ok" : `${status} ${JSON.parse(body).error_description}`;
    };
    const version = "api-version=2018-02-01";
    const resource = `resource=${encodeURIComponent(RESOURCE)}`;
    assert.equal(await get(`${version}&${resource}`), "ok");
    assert.match(await get(`${version}&${resource}`, {}), /^400 Required metadata header/);
    assert.match(await get(version), /^400 .*'resource' is missing/);
    assert.match(await get(resource), /^400 .*'api-version' is missing/);
    assert.match(await get(`${version}&resource=https://wrong.example`), /^400 AADSTS500011/);
  });

  it("trades the token of a Kubernetes service account", async () => {
    const { token, expiresOnTimestamp } = await workload().getToken(SCOPE);
    assert.equal(claimsOf(token).aud, RESOURCE);
    assert.ok(expiresOnTimestamp < Date.now() + 60 * 60_000);
  });

  it("refuses as Entra does", async () => {
    await assert.rejects(workload(OTHER).getToken(SCOPE), /AADSTS700016/);
    await assert.rejects(workload(CLIENT_ID, OTHER).getToken(SCOPE), /AADSTS90002|endpoints_resolution/);
    await assert.rejects(workload().getToken("https://wrong.example/.default"), /AADSTS500011/);
    time = () => new Date(Date.now() + 25 * 60 * 60_000);
    await assert.rejects(workload().getToken(SCOPE), /AADSTS700024/);
  });

  it("refuses assertions of another audience or origin", async () => {
    const post = async (assertion: string, type = "jwt-bearer") => {
      const body = new URLSearchParams({
        grant_type: "client_credentials",
        client_id: CLIENT_ID,
        scope: SCOPE,
        client_assertion_type: `urn:ietf:params:oauth:client-assertion-type:${type}`,
        client_assertion: assertion,
      }).toString();
      const { entra, ca } = sandbox.directory;
      const asked = await ask(`${entra}/${TENANT_ID}/oauth2/v2.0/token`, { method: "POST", body, ca });
      return `${asked.status} ${JSON.parse(asked.body).error_codes}`;
    };
    assert.equal(await post("nonsense"), "401 50027");
    assert.equal(await post("e30.e30.e30"), "401 700211");
    assert.equal(await post("e30.e30.e30", "other"), "401 7000218");
    const aws = await startSandbox({ credentials: "irsa" });
    const foreign = readFileSync(aws.directory.environment.AWS_WEB_IDENTITY_TOKEN_FILE ?? "", "utf8");
    await aws.close();
    assert.equal(await post(foreign), "401 700212");
  });

  it("shows a certificate of its own authority", async () => {
    const { entra } = sandbox.directory;
    await assert.rejects(ask(`${entra}/${TENANT_ID}/v2.0/.well-known/openid-configuration`), /certificate/);
  });
});
