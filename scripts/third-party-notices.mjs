// Writes THIRD_PARTY_NOTICES.md: the licences of the packages that are part of the bundles. Needs a build.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

/** The text of THIRD_PARTY_NOTICES.md. */
export function thirdPartyNotices() {
  const packages = JSON.parse(readFileSync("dist/bundled-packages.json", "utf8"));
  const parts = packages.map(
    ({ name, version, license, folder }) => `## ${name} ${version} (${license})\n\n${quoted(folder)}`,
  );
  return [
    "# Third-party notices",
    "The files in `dist/` contain code of these packages. Made by `npm run notices`.",
    ...parts,
    "",
  ].join("\n\n");
}

function quoted(folder) {
  const files = readdirSync(folder).filter((name) => /^(?:licen[cs]e|notice|copying)(?:\.|$)/i.test(name));
  if (files.length === 0) return "The package has no licence file.";
  const texts = files
    .sort()
    .map((name) => readFileSync(`${folder}/${name}`, "utf8").replaceAll("\r\n", "\n"));
  return `\`\`\`text\n${texts.map((text) => text.trim()).join("\n\n")}\n\`\`\``;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  writeFileSync("THIRD_PARTY_NOTICES.md", thirdPartyNotices());
