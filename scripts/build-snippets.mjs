// Writes snippets/*.code-snippets from server/src/service/snippets; a test compares them.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const folder = mkdtempSync(join(tmpdir(), "ddconf-snippets-"));
try {
  const outfile = join(folder, "catalogue.mjs");
  await build({
    entryPoints: ["server/src/service/snippets/catalogue.ts"],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    loader: { ".schema.json": "text" },
  });
  const { SNIPPET_GROUPS, fileText } = await import(pathToFileURL(outfile).href);
  rmSync("snippets", { recursive: true, force: true });
  mkdirSync("snippets");
  for (const group of SNIPPET_GROUPS) writeFileSync(`snippets/${group.id}.code-snippets`, fileText(group));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
