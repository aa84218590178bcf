import type { Region } from "../documents/document";
import { type Node, resolve } from "../model/node";
import { contains, type LineIndex, type Span } from "../model/text";
import type { Finding } from "./finding";

/** A `# ddconf: …` comment. */
export interface Suppression {
  /** The comment, from `#` to the end of the line. */
  readonly span: Span;
  readonly instruction: "ignore" | "off" | "on" | "unknown";
  /** The word behind `ddconf:`. */
  readonly word: string;
  /** Rule ids in brackets with their places; empty for `ignore` without brackets, which ignores every rule. */
  readonly rules: readonly { readonly id: string; readonly span: Span }[];
  /** Lines whose findings it hides, first and last. */
  readonly lines: { readonly first: number; readonly last: number };
}

const COMMENT = /#[ \t]*ddconf:[ \t]*([A-Za-z-]*)[ \t]*(\[[^\]\r\n]*\]?)?[^\r\n]*/g;

/** The suppression comments of a region, in order. Text inside quotes and block scalars is no comment. */
export function readSuppressions(region: Region, lines: LineIndex): Suppression[] {
  if (!region.text.includes("ddconf:")) return [];
  const found: Suppression[] = [];
  for (const match of region.text.matchAll(COMMENT)) {
    const start = match.index;
    const before = region.text[start - 1];
    if (before !== undefined && !/\s/.test(before)) continue;
    if (isInsideScalar(region, start)) continue;
    found.push(toSuppression(match, region, lines));
  }
  return found.map((suppression, index) =>
    suppression.instruction === "off"
      ? { ...suppression, lines: linesToNextOn(suppression, found.slice(index + 1), lines) }
      : suppression,
  );
}

function linesToNextOn(
  off: Suppression,
  behind: readonly Suppression[],
  lines: LineIndex,
): Suppression["lines"] {
  const on = behind.find(({ instruction }) => instruction === "on");
  return { first: off.lines.first, last: on ? lines.lineAt(on.span.start) : lines.lineCount };
}

function toSuppression(match: RegExpExecArray, region: Region, lines: LineIndex): Suppression {
  const span = { start: match.index, end: match.index + match[0].trimEnd().length };
  const word = (match[1] ?? "").toLowerCase();
  const instruction = word === "ignore" || word === "off" || word === "on" ? word : "unknown";
  const brackets = match[2];
  const bracketsAt = brackets === undefined ? 0 : match.index + match[0].indexOf(brackets);
  const rules = [...(brackets ?? "").matchAll(/[^[\],\s]+/g)].map((id) => ({
    id: id[0],
    span: { start: bracketsAt + id.index, end: bracketsAt + id.index + id[0].length },
  }));
  return { span, instruction, word, rules, lines: hiddenLines(span.start, instruction, region, lines) };
}

function hiddenLines(
  start: number,
  instruction: Suppression["instruction"],
  region: Region,
  lines: LineIndex,
): Suppression["lines"] {
  const own = lines.lineAt(start);
  if (instruction !== "ignore") return { first: own, last: own - 1 };
  const alone = region.text.slice(lines.lineSpan(own).start, start).trim() === "";
  if (!alone) return { first: own, last: own };
  let next = own + 1;
  while (next < lines.lineCount && /^\s*(?:#.*)?$/.test(lines.lineText(next))) next++;
  return { first: next, last: next };
}

function isInsideScalar(region: Region, offset: number): boolean {
  return region.stream.documents.some(({ root }) => root !== undefined && hasScalarAt(root, offset));
}

function hasScalarAt(node: Node, offset: number): boolean {
  if (node.kind === "alias" || !contains(node.span, offset)) return false;
  const target = resolve(node);
  if (target?.kind === "map") return target.entries.some((entry) => hasScalarAt(entry.value, offset));
  if (target?.kind === "seq") return target.items.some((item) => hasScalarAt(item, offset));
  return target?.kind === "scalar" && offset > target.span.start && offset < target.span.end;
}

export interface Suppressed {
  readonly kept: readonly Finding[];
  /** Each `ignore` with what it did not need to hide: rule ids, or `undefined` for one without brackets. */
  readonly idle: readonly {
    readonly suppression: Suppression;
    readonly ids: readonly { readonly id: string; readonly span: Span }[];
  }[];
}

/**
 * Hides the findings that a comment asks to hide. A finding belongs to the line it starts on.
 *
 * @param isSpared rules that the settings switch off, and the like; their ids count as needed
 */
export function applySuppressions(
  findings: readonly Finding[],
  suppressions: readonly Suppression[],
  lines: LineIndex,
  isSpared: (rule: string) => boolean,
): Suppressed {
  const used = new Map<Suppression, Set<string>>();
  const kept = findings.filter((finding) => {
    const line = lines.lineAt(finding.span.start);
    let hidden = false;
    for (const suppression of suppressions) {
      if (line < suppression.lines.first || line > suppression.lines.last) continue;
      if (suppression.rules.length > 0 && !suppression.rules.some(({ id }) => id === finding.rule)) continue;
      used.set(suppression, (used.get(suppression) ?? new Set()).add(finding.rule));
      hidden = true;
    }
    return !hidden;
  });
  const idle = suppressions
    .filter(({ instruction }) => instruction === "ignore")
    .map((suppression) => ({
      suppression,
      ids: suppression.rules.filter(({ id }) => !used.get(suppression)?.has(id) && !isSpared(id)),
    }))
    .filter(
      ({ suppression, ids }) => ids.length > 0 || (suppression.rules.length === 0 && !used.has(suppression)),
    );
  return { kept, idle };
}
