import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, statSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { dirname } from "node:path";
import { text } from "node:stream/consumers";
import { after, describe, it } from "node:test";
import { type SandboxFlags, sandboxCommand } from "../../server/src/cli/commands/sandbox";
import { UsageError } from "../../server/src/cli/exit-code";
import { processOutput } from "../../server/src/cli/terminal/output";
import { CLI } from "../support/cli";
import { ask } from "../support/request";

const children: ChildProcess[] = [];

/** Starts `ddconf sandbox` and answers what it printed at first. */
async function start(args: readonly string[]) {
  const child = spawn(process.execPath, [CLI, "sandbox", ...args], { stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  const err = text(child.stderr);
  const [out] = await once(child.stdout, "data");
  const stop = async (signal: NodeJS.Signals) => {
    child.kill(signal);
    const [code] = await once(child, "exit");
    return { code, err: await err };
  };
  return { out: String(out), stop };
}

describe("ddconf sandbox", () => {
  after(() => {
    for (const child of children) child.kill("SIGKILL");
  });

  it("prints variables, serves and logs, and leaves nothing behind", async () => {
    const { out, stop } = await start(["--credentials", "irsa", "--fail", "sts=error"]);
    const variables = Object.fromEntries(
      [...out.matchAll(/^export (\w+)='([^']*)'$/gm)].map(([, name = "", value = ""]) => [name, value]),
    );
    assert.equal(out.trim().split("\n").length, Object.keys(variables).length);
    const url = variables.DDCONF_SANDBOX ?? "";
    const { environment, sts } = JSON.parse((await ask(`${url}/sandbox`)).body);
    assert.deepEqual(environment, variables);
    assert.equal((await ask(sts, { method: "POST" })).status, 500);
    const file = variables.AWS_WEB_IDENTITY_TOKEN_FILE ?? "";
    assert.equal(statSync(file).size > 100, true);
    if (process.platform !== "win32") assert.equal(statSync(dirname(file)).mode & 0o077, 0);
    const { code, err } = await stop("SIGINT");
    assert.equal(code, 0);
    assert.match(err, /The sandbox is running.*Ctrl-C.*\ndatadog GET \/sandbox 200 \d+ ms\nsts POST \/ 500/s);
    assert.ok(!existsSync(dirname(file)));
  });

  it("prints the directory as JSON", async () => {
    const { out, stop } = await start(["--json"]);
    const directory = JSON.parse(out);
    assert.equal(directory.version, 1);
    const addresses = ["datadog", "datadogTls", "sts", "imds", "container", "azureImds", "entra"];
    for (const name of addresses) assert.match(directory[name], /^https?:\/\/127\.0\.0\.1:\d+$/);
    assert.match(directory.ca, /^-----BEGIN CERTIFICATE-----/);
    assert.equal((await stop("SIGTERM")).code, 0);
  });

  it("says what it cannot do", async () => {
    const run = (flags: Partial<SandboxFlags>) =>
      sandboxCommand({ credentials: "static", fail: [], ...flags }, processOutput(true));
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as AddressInfo;
    const wrong: readonly (readonly [Partial<SandboxFlags>, RegExp])[] = [
      [{ port: "x" }, /--port takes a number/],
      [{ port: "65536" }, /--port takes a number/],
      [{ port: String(port) }, new RegExp(`port ${port} is taken`)],
      [{ credentials: "sso" }, /takes static, irsa, container, imds/],
      [{ fail: ["sts"] }, /takes service=failure/],
      [{ fail: ["s3=error"] }, /takes service=failure/],
      [{ fail: ["sts=throttle", "sts=tls"] }, /sts speaks plain http/],
    ];
    for (const [flags, message] of wrong)
      await assert.rejects(run(flags), (error) => error instanceof UsageError && message.test(error.message));
    taken.close();
  });
});
