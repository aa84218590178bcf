// Writes THIRD_PARTY_NOTICES.md: the licences of the packages that are part of the bundles. Needs a build.
// `--check` only says by its exit code whether the file is up to date.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const FILE = "THIRD_PARTY_NOTICES.md";

const packages = JSON.parse(readFileSync("dist/bundled-packages.json", "utf8"));
const notices = [
  "# Third-party notices",
  "The files in `dist/` contain code of these packages. Made by `npm run notices`.",
  ...[...packagesByLicence()].map(
    ([licence, names]) => `${names.map((name) => `## ${name}`).join("\n")}\n\n${licence}`,
  ),
]
  .join("\n\n")
  .concat("\n");

if (!process.argv.includes("--check")) writeFileSync(FILE, notices);
else if (readFileSync(FILE, "utf8") !== notices) {
  console.error(`${FILE}: a bundled package has changed; run \`npm run notices\``);
  process.exitCode = 1;
}

/** The text of each licence, and the packages that come under it: most of a family have the same, word for word. */
function packagesByLicence() {
  const found = new Map();
  for (const { name, version, license, folder } of packages) {
    const text = licenceOf(folder);
    found.set(text, [...(found.get(text) ?? []), `${name} ${version} (${license})`]);
  }
  return found;
}

function licenceOf(folder) {
  const files = readdirSync(folder).filter((name) => /^(?:licen[cs]e|notice|copying)(?:\.|$)/i.test(name));
  if (files.length === 0) return "The package has no licence file.";
  const texts = files
    .sort()
    .map((name) => readFileSync(`${folder}/${name}`, "utf8").replaceAll("\r\n", "\n"));
  return `\`\`\`text\n${texts.map((text) => text.trim()).join("\n\n")}\n\`\`\``;
}
