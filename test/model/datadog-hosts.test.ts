import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { agentApiTarget, hostOf, isGovernmentHost } from "../../server/src/model/datadog-hosts";

describe("the Agent's API address", () => {
  const sites: readonly [string | undefined, string][] = [
    [undefined, "https://api.datadoghq.com"],
    ["", "https://api.datadoghq.com"],
    ["datadoghq.com", "https://api.datadoghq.com"],
    ["us3.datadoghq.com", "https://api.us3.datadoghq.com"],
    ["us5.datadoghq.com", "https://api.us5.datadoghq.com"],
    ["ap1.datadoghq.com", "https://api.ap1.datadoghq.com"],
    ["ap2.datadoghq.com", "https://api.ap2.datadoghq.com"],
    ["uk1.datadoghq.com", "https://api.uk1.datadoghq.com"],
    ["datadoghq.eu", "https://api.datadoghq.eu"],
    ["ddog-gov.com", "https://api.ddog-gov.com"],
    ["us2.ddog-gov.com", "https://api.ddog-gov.com"],
    ["eu.datadoghq.com", "https://api.datadoghq.com"],
    ["DATADOGHQ.EU", "https://api.datadoghq.eu"],
    ["datad0g.com", "https://api.datad0g.com"],
  ];
  for (const [site, url] of sites)
    it(`of site ${site}`, () =>
      assert.deepEqual(agentApiTarget(site === undefined ? {} : { site }), { url, recognized: true }));

  const urls: readonly [string, string, boolean][] = [
    ["https://app.datadoghq.eu", "https://api.datadoghq.eu", true],
    ["http://app.us3.datadoghq.com/", "https://api.us3.datadoghq.com", true],
    ["https://app.datadoghq.com:443", "https://api.datadoghq.com", true],
    ["https://7-60-0-app.agent.us5.datadoghq.com.", "https://api.us5.datadoghq.com.", true],
    ["app.datadoghq.com", "https://api.datadoghq.com", true],
    ["https://proxy.example.com:3834", "https://proxy.example.com:3834", false],
    ["http://localhost:3834", "http://localhost:3834", false],
    ["https://datadoghq.com.example.net", "https://datadoghq.com.example.net", false],
    ["https://notdatadoghq.com", "https://notdatadoghq.com", false],
    ["https://app.datadoghq.com@example.net", "https://app.datadoghq.com@example.net", false],
    ["https://app.datadoghq.org", "https://app.datadoghq.org", false],
  ];
  for (const [ddUrl, url, recognized] of urls)
    it(`of dd_url ${ddUrl}`, () =>
      assert.deepEqual(agentApiTarget({ ddUrl, site: "us3.datadoghq.com" }), { url, recognized }));
});

describe("hosts", () => {
  it("are taken out of URLs", () => {
    assert.equal(hostOf("HTTPS://user:word@App.Example.com:8443/a?b#c"), "app.example.com");
    assert.equal(hostOf("example.com"), "example.com");
  });

  it("of the government sites are told from look-alikes", () => {
    assert.ok(isGovernmentHost("ddog-gov.com") && isGovernmentHost("api.us2.ddog-gov.com."));
    assert.ok(!isGovernmentHost("notddog-gov.com") && !isGovernmentHost("ddog-gov.com.example.net"));
  });
});
