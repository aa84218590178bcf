import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join, resolve } from "node:path";
import { it } from "node:test";
import { inFolder } from "../support/lsp-client";

/** Opens a file with the server attached, waits for diagnostics, and prints them as one line of JSON. */
const SETTINGS_BY_NOTICE = `
local server, file = arg_server, arg_file
vim.cmd("edit " .. vim.fn.fnameescape(file))
local client = vim.lsp.start_client({
  name = "ddconf",
  cmd = server,
  root_dir = vim.fn.fnamemodify(file, ":h"),
  -- lspconfig sends settings like this
  on_init = function(started)
    local settings = { ddconf = { rules = { ["schema/unknown-key"] = "error" } } }
    started.notify("workspace/didChangeConfiguration", { settings = settings })
  end,
})
vim.lsp.buf_attach_client(0, client)
`;

const REPORT = `
vim.wait(20000, function() return #vim.diagnostic.get(0) > 0 end, 20)
local found = {}
for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
  table.insert(found, {
    code = diagnostic.user_data.lsp.code,
    line = diagnostic.lnum,
    column = diagnostic.col,
    severity = diagnostic.severity,
    source = diagnostic.source,
  })
end
io.stdout:write(vim.json.encode(found) .. "\\n")
vim.cmd("qall!")
`;

const VERSION = neovimVersion();

it("Neovim shows the diagnostics", { skip: !VERSION && "nvim is not installed" }, () =>
  inFolder(async (folder) => {
    const file = agentFile(folder, "site: datadoghq.eu\nlogs_enabeld: true\n");
    const command = JSON.stringify([process.execPath, resolve("dist/server.js"), "--stdio"]);
    const values = `arg_server = vim.json.decode(${lua(command)})\narg_file = ${lua(file)}\n`;
    const script = join(folder, "script.lua");
    writeFileSync(script, values + SETTINGS_BY_NOTICE + REPORT);
    assert.deepEqual(neovim(folder, ["--clean", "-c", `luafile ${script}`]), [
      { code: "schema/unknown-key", line: 1, column: 0, severity: 1, source: "ddconf" },
    ]);
  }),
);

it(
  "the configuration in docs/editors.md works, settings included",
  { skip: (!VERSION && "nvim is not installed") || (process.platform === "win32" && "needs a shell script") },
  () =>
    inFolder(async (folder) => {
      const file = agentFile(folder, "delegated_auth:\n  org_uuid: 7c3f8a52-5d0e-4b1c-9a57-2f6b1d0e8c41\n");
      const command = join(folder, "ddconf");
      writeFileSync(command, `#!/bin/sh\nexec "${process.execPath}" "${resolve("dist/cli.js")}" "$@"\n`);
      chmodSync(command, 0o755);
      const configuration = join(folder, "init.lua");
      writeFileSync(configuration, documentedConfiguration(VERSION));
      const report = join(folder, "report.lua");
      writeFileSync(report, REPORT);
      const found = neovim(folder, ["-u", configuration, "-i", "NONE", file, "-c", `luafile ${report}`]);
      // the Agent 7.70 of the settings does not know it yet
      assert.ok(
        found.some(({ code }) => code === "delegated-auth/agent-version"),
        JSON.stringify(found),
      );
    }),
);

function agentFile(folder: string, text: string): string {
  mkdirSync(join(folder, "datadog-agent"));
  const file = join(folder, "datadog-agent", "datadog.yaml");
  writeFileSync(file, text);
  return file;
}

/** Runs Neovim with `folder` first on the path and returns what it prints. */
function neovim(folder: string, options: readonly string[]): { readonly code: string }[] {
  const output = execFileSync("nvim", ["--headless", ...options], {
    encoding: "utf8",
    timeout: 60_000,
    env: {
      ...process.env,
      PATH: `${folder}${delimiter}${process.env.PATH}`,
      XDG_STATE_HOME: folder,
      XDG_CACHE_HOME: folder,
    },
  });
  return JSON.parse(output);
}

/** The Lua block of the page that is for a version of Neovim. */
function documentedConfiguration(minor: number): string {
  const heading = minor >= 11 ? "0.11 and newer" : minor >= 8 ? "0.8 to 0.10" : "0.7";
  const section = readFileSync("docs/editors.md", "utf8").split(`### Neovim ${heading}\n`)[1] ?? "";
  const block = /```lua\n(.*?)```/s.exec(section)?.[1];
  assert.ok(block, `docs/editors.md has a block for Neovim ${heading}`);
  return block;
}

function lua(text: string): string {
  return `[==[${text}]==]`;
}

/** The 7 of 0.7.2; 0 where there is no Neovim. */
function neovimVersion(): number {
  try {
    const version = execFileSync("nvim", ["--version"], { encoding: "utf8" });
    const [, major, minor] = /v(\d+)\.(\d+)/.exec(version) ?? [];
    return Number(major) > 0 ? 100 : Number(minor);
  } catch {
    return 0;
  }
}
