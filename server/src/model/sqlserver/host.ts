import type { Span } from "../text";
import { DEFAULT_PORT } from "./connectors";

interface Part {
  readonly text: string;
  /** Offsets in the host, without the blanks around it. */
  readonly span: Span;
}

/** The parts of `host`: `tcp:db.example.com\INSTANCE,1433`. */
export interface SqlserverHost {
  /** As the check splits it off: without the port, with protocol and instance. */
  readonly address: Part;
  /** The machine alone: no protocol, no instance, no port. */
  readonly name: string;
  /** The name behind the backslash. */
  readonly instance: string | undefined;
  /** What stands behind the first comma. */
  readonly port: Part | undefined;
  /** What stands behind the second comma, which nothing reads. */
  readonly rest: Part | undefined;
  /** `:1433` at the end of the address: other programs' way to write a port. */
  readonly colonPort: Part | undefined;
}

export function parseSqlserverHost(host: string): SqlserverHost {
  const pieces = host.split(",");
  const part = (index: number, last = index + 1): Part | undefined => {
    if (index >= pieces.length) return undefined;
    const before = pieces.slice(0, index).reduce((length, piece) => length + piece.length + 1, 0);
    const raw = pieces.slice(index, last).join(",");
    const text = raw.trim();
    const start = before + raw.length - raw.trimStart().length;
    return { text, span: { start, end: start + text.length } };
  };
  const address = part(0) ?? { text: "", span: { start: 0, end: 0 } };
  const [machine = "", instance] = address.text.replace(/^(?:tcp|np|lpc|admin):/i, "").split("\\");
  return {
    address,
    name: machine.replace(/:\d+$/, ""),
    instance: instance || undefined,
    port: part(1),
    rest: part(2, pieces.length),
    colonPort: colonPortOf(address),
  };
}

/** An address with several colons is IPv6, and has no port. */
function colonPortOf({ text, span }: Part): Part | undefined {
  const match = /^(?:tcp:)?[^:]+(:\d{1,5})$/i.exec(text);
  const port = match?.[1];
  if (port === undefined) return undefined;
  return { text: port.slice(1), span: { start: span.end - port.length, end: span.end } };
}

/**
 * A port as the check reads it: a whole number, or else 1433. 0 means that no port goes into the connection
 * string, so that the driver looks for the instance itself.
 */
export function readPort(text: string): number {
  return isPort(text) ? Number(text) : DEFAULT_PORT;
}

export function isPort(text: string): boolean {
  return /^\s*\d+\s*$/.test(text);
}
