import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { hostOfUrl, isAcceptedSite, SITES, siteMeantBy, siteOfHost } from "../../server/src/schema/sites";

describe("sites", () => {
  it("every listed site is accepted and is found in its own hosts", () => {
    for (const { domain, app, api } of SITES) {
      assert.ok(isAcceptedSite(domain), domain);
      assert.equal(siteOfHost(app), domain);
      assert.equal(siteOfHost(api), domain);
      assert.equal(siteMeantBy(`https://${app}/`), domain);
    }
  });

  it("finds the site of a host at label boundaries only", () => {
    assert.equal(siteOfHost("http-intake.logs.us3.datadoghq.com."), "us3.datadoghq.com");
    assert.equal(siteOfHost("notdatadoghq.com"), undefined);
    assert.equal(siteOfHost("datadoghq.com.example.com"), undefined);
  });

  it("reads the host out of a URL", () => {
    assert.equal(hostOfUrl("https://user:secret@App.datadoghq.com:443/api"), "app.datadoghq.com");
    assert.equal(hostOfUrl("localhost:3834"), "localhost");
    assert.equal(hostOfUrl(""), undefined);
  });

  const meant: Record<string, string | undefined> = {
    "https://api.us5.datadoghq.com": "us5.datadoghq.com",
    "app.datadoghq.com": "datadoghq.com",
    "eu.datadoghq.com": "datadoghq.eu",
    "app.eu1.datadoghq.com": "datadoghq.eu",
    "us1.datadoghq.com": "datadoghq.com",
    us3: "us3.datadoghq.com",
    AP2: "ap2.datadoghq.com",
    EU: "datadoghq.eu",
    gov: "ddog-gov.com",
    "us1-fed": "ddog-gov.com",
    "example.com": undefined,
    constructor: undefined,
  };
  for (const [text, domain] of Object.entries(meant))
    it(`${text} means ${domain ?? "no site"}`, () => assert.equal(siteMeantBy(text), domain));
});
