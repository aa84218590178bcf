import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { AZURE_CLOUDS, isUuid, parseAzureHost, parseAzureScope } from "../../server/src/model/azure/clouds";

const host = (name: string) => {
  const found = parseAzureHost(name);
  return found && `${found.cloud.id} ${found.database} ${found.server}`;
};
const scope = (text: string) => {
  const found = parseAzureScope(text);
  return found && `${found.cloud.id} ${found.service}`;
};

describe("Azure's clouds", () => {
  it("are told by the host", () => {
    assert.equal(host("orders.postgres.database.azure.com"), "public postgres orders");
    assert.equal(host("orders.mysql.database.azure.com"), "public mysql orders");
    assert.equal(host("Orders.Database.Windows.Net."), "public sqlserver orders");
    assert.equal(host("mi.abcdef.database.windows.net"), "public sqlserver mi");
    assert.equal(host("orders.postgres.database.usgovcloudapi.net"), "us-gov postgres orders");
    assert.equal(host("orders.database.usgovcloudapi.net"), "us-gov sqlserver orders");
    assert.equal(host("orders.mysql.database.chinacloudapi.cn"), "china mysql orders");
    assert.equal(host("orders.privatelink.postgres.database.azure.com"), "public postgres orders");
    for (const other of ["localhost", "postgres.database.azure.com.example.com", "database.windows.net", ""])
      assert.equal(host(other), undefined, other);
  });

  it("are told by the scope, with and without its ending", () => {
    assert.equal(scope("https://ossrdbms-aad.database.windows.net/.default"), "public openSource");
    assert.equal(scope("https://ossrdbms-aad.database.windows.net"), "public openSource");
    assert.equal(scope("https://database.windows.net//.default"), "public sqlserver");
    assert.equal(scope("https://ossrdbms-aad.database.usgovcloudapi.net/.default"), "us-gov openSource");
    assert.equal(scope("https://ossrdbms-aad.database.chinacloudapi.cn/.default"), "china openSource");
    assert.equal(scope("https://management.azure.com/.default"), undefined);
  });

  it("have every host and scope but once", () => {
    const scopes = AZURE_CLOUDS.flatMap((cloud) => Object.values(cloud.scopes));
    assert.equal(new Set(scopes).size, scopes.length);
  });

  it("identify by UUIDs of either case", () => {
    assert.equal(isUuid("1B2C3D4E-0000-4000-8000-123456789ABC"), true);
    assert.equal(isUuid("1b2c3d4e00004000800012345678abcd"), false);
  });
});
