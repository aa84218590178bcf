import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, it } from "node:test";
import { NOTE, RESULT } from "./results.mjs";
import { isRequired, SKIPPED } from "./skip.mjs";

const SHOWN_ON_FAILURE = 60;

/**
 * Makes each test of a suite that runs elsewhere, in an extension host, a test here.
 *
 * @param script what runs it; prints a line per test that starts with RESULT
 */
export async function adopt(name, script, args) {
  const { code, lines } = await output(script, args);
  if (code === SKIPPED && !isRequired()) {
    it(name, { skip: lines.find((line) => line.includes("SKIPPED")) });
    return;
  }
  const results = lines
    .filter((line) => line.startsWith(RESULT))
    .map((line) => JSON.parse(line.slice(RESULT.length)));
  const rest = lines.filter((line) => !line.startsWith(RESULT)).slice(-SHOWN_ON_FAILURE);
  for (const line of lines) if (line.startsWith(NOTE)) console.log(`${name}: ${line.slice(NOTE.length)}`);
  describe(name, () => {
    for (const { title, state, message } of results)
      it(title, { skip: state === "skipped" && message }, () => {
        if (state === "failed") throw new Error(message);
      });
    it("the suite ran to its end", () => {
      const isExplained = code === 0 || results.some(({ state }) => state === "failed");
      if (!isExplained || results.length === 0)
        throw new Error(`exit code ${code}, ${results.length} results\n${rest.join("\n")}`);
    });
  });
}

async function output(script, args) {
  const child = spawn(process.execPath, [script, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (chunk) => {
      text += chunk;
    });
  }
  const [code] = await once(child, "close");
  return { code, lines: text.split(/\r?\n/) };
}
