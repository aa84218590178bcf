import {
  entryOf,
  formatPath,
  type Node,
  nodeAt,
  resolve,
  type ScalarNode,
  type SeqNode,
} from "../../model/node";
import type { Span } from "../../model/text";
import { goDuration } from "../../schema/duration";
import type { Option } from "../../schema/option";
import type { Mismatch } from "../../schema/validate";
import { defineRule, type Fix, type Located, type RuleContext } from "../define";
import { isShapeOfInstances } from "../support/instances";
import { refusal } from "../support/refusal";
import { asList, asListItem, quoted, withoutDash } from "../support/reshape";
import { foundOf, isSecretPath, shown, wantedOf } from "../support/value-words";

/** Lists whose readers take a comma for a separator all the same. */
const COMMAS_WORK = new Set(["proxy.no_proxy", "apm_config.features"]);

export default defineRule({
  id: "schema/type",
  title: "A value of the wrong kind",
  severity: "error",
  appliesTo: "mismatch",
  check(mismatch, report, context) {
    const { kind, node, option, path } = mismatch;
    if (kind !== "type" || isShapeOfInstances(path, context.kind)) return;
    if (path.length === 0) {
      const found = resolve(node)?.kind === "seq" ? "a list" : "text";
      report(firstLine(node, context), {
        message: `The file holds ${found} where settings are expected, and the Agent reads nothing from it. Write one \`key: value\` per line.`,
      });
      return;
    }
    const name = `\`${formatPath(path)}\``;
    const { advice, fix } = remedy(mismatch, context);
    if (mismatch.doubtful) {
      if (COMMAS_WORK.has(option.path.join("."))) return;
      report(node, {
        severity: "warning",
        message: `${name} is a list, and the Agent splits a lone text at its blanks only: the commas become part of the items. ${advice}`,
        fixes: [fix],
      });
      return;
    }
    report(placeOf(mismatch, context), {
      message: `${name} takes ${wantedOf(option)}, and this is ${foundOf(node, path)}: ${refusal(context.kind, path, option)}. ${advice}`,
      fixes: [fix],
    });
  },
});

/** The first line of a value that may go on for many. */
function firstLine({ span }: Node, { lines }: RuleContext): Span {
  return { start: span.start, end: Math.min(span.end, lines.lineSpan(lines.lineAt(span.start)).end) };
}

/** The value, or the key of a value that covers several lines. */
function placeOf({ node, path }: Mismatch, { root }: RuleContext): Located {
  const target = resolve(node);
  const isBlock = (target?.kind === "map" || target?.kind === "seq") && !target.flow;
  const step = path.at(-1);
  const key = typeof step === "string" ? entryOf(nodeAt(root, path.slice(0, -1)), step)?.key : undefined;
  if (!isBlock) return node;
  return key ?? (target.kind === "map" ? target.entries[0]?.key : undefined) ?? node;
}

interface Remedy {
  readonly advice: string;
  readonly fix?: Fix | undefined;
}

/** What to write instead. A fix is safe where the value is refused as it stands, so that nothing can change. */
function remedy(mismatch: Mismatch, context: RuleContext): Remedy {
  const { node, option } = mismatch;
  const target = resolve(node);
  const safe = context.kind !== "datadog";
  if (target?.kind === "scalar" && node.kind === "scalar") {
    if (option.types.includes("array")) return listRemedy(target, mismatch, context, safe);
    if (option.types.includes("string")) return textRemedy(target, mismatch);
    if (option.types.includes("object")) return sectionRemedy(target, option, context, safe);
    return numberRemedy(target, option, safe);
  }
  if (target?.kind === "map" && node.kind === "map" && option.types.includes("array")) {
    const edits = asListItem(node, context);
    const fix = edits && { title: "Make it a list item", edits, safe: false };
    return { advice: "Write a list: put a dash before each item.", fix };
  }
  if (target && target.kind !== "scalar" && option.types.every((type) => type === "string"))
    return { advice: textOfList(option) };
  if (node.kind === "seq" && option.types.includes("object"))
    return sectionOfListRemedy(node, mismatch, context, safe);
  return { advice: `Write ${wantedOf(option)}.` };
}

function sectionOfListRemedy(
  list: SeqNode,
  { option, path }: Mismatch,
  context: RuleContext,
  safe: boolean,
): Remedy {
  if (path.length === 1 && path[0] === "init_config" && list.items.some(isInstance))
    return { advice: "Its items look like instances: write `instances:` on a line above them." };
  const edit = list.items.length === 1 ? withoutDash(list, 0, context) : undefined;
  const fix = edit && { title: "Remove the dash", edits: [edit], safe };
  return { advice: `Write its keys below \`${path.at(-1)}:\` without dashes${keysOf(option)}.`, fix };
}

/** Some options take what is a list or a section by nature as JSON in one text. */
function textOfList({ schema, path }: Option): string {
  const isJson = /^[[{]/.test(String(schema.default ?? "")) || path.join(".") === "prometheus_scrape.checks";
  return isJson ? "Write it as JSON, all in one text in single quotes." : "Write one text.";
}

/** True for an item with keys that only an instance has. */
function isInstance(item: Node): boolean {
  return ["host", "username", "dbm"].some((name) => entryOf(item, name));
}

function keysOf(option: Option): string {
  const names = [...option.children.values()].filter((child) => child.documented).slice(0, 3);
  return names.length === 0 ? "" : `, for example \`${names[0]?.name}:\``;
}

function listRemedy(
  scalar: ScalarNode,
  { option }: Mismatch,
  context: RuleContext,
  mayBeSafe: boolean,
): Remedy {
  const ofTexts = option.items?.types.includes("string") ?? true;
  if (!ofTexts) return { advice: "Write a list: each item on a line of its own, behind a dash." };
  const parts = scalar.text.split(",").map((part) => part.trim());
  const several = parts.length > 1 && parts.every((part) => part !== "");
  const edit = asList(scalar, context, several ? parts : undefined);
  const safe = mayBeSafe && !several && typeof scalar.value === "string";
  return {
    advice: several
      ? "Write a list with one item for each part."
      : "Write a list, with the value as its item.",
    fix: edit && { title: "Make it a list", edits: [edit], safe },
  };
}

function sectionRemedy(scalar: ScalarNode, option: Option, context: RuleContext, safe: boolean): Remedy {
  const name = option.name;
  if (typeof scalar.value !== "boolean" || !option.children.has("enabled"))
    return { advice: `Write \`${name}:\` and its keys below it, indented${keysOf(option)}.` };
  const text = context.region.text;
  const keyColumn = columnOfLine(scalar, context);
  const advice = `It is a section rather than a switch: write \`${name}:\` with \`enabled: ${scalar.value}\` below it.`;
  if (keyColumn === undefined) return { advice };
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const before = /[ \t]*$/.exec(text.slice(0, scalar.span.start))?.[0].length ?? 0;
  const edit = {
    span: { start: scalar.span.start - before, end: scalar.span.end },
    newText: `${newline}${" ".repeat(keyColumn + 2)}enabled: ${scalar.value}`,
  };
  return {
    advice,
    fix: { title: `Write \`enabled: ${scalar.value}\` below \`${name}\``, edits: [edit], safe },
  };
}

/** Column of the key before a value on its line; undefined where other things stand before the key. */
function columnOfLine(scalar: ScalarNode, { lines, region }: RuleContext): number | undefined {
  const { start } = lines.lineSpan(lines.lineAt(scalar.span.start));
  const before = /^([ \t]*(?:-[ \t]+)*)["']?[\w.-]+["']?[ \t]*:[ \t]*$/.exec(
    region.text.slice(start, scalar.span.start),
  );
  return before?.[1]?.length;
}

function textRemedy(scalar: ScalarNode, { option, path }: Mismatch): Remedy {
  const allowed = option.schema.enum;
  const candidates = [scalar.text, String(scalar.value)];
  const text = allowed ? candidates.find((candidate) => allowed.includes(candidate)) : scalar.text;
  if (text === undefined)
    return { advice: `Write one of ${allowed?.map((value) => `\`${value}\``).join(", ")}.` };
  const edit = quoted(scalar, text);
  const example = isSecretPath(path) ? "" : `: \`${JSON.stringify(text)}\``;
  return {
    advice: `Put it in quotes${example}.`,
    fix: edit && { title: "Put it in quotes", edits: [edit], safe: true },
  };
}

const WORDS: Readonly<Record<string, string>> = {
  true: "true",
  yes: "true",
  on: "true",
  false: "false",
  no: "false",
  off: "false",
};

function numberRemedy(scalar: ScalarNode, option: Option, safe: boolean): Remedy {
  const replace = (text: string, isSafe: boolean): Fix => ({
    title: `Write \`${text}\``,
    edits: [{ span: scalar.span, newText: text }],
    safe: isSafe,
  });
  if (option.types.includes("boolean")) {
    const word = WORDS[scalar.text.trim().toLowerCase()];
    return {
      advice: "Write `true` or `false`, without quotes.",
      fix: word ? replace(word, safe) : undefined,
    };
  }
  if (/^\d+$/.test(scalar.text)) return { advice: "Remove the quotes.", fix: replace(scalar.text, safe) };
  const seconds = goDuration(scalar.text);
  const inSeconds = /interval|timeout|ttl|duration|expiration|wait|period|delay/.test(option.name);
  if (seconds === undefined || !inSeconds || !Number.isInteger(seconds))
    return { advice: `Write ${wantedOf(option)}.` };
  return {
    advice: `It has no unit; if it counts seconds, ${shown(scalar)} is \`${seconds}\`.`,
    fix: replace(String(seconds), false),
  };
}
