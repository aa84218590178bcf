// Measures what the project promises about speed and memory. Run by `npm run bench`; never a test.
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { DEFAULT_SETTINGS } from "../../server/src/config/settings";
import { openDocument } from "../../server/src/documents/document";
import { parseYaml } from "../../server/src/model/yaml/parse";
import { diagnose } from "../../server/src/service/diagnose";
import { denseDatadogYaml, fullDatadogYaml, largePolicy, smallPostgresFile } from "./inputs";

interface Row {
  readonly what: string;
  readonly measured: string;
  readonly target: string;
}

const SERVER = resolve("dist/server.js");
const CLI = resolve("dist/cli.js");

async function main(): Promise<void> {
  const rows: Row[] = [
    {
      what: "bare process, `node -e 0`",
      measured: `${median(times(10, bareNode)).toFixed(0)} ms`,
      target: "",
    },
    ...(await firstDiagnostics()),
    ...wholeCheck(),
    denseCheck(),
    policyCheck(),
    thousandFiles(),
    await memory(),
  ];
  console.log(`Node ${process.version}, ${process.platform} ${process.arch}; medians\n`);
  for (const { what, measured, target } of rows)
    console.log(`${what.padEnd(66)} ${measured.padStart(10)}   ${target}`);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** Runs `work` and gives the milliseconds of each run. */
function times(runs: number, work: () => void): number[] {
  return Array.from({ length: runs }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
}

function bareNode(): void {
  execFileSync(process.execPath, ["-e", "0"]);
}

/** With the code that V8 compiled before, as every start but the first after an installation has it. */
async function firstDiagnostics(): Promise<Row[]> {
  const first = await startTimes({ NODE_DISABLE_COMPILE_CACHE: "1" });
  await startTimes({}, 1, 6000);
  return [
    {
      what: "process start → first diagnostics, 60 lines",
      measured: `${median(await startTimes({})).toFixed(0)} ms`,
      target: "< 250 ms",
    },
    {
      what: "  the first time after an installation",
      measured: `${median(first).toFixed(0)} ms`,
      target: "",
    },
  ];
}

/** @param open how long each server stays open; after some seconds it keeps the compiled code */
async function startTimes(environment: NodeJS.ProcessEnv, count = 11, open = 0): Promise<number[]> {
  const runs: number[] = [];
  for (let run = 0; run < count; run++) {
    const start = performance.now();
    const server = new Server(environment);
    await server.initialize();
    await server.open("file:///project/postgres.d/conf.yaml", smallPostgresFile());
    runs.push(performance.now() - start);
    await new Promise((done) => setTimeout(done, open));
    server.stop();
  }
  return runs;
}

function wholeCheck(): Row[] {
  const text = fullDatadogYaml();
  const check = (): void =>
    void diagnose(openDocument("/etc/datadog-agent/datadog.yaml", text), DEFAULT_SETTINGS);
  times(10, check);
  const size = `${Math.round(text.length / 1000)} KB datadog.yaml`;
  return [
    {
      what: `whole check of a ${size}, warm`,
      measured: `${median(times(25, check)).toFixed(1)} ms`,
      target: "< 60 ms",
    },
    {
      what: "  of that, parsing",
      measured: `${median(times(25, () => void parseYaml(text))).toFixed(1)} ms`,
      target: "",
    },
  ];
}

function denseCheck(): Row {
  const text = denseDatadogYaml();
  const check = (): void =>
    void diagnose(openDocument("/etc/datadog-agent/datadog.yaml", text), DEFAULT_SETTINGS);
  times(5, check);
  const settings = text.split("\n").filter((line) => !line.trimStart().startsWith("#")).length;
  return {
    what: `  the same with every option set (${settings} lines of settings)`,
    measured: `${median(times(15, check)).toFixed(1)} ms`,
    target: "",
  };
}

function policyCheck(): Row {
  const text = largePolicy();
  const check = (): void => void diagnose(openDocument("/project/policy.json", text), DEFAULT_SETTINGS);
  times(10, check);
  return {
    what: `check of a ${Math.round(text.length / 1000)} KB IAM policy, warm`,
    measured: `${median(times(25, check)).toFixed(1)} ms`,
    target: "< 30 ms",
  };
}

function thousandFiles(): Row {
  const folder = mkdtempSync(join(tmpdir(), "ddconf-bench-"));
  for (let index = 0; index < 1000; index++) {
    const conf = join(folder, `host-${index}`, "postgres.d");
    mkdirSync(conf, { recursive: true });
    writeFileSync(join(conf, "conf.yaml"), smallPostgresFile(index, { count: 2, mistake: index % 10 === 0 }));
  }
  const runs = times(5, () => {
    try {
      execFileSync(process.execPath, [CLI, "check", "--format", "json", folder], {
        maxBuffer: 1 << 28,
        stdio: ["ignore", "pipe", "ignore"],
      });
    } catch {
      // exit code 1 says that there are findings
    }
  });
  rmSync(folder, { recursive: true });
  return {
    what: "`ddconf check` of 1,000 files of 1.2 KB, a mistake in every tenth",
    measured: `${(median(runs) / 1000).toFixed(2)} s`,
    target: "< 3 s",
  };
}

async function memory(): Promise<Row> {
  const server = new Server();
  await server.initialize();
  for (let index = 0; index < 20; index++) {
    const [path, text] =
      index % 2 === 0
        ? ["datadog-agent/datadog.yaml", fullDatadogYaml(20_000)]
        : ["postgres.d/conf.yaml", smallPostgresFile(index)];
    await server.open(`file:///project/${index}/${path}`, text);
  }
  const megabytes = server.residentMegabytes();
  server.stop();
  return {
    what: "server memory (RSS) with 20 files open",
    measured: `${megabytes.toFixed(0)} MB`,
    target: "< 120 MB",
  };
}

/** The least of an LSP client: starts the server on stdio and waits for answers. */
class Server {
  readonly #process: ChildProcess;
  readonly #waiting = new Map<number, () => void>();
  #buffer = Buffer.alloc(0);
  #nextId = 1;

  constructor(environment: NodeJS.ProcessEnv = {}) {
    this.#process = spawn(process.execPath, [SERVER, "--stdio"], {
      stdio: ["pipe", "pipe", "ignore"],
      env: { ...process.env, ...environment },
    });
    this.#process.stdout?.on("data", (chunk: Buffer) => this.#read(chunk));
  }

  async initialize(): Promise<void> {
    const capabilities = { textDocument: { diagnostic: {} } };
    await this.#request("initialize", { processId: null, rootUri: null, capabilities });
    this.#send({ method: "initialized", params: {} });
  }

  /** Opens a document and waits for its diagnostics. */
  async open(uri: string, text: string): Promise<void> {
    this.#send({
      method: "textDocument/didOpen",
      params: { textDocument: { uri, languageId: "yaml", version: 1, text } },
    });
    await this.#request("textDocument/diagnostic", { textDocument: { uri } });
  }

  residentMegabytes(): number {
    const status = readFileSync(`/proc/${this.#process.pid}/status`, "utf8");
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
  }

  stop(): void {
    this.#process.kill();
  }

  #request(method: string, params: unknown): Promise<void> {
    const id = this.#nextId++;
    this.#send({ id, method, params });
    return new Promise((done) => this.#waiting.set(id, done));
  }

  #send(message: object): void {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    this.#process.stdin?.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  #read(chunk: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    for (;;) {
      const header = this.#buffer.indexOf("\r\n\r\n");
      if (header < 0) return;
      const length = Number(/Content-Length: (\d+)/.exec(this.#buffer.toString("utf8", 0, header))?.[1]);
      if (this.#buffer.length < header + 4 + length) return;
      this.#handle(JSON.parse(this.#buffer.toString("utf8", header + 4, header + 4 + length)));
      this.#buffer = this.#buffer.subarray(header + 4 + length);
    }
  }

  #handle(message: { id?: number; method?: string }): void {
    if (message.id === undefined) return;
    if (message.method !== undefined) this.#send({ id: message.id, result: null });
    else this.#waiting.get(message.id)?.();
  }
}

void main();
