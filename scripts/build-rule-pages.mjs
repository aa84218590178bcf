// Gathers the rules' pages into one module, for `ddconf explain` and the editor.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { globSync } from "./files.mjs";

const pages = globSync("server/src/rules", /\.md$/).map((path) => {
  const id = /rules\/(.+)\.md$/.exec(path.replaceAll("\\", "/"))?.[1];
  return [id, readFileSync(path, "utf8")];
});
mkdirSync("server/src/generated", { recursive: true });
writeFileSync(
  "server/src/generated/rule-pages.js",
  `const pages = JSON.parse(${JSON.stringify(JSON.stringify(Object.fromEntries(pages)))});\nexport default pages;\n`,
);
writeFileSync(
  "server/src/generated/rule-pages.d.ts",
  "/** Markdown of each rule's page, by rule id. */\ndeclare const pages: Readonly<Record<string, string>>;\nexport default pages;\n",
);
