import type { DocumentKind } from "../../documents/kinds";
import type { TextEdit } from "../../model/edit";
import { type MapNode, type Node, type Path, resolve, type ScalarNode } from "../../model/node";
import { isUnknowable } from "../../model/placeholder";
import { defineRule, type Fix, type Located, type Report, type Setting } from "../define";
import { TagEditor } from "../support/tag-edits";
import { isCheckedBy } from "../support/values";

/** Who reads a list of tags: datadog.yaml's reader, a check's model, or the log collection. */
type Reader = "agent" | "check" | "logs";

export default defineRule({
  id: "agent/tags-shape",
  title: "Tags are not a list of `key:value` texts",
  severity: "error",
  appliesTo: "setting",
  check(setting, report, { kind, region, lines }) {
    if (!isCheckedBy(setting.option, "agent/tags-shape")) return;
    const reader = readerOf(kind, setting.path);
    const editor = new TagEditor(region.text, lines);
    const value = resolve(setting.entry.value);
    if (value?.kind === "map") report(setting.entry.key, judgeMapping(value, setting, reader, editor));
    if (value?.kind === "scalar") {
      const found = judgeText(value, setting, reader, editor);
      if (found) report(value, found);
    }
    for (const item of value?.kind === "seq" ? value.items : []) {
      const found = judgeItem(item, reader, editor);
      if (found) report(placeOf(item, setting), found);
    }
  },
});

function readerOf(kind: DocumentKind, path: Path): Reader {
  if (kind === "datadog") return "agent";
  return path[0] === "logs" ? "logs" : "check";
}

const REFUSAL: Readonly<Record<Reader, string>> = {
  agent: "The Agent makes no tag of it",
  check: "The check refuses this configuration and does not run",
  logs: "The Agent refuses this log configuration and collects nothing",
};

function judgeMapping(map: MapNode, { entry }: Setting, reader: Reader, editor: TagEditor): Report {
  return {
    message: `\`${entry.name}\` is a mapping and must be a list. ${REFUSAL[reader]}: write \`- key:value\` for each tag, without a blank behind the colon.`,
    fixes: [fix("Write a list of tags", editor.listFromMapping(map), true)],
  };
}

function judgeText(
  scalar: ScalarNode,
  setting: Setting,
  reader: Reader,
  editor: TagEditor,
): Report | undefined {
  const text = scalar.text.trim();
  if (scalar.value === null || isUnknowable(scalar)) return undefined;
  if (reader === "logs") return undefined; // split at commas there (comp/logs, StringSliceField)
  const list = (tags: readonly string[], safe: boolean, title = "Write a list of tags") =>
    fix(title, editor.listFromText(setting.entry, setting.map, tags), safe);
  const byComma = tagsBetween(text, /[\s,]+/);
  if (reader === "check") {
    const tags = byComma ?? [text];
    return {
      message: `\`${setting.entry.name}\` is ${describe(scalar)} and must be a list. ${REFUSAL.check}: write one item \`- key:value\` per tag.`,
      fixes: text === "" ? [] : [list(tags, tags.length === 1)],
    };
  }
  if (text === "" || text.startsWith("[")) return undefined; // a list in JSON is read as one
  const words = text.split(/\s+/);
  if (text.includes(",") && byComma) {
    return {
      message: `\`${setting.entry.name}\` is one text and must be a list. The Agent splits it at blanks and not at commas, which makes ${count(words, "tag")} with commas in ${words.length === 1 ? "it" : "them"}: write one item per tag.`,
      fixes: [list(byComma, false)],
    };
  }
  if (words.length > 1 && !tagsBetween(text, /\s+/)) {
    return {
      severity: "warning",
      message: `\`${setting.entry.name}\` is one text. The Agent splits it at blanks and makes ${count(words, "tag")} of it: ${words.map((word) => `\`${word}\``).join(", ")}. Write a list with one item per tag.`,
      fixes: [list(words, false), list([text], false, "Write a list of one tag")],
    };
  }
  return {
    severity: "information",
    message: `\`${setting.entry.name}\` is one text. The Agent splits it at blanks, which makes ${count(words, "tag")} here; a list says the same without surprises.`,
    fixes: [list(words, true)],
  };
}

function judgeItem(node: Node, reader: Reader, editor: TagEditor): Report | undefined {
  const item = resolve(node);
  if (item?.kind === "map") {
    return {
      message: `This tag is a mapping, because a blank follows the colon. ${reader === "agent" ? "The Agent makes an empty tag of it" : REFUSAL[reader]}: write \`key:value\` without the blank.`,
      fixes: [
        node.kind === "alias" ? undefined : fix("Write `key:value`", editor.itemsFromMapping(item), true),
      ],
    };
  }
  if (item?.kind === "seq") {
    return { message: `This tag is a list in the list of tags. ${REFUSAL[reader]}: write \`- key:value\`.` };
  }
  if (!item || isUnknowable(item)) return undefined;
  if (typeof item.value !== "string") return reader === "agent" ? undefined : judgeNonString(item, reader);
  const tags = reader === "logs" ? undefined : tagsBetween(item.text, /\s*,\s*/);
  if (!tags || tags.length < 2) return undefined;
  return {
    severity: "warning",
    message: `This is one item with ${count(tags, "tag")} in it. It is sent as a single tag, in which Datadog turns the commas into underscores: write one item per tag.`,
    fixes: [fix(`Split into ${tags.length} tags`, editor.splitItem(item, tags), false)],
  };
}

function judgeNonString(item: ScalarNode, reader: "check" | "logs"): Report {
  if (item.value === null)
    return { message: `An item of this list is empty. ${REFUSAL[reader]}: remove it or write a tag.` };
  const quoted = JSON.stringify(item.text);
  return {
    message: `This tag is ${describe(item)} to YAML, and a tag must be a text. ${REFUSAL[reader]}: write \`${quoted}\` in quotes.`,
    fixes: [fix(`Write \`${quoted}\``, [{ span: item.span, newText: quoted }], true)],
  };
}

/** The parts of a text, when there are parts and each of them looks like `key:value`. */
function tagsBetween(text: string, separator: RegExp): string[] | undefined {
  const parts = text.split(separator).filter((part) => part !== "");
  return parts.length > 0 && parts.every((part) => /^[A-Za-z][\w./-]*:[^\s:]\S*$/.test(part))
    ? parts
    : undefined;
}

function describe({ value }: ScalarNode): string {
  return typeof value === "string" ? "one text" : `a ${typeof value}`;
}

/** An empty item has no place of its own, and a mapping's may reach into the next line. */
function placeOf(item: Node, { entry }: Setting): Located {
  if (item.kind === "scalar" && item.style === "absent") return entry.key;
  const last = item.kind === "map" && !item.flow ? item.entries.at(-1) : undefined;
  return last ? { start: item.span.start, end: last.span.end } : item;
}

function count(items: readonly string[], noun: string): string {
  return items.length === 1 ? `one ${noun}` : `${items.length} ${noun}s`;
}

function fix(title: string, edits: readonly TextEdit[] | undefined, safe: boolean): Fix | undefined {
  return edits && { title, edits, safe };
}
