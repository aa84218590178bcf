import { createInterface } from "node:readline/promises";
import type { Hooks } from "../../live/subjects";
import type { Output } from "../terminal/output";
import { visible } from "../terminal/width";
import { hang } from "../terminal/wrap";
import { printStep } from "./print-report";
import { Spinner } from "./spinner";

export interface TerminalHooksOptions {
  readonly output: Output;
  readonly format: "pretty" | "json";
  /** `--yes`: every question is answered with yes. */
  readonly yes: boolean;
  /** Called on Ctrl-C at a question. */
  readonly cancel: () => void;
}

export interface TerminalHooks extends Hooks {
  /** True after a question that nobody could be asked. */
  readonly unasked: boolean;
  /** Removes what turns. */
  close(): void;
}

/** Shows a check on the terminal while it goes on, and asks its questions there. */
export function terminalHooks({ output, format, yes, cancel }: TerminalHooksOptions): TerminalHooks {
  const { out, err } = output;
  const spinner = new Spinner(err);
  let unasked = false;
  return {
    get unasked() {
      return unasked;
    },
    close: () => spinner.stop(),
    onStart: (title) => spinner.start(title),
    onStep: (step) => {
      spinner.stop();
      if (format === "pretty") out.write(printStep(step, out));
    },
    confirm: async (question) => {
      spinner.stop();
      if (yes) return true;
      if (err.interactive && process.stdin.isTTY) return ask(question, output, cancel);
      unasked = true;
      return false;
    },
  };
}

/** Only an outright yes is a yes. */
async function ask(question: string, { err }: Output, cancel: () => void): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const stop = new AbortController();
  terminal.on("SIGINT", () => {
    stop.abort();
    cancel();
  });
  try {
    err.write(`\n${hang(err.colors.yellow("? "), visible(question), err.columns)}\n`);
    const answer = await terminal.question("  [y/N] ", { signal: stop.signal });
    err.write("\n");
    return /^\s*y(?:es)?\s*$/i.test(answer);
  } catch {
    err.write("\n");
    return false;
  } finally {
    terminal.close();
  }
}
