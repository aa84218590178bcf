import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "node:test";
import { type ClientOptions, fileUri, inFolder, LspClient } from "../support/lsp-client";

const AGENT = "file:///etc/datadog-agent/datadog.yaml";
const BROKEN = "logs_enabeld: true\n";

interface Info {
  readonly kind: string;
  readonly reason: string;
  readonly agentVersion: string | null;
  readonly site: string | null;
  readonly ownSite: boolean;
  readonly project: string | null;
}

async function withClient(options: ClientOptions, work: (client: LspClient) => Promise<void>): Promise<void> {
  const client = await LspClient.start(options);
  try {
    await work(client);
  } finally {
    await client.stop();
  }
}

const infoOf = (client: LspClient, uri: string): Promise<Info> =>
  client.connection.sendRequest("ddconf/documentInfo", { uri });

describe("settings of the editor", () => {
  it("apply per resource", () =>
    withClient(
      {
        settings: (uri: string) =>
          uri.includes("quiet")
            ? { rules: { "schema/unknown-key": "off" } }
            : { rules: { "schema/unknown-key": "hint" } },
      },
      async (client) => {
        client.open("file:///quiet/datadog-agent/datadog.yaml", BROKEN);
        client.open(AGENT, BROKEN);
        assert.deepEqual(await client.diagnostics("file:///quiet/datadog-agent/datadog.yaml"), []);
        assert.equal((await client.diagnostics(AGENT))[0]?.severity, 4);
      },
    ));

  it("take effect when they change", () =>
    withClient({ settings: null }, async (client) => {
      client.open(AGENT, BROKEN);
      const before = await client.pull(AGENT);
      await client.changeSettings({
        rules: { "schema/unknown-key": "error" },
        agentVersion: "7.70",
        site: "datadoghq.eu",
      });
      await client.until(() => client.refreshes > 0);
      const after = await client.pull(AGENT, before.resultId);
      assert.equal(after.kind === "full" && after.items[0]?.severity, 1);
      const { agentVersion, site } = await infoOf(client, AGENT);
      assert.deepEqual([agentVersion, site], ["7.70", "datadoghq.eu"]);
    }));

  it("come with the notice where the editor cannot be asked", () =>
    withClient({ capabilities: { textDocument: { diagnostic: {} } } }, async (client) => {
      client.open(AGENT, BROKEN);
      assert.equal((await client.diagnostics(AGENT)).length, 1);
      const settings = { ddconf: { rules: { "schema/unknown-key": "off" } } };
      await client.connection.sendNotification("workspace/didChangeConfiguration", { settings });
      assert.deepEqual(await client.diagnostics(AGENT), []);
    }));

  it("come with the start where the editor is asked and has none", () => {
    const initializationOptions = { ddconf: { rules: { "schema/unknown-key": "off" } } };
    return withClient({ settings: null, initializationOptions }, async (client) => {
      client.open(AGENT, BROKEN);
      assert.deepEqual(await client.diagnostics(AGENT), []);
    });
  });

  it("can switch the checks off", () =>
    withClient({ settings: { enable: false } }, async (client) => {
      client.open(AGENT, BROKEN);
      assert.deepEqual(await client.diagnostics(AGENT), []);
      assert.match((await infoOf(client, AGENT)).reason, /ddconf\.enable/);
    }));

  it("that make no sense change nothing", () =>
    withClient({ settings: { rules: ["off"], agentVersion: "latest", site: 7 } }, async (client) => {
      client.open(AGENT, BROKEN);
      assert.equal((await client.diagnostics(AGENT)).length, 1);
      const { agentVersion, site } = await infoOf(client, AGENT);
      assert.deepEqual([agentVersion, site], [null, null]);
    }));
});

describe("what the editor offers to change", () => {
  it("versions of the Agent and sites to check against", () =>
    withClient({}, async (client) => {
      const targets: { agentVersions: string[]; sites: { domain: string }[] } =
        await client.connection.sendRequest("ddconf/targets");
      assert.ok(targets.agentVersions.includes("7.70"));
      assert.ok(targets.sites.some(({ domain }) => domain === "us5.datadoghq.com"));
      client.open(AGENT, "site: datadoghq.eu\n");
      const info = await infoOf(client, AGENT);
      assert.equal(info.ownSite, true);
    }));

  it("the project's settings, for a file to be left out", () =>
    inFolder((folder) =>
      withClient({ folders: [folder] }, async (client) => {
        const uri = fileUri(folder, "postgres.d", "conf.yaml");
        const project = fileUri(folder, ".ddconf.yaml");
        const ask = (about: string) => client.connection.sendRequest("ddconf/exclude", { uri: about });
        const path = "postgres.d/conf.yaml";
        const created = { uri: project, exists: false, path, text: `exclude:\n  - ${path}\n` };
        assert.deepEqual(await ask(uri), created);
        client.open(project, "site: datadoghq.eu\n");
        const text = `site: datadoghq.eu\nexclude:\n  - ${path}\n`;
        assert.deepEqual(await ask(uri), { ...created, exists: true, text });
        assert.equal(await ask("untitled:Untitled-1"), null);
        assert.equal(await ask("file:///elsewhere/datadog.yaml"), null);
      }),
    ));
});

describe(".ddconf.yaml", () => {
  it("applies, is watched, and counts unsaved", () =>
    inFolder(async (folder) => {
      const project = join(folder, ".ddconf.yaml");
      const agent = fileUri(folder, "datadog-agent", "datadog.yaml");
      mkdirSync(join(folder, "datadog-agent"));
      await withClient({}, async (client) => {
        await client.until(() => client.registered.includes("workspace/didChangeWatchedFiles"));
        client.open(agent, BROKEN);
        assert.equal((await client.diagnostics(agent)).length, 1);

        writeFileSync(project, "rules:\n  schema/unknown-key: off\nagentVersion: 7.60\n");
        const changes = [{ uri: fileUri(project), type: 1 }];
        await client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
        await client.until(() => client.refreshes > 0);
        assert.deepEqual(await client.diagnostics(agent), []);
        const info = await infoOf(client, agent);
        assert.deepEqual([info.agentVersion, info.project], ["7.60", project.replaceAll("\\", "/")]);

        const seen = client.refreshes;
        client.open(fileUri(project), "rules:\n  schema/unknown-key: error\n");
        await client.until(() => client.refreshes > seen);
        assert.equal((await client.diagnostics(agent))[0]?.severity, 1);
        client.close(fileUri(project));
        await client.until(() => client.refreshes > seen + 1);
        assert.deepEqual(await client.diagnostics(agent), []);
      });
    }));

  it("leaves files out and names the kinds of others", () =>
    inFolder(async (folder) => {
      writeFileSync(join(folder, ".ddconf.yaml"), "exclude: [old]\nkinds:\n  datadog: agent-*.yaml\n");
      await withClient({}, async (client) => {
        const old = fileUri(folder, "old", "datadog-agent", "datadog.yaml");
        const named = fileUri(folder, "agent-eu.yaml");
        client.open(old, BROKEN);
        client.open(named, BROKEN);
        assert.deepEqual(await client.diagnostics(old), []);
        assert.match((await infoOf(client, old)).reason, /leaves it out/);
        assert.equal((await client.diagnostics(named)).length, 1);
        assert.match((await infoOf(client, named)).reason, /lists it/);
      });
    }));
});

describe("ddconf/documentInfo", () => {
  it("says what a document is and why", () =>
    withClient({}, async (client) => {
      client.open(AGENT, "site: us5.datadoghq.com\n");
      const info = await infoOf(client, AGENT);
      assert.deepEqual([info.kind, info.site], ["datadog", "us5.datadoghq.com"]);
      client.open("file:///project/compose.yaml", "services: {}\n");
      assert.equal((await infoOf(client, "file:///project/compose.yaml")).kind, "none");
      assert.match((await infoOf(client, "file:///nowhere.yaml")).reason, /not open/);
    }));

  it("is sent to editors that ask for it, once per change", () =>
    withClient({ initializationOptions: { documentInfo: true } }, async (client) => {
      const sent = () => client.informed.map((info) => (info as Info).kind);
      client.open("file:///project/datadog.yaml", "apiVersion: v1\n");
      await client.until(() => sent().length === 1);
      client.change("file:///project/datadog.yaml", "api_key: x\n");
      await client.until(() => sent().length === 2);
      client.change("file:///project/datadog.yaml", "api_key: y\n");
      await client.diagnostics("file:///project/datadog.yaml");
      assert.deepEqual(sent(), ["none", "datadog"]);
    }));
});
