import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, it } from "node:test";
import { mayBeAgentConfig } from "../../server/src/documents/detect";
import { findFiles } from "../../server/src/lsp/find-files";
import { pathKey, fileUri as uriOf } from "../../server/src/lsp/uri";
import { type ClientOptions, fileUri, inFolder, LspClient } from "../support/lsp-client";
import { type Files, iamInstance, loginPolicy } from "../support/workspace";

const CONF = "postgres.d/conf.yaml";
const POLICY = "iam/policy.json";
const FILES: Files = { [CONF]: iamInstance(), [POLICY]: loginPolicy("Datadog") };
const DIFFERS = ["iam/db-user-differs"];

interface Session {
  readonly client: LspClient;
  readonly uri: (name: string) => string;
  readonly write: (name: string, text: string) => void;
  readonly remove: (name: string) => void;
  readonly rules: (name: string) => Promise<(number | string | undefined)[]>;
  /** Waits until the server asks to be asked again, after `work`. */
  readonly refreshed: (work: () => unknown) => Promise<void>;
}

function inWorkspace(
  files: Files,
  work: (session: Session) => Promise<void>,
  options: ClientOptions = {},
): Promise<void> {
  return inFolder(async (folder) => {
    const write = (name: string, text: string) => {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    };
    for (const [name, text] of Object.entries(files)) write(name, text);
    const client = await LspClient.start({ folders: [folder], ...options });
    const uri = (name: string) => fileUri(folder, name);
    try {
      await work({
        client,
        uri,
        write,
        remove: (name) => rmSync(join(folder, name)),
        rules: async (name) => (await client.diagnostics(uri(name))).map(({ code }) => code),
        refreshed: async (act) => {
          const before = client.refreshes;
          await act();
          await client.until(() => client.refreshes > before);
        },
      });
      assert.deepEqual(client.logged, []);
    } finally {
      await client.stop();
    }
  });
}

describe("findings across files in the editor", () => {
  it("come from files that are not open, and point at them", () =>
    inWorkspace(FILES, async ({ client, uri, rules, refreshed }) => {
      await refreshed(() => {
        client.open(uri(POLICY), loginPolicy("Datadog"), "json");
        return rules(POLICY);
      });
      const [diagnostic] = await client.diagnostics(uri(POLICY));
      assert.equal(diagnostic?.code, "iam/db-user-differs");
      assert.deepEqual(diagnostic.relatedInformation, [
        {
          location: {
            uri: uri(CONF),
            range: { start: { line: 5, character: 14 }, end: { line: 5, character: 21 } },
          },
          message: "The Agent logs in as `datadog`",
        },
      ]);
    }));

  it("follow what is typed in the other file, and go back to the disk when it is closed", () =>
    inWorkspace(FILES, async ({ client, uri, rules, refreshed }) => {
      client.open(uri(CONF), iamInstance("datadog"));
      client.open(uri(POLICY), loginPolicy("Datadog"), "json");
      assert.deepEqual(await rules(CONF), []);
      assert.deepEqual(await rules(POLICY), DIFFERS);
      await refreshed(() => {
        client.change(uri(CONF), iamInstance("Datadog"));
        return rules(CONF);
      });
      assert.deepEqual(await rules(POLICY), []);
      await refreshed(() => client.close(uri(CONF)));
      assert.deepEqual(await rules(POLICY), DIFFERS);
    }));

  it("refresh other documents only when something changes there", () =>
    inWorkspace({}, async ({ client, uri, rules, refreshed }) => {
      client.open(uri(POLICY), loginPolicy("Datadog"), "json");
      await rules(POLICY);
      await refreshed(() => {
        client.open(uri(CONF), iamInstance());
        return rules(CONF);
      });
      const before = await client.pull(uri(POLICY));
      assert.equal(before.kind === "full" && before.items.length, 1);
      const seen = client.refreshes;
      // the place in the file stays where it is for the reader, although its offset moves
      client.change(uri(CONF), iamInstance().replace("init_config:", "init_config: {}"));
      await rules(CONF);
      client.change(uri(CONF), `${iamInstance()}# a comment\n`);
      await rules(CONF);
      await new Promise((done) => setTimeout(done, 300));
      assert.equal(client.refreshes, seen);
      assert.equal((await client.pull(uri(POLICY), before.resultId)).kind, "unchanged");
      await refreshed(() => {
        client.change(uri(CONF), `# moved\n${iamInstance()}`);
        return rules(CONF);
      });
      const [diagnostic] = await client.diagnostics(uri(POLICY));
      assert.equal(diagnostic?.relatedInformation?.[0]?.location.range.start.line, 6);
    }));

  it("follow the disk", () =>
    inWorkspace(FILES, async ({ client, uri, rules, refreshed, write, remove }) => {
      await client.until(() => client.registered.includes("workspace/didChangeWatchedFiles"));
      await refreshed(() => {
        client.open(uri(POLICY), loginPolicy("Datadog"), "json");
        return rules(POLICY);
      });
      assert.deepEqual(await rules(POLICY), DIFFERS);
      await refreshed(() => {
        write(CONF, iamInstance("Datadog"));
        return client.filesChanged(uri(CONF));
      });
      assert.deepEqual(await rules(POLICY), []);
      await refreshed(() => {
        write("mysql.d/other.yaml", iamInstance("datadog"));
        remove(CONF);
        return client.filesChanged(uri(CONF), uri("mysql.d/other.yaml"));
      });
      assert.deepEqual(await rules(POLICY), DIFFERS);
    }));

  it("follow the settings: severities, files left out", () =>
    inWorkspace(FILES, async ({ client, uri, rules, refreshed, write }) => {
      await refreshed(() => {
        client.open(uri(POLICY), loginPolicy("Datadog"), "json");
        return rules(POLICY);
      });
      await refreshed(() => client.changeSettings({ rules: { "iam/db-user-differs": "off" } }));
      assert.deepEqual(await rules(POLICY), []);
      await refreshed(() => client.changeSettings({}));
      assert.deepEqual(await rules(POLICY), DIFFERS);
      write(".ddconf.yaml", "exclude: [postgres.d]\n");
      const seen = client.refreshes;
      await client.filesChanged(uri(".ddconf.yaml"));
      // once for the settings, and once more when the files were read with them
      await client.until(() => client.refreshes >= seen + 2);
      assert.deepEqual(await rules(POLICY), []);
    }));

  it("are hidden by a comment, and need no folder", () =>
    inWorkspace(
      {},
      async ({ client, uri, rules }) => {
        const role = "role_arn: arn:aws:iam::731905512284:role/datadog-db";
        const allowing = loginPolicy("datadog")
          .replace("rds-db:connect", "sts:AssumeRole")
          .replace(/arn:[^"]*/, "arn:aws:iam::463912045018:role/datadog-db");
        client.open(uri(POLICY), allowing, "json");
        client.open(uri(CONF), iamInstance("datadog", [role]));
        assert.deepEqual(await rules(POLICY), []);
        assert.deepEqual(await rules(CONF), ["iam/role-not-assumable"]);
        client.change(
          uri(CONF),
          iamInstance("datadog", ["# ddconf: ignore[iam/role-not-assumable] Terraform", role]),
        );
        assert.deepEqual(await rules(CONF), []);
      },
      { folders: [] },
    ));

  it("are sent to editors that wait for them", () =>
    inWorkspace(
      FILES,
      async ({ client, uri }) => {
        const latest = (name: string) => client.published.filter((sent) => sent.uri === uri(name)).at(-1);
        client.open(uri(POLICY), loginPolicy("Datadog"), "json");
        await client.until(() => latest(POLICY)?.diagnostics[0]?.code === "iam/db-user-differs");
        client.open(uri(CONF), iamInstance("Datadog"));
        await client.until(() => latest(POLICY)?.diagnostics.length === 0);
      },
      { pull: false },
    ));

  it("leave other JSON files alone", () =>
    inWorkspace(FILES, async ({ client, uri, rules }) => {
      for (const [name, text] of Object.entries({
        "package.json": '{ "name": "x" }',
        "data.json": `[${'"arn_pattern",'.repeat(100_000)} 1]`,
        "broken.json": "{ [",
      })) {
        client.open(uri(name), text, "json");
        assert.deepEqual(await rules(name), [], name);
      }
    }));
});

describe("the search for files", () => {
  it("goes from the top down, and leaves out what is hidden, installed, too large or nothing of ours", () =>
    inFolder(async (folder) => {
      const small = "{}";
      const files: Files = {
        "deep/er/postgres.d/conf.yaml": small,
        "policy.json": small,
        "package.json": small,
        "node_modules/a/policy.json": small,
        ".git/policy.json": small,
        "large.json": " ".repeat(1024 * 1024 + 1),
        "values.yaml": small,
        "mysql.yaml": small,
      };
      for (const [name, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, name)), { recursive: true });
        writeFileSync(join(folder, name), text);
      }
      const root = folder.replaceAll("\\", "/");
      const search = { folder: root, accepts: mayBeAgentConfig, most: 10, largest: 1024 * 1024 };
      assert.deepEqual(await findFiles(search), [
        `${root}/mysql.yaml`,
        `${root}/policy.json`,
        `${root}/deep/er/postgres.d/conf.yaml`,
      ]);
      assert.deepEqual(await findFiles({ ...search, most: 1 }), [`${root}/mysql.yaml`]);
      assert.deepEqual(await findFiles({ ...search, folder: `${root}/nowhere` }), []);
    }));
});

it("addresses of files", () => {
  for (const [path, uri] of [
    ["/a b/c#d.yaml", "file:///a%20b/c%23d.yaml"],
    ["c:/x/y.json", "file:///c%3A/x/y.json"],
    ["//server/share/y.json", "file://server/share/y.json"],
    ["vscode-vfs://github/a/b c.json", "vscode-vfs://github/a/b%20c.json"],
    ["memfs:/x.json", "memfs:/x.json"],
  ] as const) {
    assert.equal(uriOf(path), uri);
    assert.equal(pathKey(uri), path);
  }
  assert.equal(pathKey("file:///C:/x"), "c:/x");
  assert.equal(pathKey("untitled:Untitled-1"), "untitled:Untitled-1");
});
