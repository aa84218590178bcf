// The end of `npm start`: a whole exchange of a cloud identity for an API key, against a sandbox on this machine.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";

const CLI = "dist/cli.js";

/** @returns what the test of the login exited with */
export async function demoExchange() {
  const sandbox = spawnSandbox();
  try {
    const { datadog } = await readDirectory(sandbox);
    console.log(`\n${frame("What a whole exchange looks like, against a sandbox on this machine")}\n`);
    const args = [CLI, "auth", "test", "examples/good/datadog.yaml", "--yes", "--sandbox", datadog];
    return spawnSync(process.execPath, args, { stdio: "inherit" }).status ?? 1;
  } finally {
    sandbox.kill("SIGTERM");
  }
}

/** Starts `ddconf sandbox` as a process of its own. */
export function spawnSandbox() {
  return spawn(process.execPath, [CLI, "sandbox", "--json"], { stdio: ["ignore", "pipe", "ignore"] });
}

/** The first thing that a sandbox prints is where it is. */
export async function readDirectory(sandbox) {
  let text = "";
  for await (const chunk of sandbox.stdout.setEncoding("utf8")) {
    text += chunk;
    if (text.endsWith("}\n")) return JSON.parse(text);
  }
  const [code] = sandbox.exitCode === null ? await once(sandbox, "exit") : [sandbox.exitCode];
  throw new Error(`the sandbox did not start (exit code ${code})`);
}

function frame(text) {
  const line = "─".repeat(text.length + 2);
  return `┌${line}┐\n│ ${text} │\n└${line}┘`;
}
