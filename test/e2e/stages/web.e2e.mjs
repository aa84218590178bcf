// The language suite in the extension host of a browser's worker, as on vscode.dev: no Node, no processes.
import { readFileSync } from "node:fs";
import { it } from "node:test";
import { adopt } from "../suite-stage.mjs";

const { browser } = JSON.parse(readFileSync("package.json", "utf8"));
if (browser) await adopt("web", "test/e2e/run-suite-web.mjs", ["language"]);
else it("web", { skip: "package.json names no `browser` entry" });
