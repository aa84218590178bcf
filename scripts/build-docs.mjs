// Writes docs/rules.md from the rules and their pages. `--check` only says whether it is up to date.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";

const TARGET = "docs/rules.md";
const LABELS = { bad: "Reported:", fixed: "After the quick fix:", good: "Not reported:" };

const rules = JSON.parse(
  execFileSync(process.execPath, ["dist/cli.js", "rules", "--format", "json"], { encoding: "utf8" }),
);

function section({ id, title, severity }) {
  const page = readFileSync(`server/src/rules/${id}.md`, "utf8");
  const cases = new Set();
  const body = page
    .replace(/^# .*\n/, "")
    .replace(/^(#+) /gm, "##$1 ")
    .replace(
      /^```(\w+) (bad|good|fixed)([^\n]*)$/gm,
      (_, language, verdict, info) => `${label(verdict, info, cases)}\n\n\`\`\`${language}`,
    )
    .replace(/[⟦⟧]/g, "");
  return `## ${id}\n\n**${title}** · ${severity}\n${body.trimEnd()}\n`;
}

/** Blocks of one `case` are files of one workspace; the first of them says what becomes of it. */
function label(verdict, info, cases) {
  const name = /\bcase=(\S+)/.exec(info)?.[1];
  const follows = cases.has(name);
  if (name !== undefined) cases.add(name);
  const words = follows ? "Beside it:" : LABELS[verdict];
  return `${words}${attributes(info.replace(/\bcase=\S+/, ""))}`;
}

/** `file=… agentVersion=…` behind a fence says what the example depends on. */
function attributes(info) {
  const parts = [...info.matchAll(/(\w+)=("[^"]*"|\S+)/g)].map(([, name, value]) => [
    name,
    value.replaceAll('"', ""),
  ]);
  const words = parts.map(([name, value]) =>
    name === "agentVersion" ? `Agent ${value}` : name === "site" ? `site ${value}` : `\`${value}\``,
  );
  return words.length > 0 ? ` (${words.join(", ")})` : "";
}

const domains = [...new Set(rules.map(({ id }) => id.split("/")[0]))];
const tables = domains.map((domain) => {
  const rows = rules
    .filter(({ id }) => id.startsWith(`${domain}/`))
    .map(({ id, title, severity }) => `| [${id}](#${id.replace("/", "")}) | ${severity} | ${title} |`);
  return `### ${domain}\n\n| rule | severity | what it finds |\n| --- | --- | --- |\n${rows.join("\n")}\n`;
});

const text = `# Rules

${rules.length} rules. Severity is what the Agent does with the mistake; \`.ddconf.yaml\` can change it per rule. The same pages are
shown by \`ddconf explain <rule>\` and in the editor. This file is made from the rules by \`npm run docs\`.

${tables.join("\n")}
${rules.map(section).join("\n")}`;

if (process.argv.includes("--check")) {
  const fresh = existsSync(TARGET) && readFileSync(TARGET, "utf8") === text;
  if (!fresh) console.error(`${TARGET} is not up to date: run \`npm run docs\``);
  process.exitCode = fresh ? 0 : 1;
} else {
  mkdirSync("docs", { recursive: true });
  writeFileSync(TARGET, text);
}
