import picocolors from "picocolors";
import type { Colors } from "picocolors/types";

/** One of the two streams that a command writes to. */
export interface Stream {
  readonly colors: Colors;
  /** Columns to wrap at; `undefined` when lines may be as long as they like. */
  readonly columns: number | undefined;
  /** True when a person looks at it, live. */
  readonly interactive: boolean;
  write(text: string): void;
}

export interface Output {
  /** Results. */
  readonly out: Stream;
  /** Notes, errors and progress. */
  readonly err: Stream;
}

/** Beyond this, lines of prose are harder to read. */
const WIDEST = 120;

/**
 * The process's own streams. Colour is used on a terminal, unless `--no-color`, `NO_COLOR` or `CI` say
 * otherwise; `FORCE_COLOR` asks for it in CI and behind pipes too.
 */
export function processOutput(noColor: boolean, env: NodeJS.ProcessEnv = process.env): Output {
  const toStream = (stream: NodeJS.WriteStream): Stream => ({
    colors: picocolors.createColors(wantsColor(stream, noColor, env)),
    columns: columnsOf(stream, env),
    interactive: stream.isTTY === true && !env.CI && env.TERM !== "dumb",
    write: (text) => void stream.write(text),
  });
  return { out: toStream(process.stdout), err: toStream(process.stderr) };
}

/** Lets a reader close the pipe early (`ddconf check | head`) without a stack trace. */
export function tolerateClosedPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "EPIPE") throw error;
    });
  }
}

function wantsColor(stream: NodeJS.WriteStream, noColor: boolean, env: NodeJS.ProcessEnv): boolean {
  if (noColor || env.NO_COLOR) return false;
  const forced = env.FORCE_COLOR;
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  return stream.isTTY === true && !env.CI && env.TERM !== "dumb";
}

function columnsOf(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): number | undefined {
  const told = stream.isTTY ? stream.columns : Number(env.COLUMNS);
  return told > 0 ? Math.max(40, Math.min(told, WIDEST)) : undefined;
}
