import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { it } from "node:test";
import { inFolder } from "../support/lsp-client";

/** Opens a file with the server attached, waits for diagnostics, and prints them as one line of JSON. */
const SCRIPT = `
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
vim.lsp.stop_client(client)
vim.cmd("qall!")
`;

it("Neovim shows the diagnostics", async (t) => {
  if (!canRun("nvim")) return t.skip("nvim is not installed");
  await inFolder(async (folder) => {
    mkdirSync(join(folder, "datadog-agent"));
    const file = join(folder, "datadog-agent", "datadog.yaml");
    writeFileSync(file, "site: datadoghq.eu\nlogs_enabeld: true\n");
    const command = [process.execPath, resolve("dist/server.js"), "--stdio"];
    const script = join(folder, "script.lua");
    const values = `arg_server = vim.json.decode(${lua(JSON.stringify(command))})\narg_file = ${lua(file)}\n`;
    writeFileSync(script, values + SCRIPT);
    const output = execFileSync("nvim", ["--headless", "--clean", "-c", `luafile ${script}`], {
      encoding: "utf8",
      timeout: 60_000,
      env: { ...process.env, XDG_STATE_HOME: folder, XDG_CACHE_HOME: folder },
    });
    assert.deepEqual(JSON.parse(output), [
      { code: "schema/unknown-key", line: 1, column: 0, severity: 1, source: "ddconf" },
    ]);
  });
});

function lua(text: string): string {
  return `[==[${text}]==]`;
}

function canRun(command: string): boolean {
  try {
    execFileSync(command, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
