// Draws what a terminal shows for a check of some of examples/broken and makes the PNG of the README of it with
// `rsvg-convert` (Debian: librsvg2-bin). Run it after the output has changed.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";

const COLUMNS = 92;
const CELL = { width: 8.43, height: 19, font: 14 };
const COLOURS = {
  31: "#ff7b72",
  32: "#7ee787",
  33: "#e3b341",
  34: "#79c0ff",
  35: "#d2a8ff",
  36: "#76e3ea",
  90: "#8b949e",
  2: "#8b949e",
};

const { stdout } = spawnSync(
  process.execPath,
  [resolve("dist/cli.js"), "check", "postgres.d", "sqlserver.d"],
  {
    cwd: "examples/broken",
    encoding: "utf8",
    env: { ...process.env, FORCE_COLOR: "1", COLUMNS: String(COLUMNS), NO_COLOR: "" },
  },
);

const toXml = (text) => text.replace(/[&<>]/g, (char) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[char]);

const PLAIN = { colour: "#e6edf3", bold: false };

/** What an escape sequence makes of the current style; only colour, bold and dim are used. */
function restyle(style, codes) {
  let { colour, bold } = style;
  for (const code of codes.split(";")) {
    if (code === "0" || code === "22" || code === "") ({ colour, bold } = PLAIN);
    else if (code === "1") bold = true;
    else colour = code === "39" ? PLAIN.colour : (COLOURS[code] ?? colour);
  }
  return { colour, bold };
}

/** One line of terminal output as SVG spans. */
function spans(line) {
  let style = PLAIN;
  let column = 0;
  let out = "";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is read here
  for (const [, codes, text] of line.matchAll(/(?:\u001b\[([\d;]*)m)|([^\u001b]+)/g)) {
    if (text === undefined) {
      style = restyle(style, codes);
      continue;
    }
    const weight = style.bold ? ' font-weight="bold"' : "";
    out += `<tspan x="${(16 + column * CELL.width).toFixed(1)}" fill="${style.colour}"${weight}>${toXml(text)}</tspan>`;
    column += [...text].length;
  }
  return out;
}

const prompt = "\u001b[32m$\u001b[39m ddconf check postgres.d sqlserver.d";
const lines = [prompt, ...stdout.trimEnd().split("\n")];
const width = Math.ceil(COLUMNS * CELL.width + 32);
const height = lines.length * CELL.height + 60;
const rows = lines
  .map((line, index) => `<text y="${54 + index * CELL.height}">${spans(line)}</text>`)
  .join("\n");
const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<rect width="100%" height="100%" rx="8" fill="#0d1117"/>
<circle cx="20" cy="20" r="6" fill="#ff5f56"/><circle cx="40" cy="20" r="6" fill="#ffbd2e"/><circle cx="60" cy="20" r="6" fill="#27c93f"/>
<g font-family="DejaVu Sans Mono, Menlo, Consolas, monospace" font-size="${CELL.font}" xml:space="preserve">
${rows}
</g>
</svg>
`;
mkdirSync("docs/images", { recursive: true });
writeFileSync("dist/terminal.svg", svg);
try {
  execFileSync("rsvg-convert", [
    "--zoom",
    "1.5",
    "--output",
    "docs/images/terminal.png",
    "dist/terminal.svg",
  ]);
} catch {
  console.error("rsvg-convert was not found: dist/terminal.svg is all there is");
}
