import { YamlEditor } from "../../model/edit";
import { type Entry, type MapNode, type Node, resolve } from "../../model/node";
import { defineRule, type Fix, type RuleContext } from "../define";

export default defineRule({
  id: "yaml/duplicate-key",
  title: "A key is set twice",
  severity: "error",
  appliesTo: "mapping",
  check({ map }, report, context) {
    // the branches of a template's condition may well set the same key
    if (context.region.templateTags.length > 0) return;
    const earlier = new Map<string, Entry[]>();
    for (const entry of map.entries) {
      if (entry.merge) continue;
      const before = earlier.get(entry.name) ?? [];
      earlier.set(entry.name, [...before, entry]);
      const [first, dead] = [before[0], before.at(-1)];
      if (!first || !dead) continue;
      const reader = context.kind === "ddconf-config" ? "ddconf" : "The Agent";
      report(entry.key, {
        message: `\`${entry.name}\` is set twice in the same place. ${reader} keeps only the last one and drops all that the earlier one says. Keep one of them${bothHoldMore(dead, entry) ? ", with the settings of both" : ""}.`,
        related: [{ at: first.key, message: `\`${first.name}\` is set here first` }],
        fixes: [joining(dead, entry, map, context), removal(dead, entry, context)],
      });
    }
  },
});

function bothHoldMore(dead: Entry, kept: Entry): boolean {
  return dead.value.kind === "map" && kept.value.kind === "map";
}

function removal(dead: Entry, kept: Entry, { region, lines }: RuleContext): Fix | undefined {
  const edit = new YamlEditor(region.text, lines).remove(dead);
  if (!edit) return undefined;
  return {
    title: `Remove the earlier \`${dead.name}\`, which has no effect`,
    edits: [edit],
    safe: same(dead.value, kept.value),
  };
}

/** Moves the settings of the dead section into the one that counts, when no setting stands in both. */
function joining(dead: Entry, kept: Entry, map: MapNode, { region, lines }: RuleContext): Fix | undefined {
  if (dead.value.kind !== "map" || kept.value.kind !== "map" || dead.value.flow) return undefined;
  const names = new Set(kept.value.entries.map(({ name }) => name));
  if (dead.value.entries.some(({ name, merge }) => merge || names.has(name))) return undefined;
  const [first] = dead.value.entries;
  const editor = new YamlEditor(region.text, lines);
  const removed = editor.remove(dead);
  if (!first || !removed) return undefined;
  const start = lines.lineSpan(lines.lineAt(first.key.span.start)).start;
  const indent = first.key.span.start - start;
  const block = region.text
    .slice(start, removed.span.end)
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => line.slice(Math.min(indent, line.length - line.trimStart().length)));
  const insertion = editor.insert(map, [kept.name], block);
  if (!insertion || insertion.span.start < removed.span.end) return undefined;
  return { title: `Join both \`${dead.name}\` sections`, edits: [removed, insertion], safe: false };
}

/** True when two values are read alike. */
function same(a: Node, b: Node): boolean {
  const [left, right] = [resolve(a), resolve(b)];
  if (!left || !right || left === right) return left !== undefined && left === right;
  if (left.kind === "scalar") return right.kind === "scalar" && left.value === right.value;
  if (left.kind === "seq") {
    return (
      right.kind === "seq" &&
      left.items.length === right.items.length &&
      left.items.every((item, index) => same(item, right.items[index] ?? item))
    );
  }
  return (
    right.kind === "map" &&
    left.entries.length === right.entries.length &&
    left.entries.every((entry, index) => {
      const other = right.entries[index];
      return other !== undefined && other.name === entry.name && same(entry.value, other.value);
    })
  );
}
