interface Described {
  readonly path?: string;
  readonly type?: string | readonly string[];
  readonly default?: unknown;
  readonly deprecated: boolean;
  readonly ours?: boolean;
}
export function readUpstream(
  document: unknown,
  readRef?: (ref: string) => unknown,
): { schema: string; options: Map<string, Described>; skipped: string[] };
export function readOurs(schema: unknown, shared: unknown): Map<string, Described>;
export function compare(
  ours: ReadonlyMap<string, Described>,
  theirs: ReadonlyMap<string, Described>,
): { added: string[]; gone: string[]; changed: string[] };
