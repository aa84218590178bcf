// The end of `npm start`: a whole exchange of a cloud identity for an API key, against a sandbox on this machine.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";

const CLI = "dist/cli.js";

/** @returns what the test of the login exited with */
export async function demoExchange() {
  const sandbox = spawn(process.execPath, [CLI, "sandbox", "--json"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  try {
    const { datadog, environment } = await readDirectory(sandbox);
    console.log(`\n${frame("What a whole exchange looks like, against a sandbox on this machine")}\n`);
    const args = [CLI, "auth", "test", "examples/good/datadog.yaml", "--yes", "--sandbox", datadog];
    // the sandbox knows one organization, and the example is of another
    const env = { ...process.env, DD_DELEGATED_AUTH_ORG_UUID: environment.DD_ORG_UUID };
    return spawnSync(process.execPath, args, { stdio: "inherit", env }).status ?? 1;
  } finally {
    sandbox.kill("SIGTERM");
  }
}

/** The first thing that a sandbox prints is where it is. */
async function readDirectory(sandbox) {
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
