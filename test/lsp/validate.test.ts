import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { LspClient } from "../support/lsp-client";

const TEXT = "instances:\n  - host: localhost\n    usrname: datadog\n";

describe("ddconf/validate, for language-model tools", () => {
  it("checks a text by its name, and an open file", async () => {
    const client = await LspClient.start();
    const validate = (params: object) => client.connection.sendRequest<string>("ddconf/validate", params);
    assert.match(
      await validate({ text: TEXT, filename: "postgres.d/conf.yaml" }),
      /Line 3, .* postgres\/unknown-key/,
    );
    const uri = "file:///etc/datadog-agent/conf.d/postgres.d/conf.yaml";
    client.open(uri, TEXT);
    assert.match(await validate({ uri }), /Line 3, .* postgres\/unknown-key/);
    assert.match(await validate({ uri: "file:///no/such.yaml" }), /no such file/);
    assert.match(await validate({}), /no such file/);
    assert.equal(await client.stop(), 0);
  });
});
