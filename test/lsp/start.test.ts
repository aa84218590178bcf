import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { it } from "node:test";
import { inFolder, LspClient } from "../support/lsp-client";

const AGENT = "file:///etc/datadog-agent/datadog.yaml";

it(
  "keeps compiled code for the next start, and does without when that is damaged",
  {
    skip: process.platform !== "linux" && "the folder of the cache can be chosen on Linux only",
  },
  () =>
    inFolder(async (folder) => {
      const cache = join(folder, "ddconf");
      const first = await LspClient.start({ cacheFolder: folder });
      await works(first);
      for (let wait = 0; wait < 200 && !(existsSync(cache) && kept(cache).length > 0); wait++)
        await new Promise((done) => setTimeout(done, 100));
      await first.stop();
      const [file] = kept(cache);
      assert.ok(file, "a file was kept");
      assert.equal(statSync(cache).mode & 0o077, 0, "nobody else may write here");

      const second = await LspClient.start({ cacheFolder: folder });
      await works(second);
      await second.stop();

      const path = join(cache, file);
      const content = readFileSync(path);
      writeFileSync(path, content.subarray(0, content.length / 2));
      const third = await LspClient.start({ cacheFolder: folder });
      await works(third);
      await third.stop();
    }),
);

it("the bundle is ASCII, because it is read byte by byte", () => {
  assert.doesNotMatch(readFileSync("dist/browser/server.js", "utf8"), /[^\0-\x7f]/);
});

function kept(cache: string): string[] {
  return readdirSync(cache).filter((name) => name.endsWith(".bin"));
}

async function works(client: LspClient): Promise<void> {
  client.open(AGENT, "logs_enabeld: true\n");
  assert.deepEqual(await client.rules(AGENT), ["schema/unknown-key@0:0"]);
}
