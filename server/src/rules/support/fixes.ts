import { type TextEdit, YamlEditor } from "../../model/edit";
import type { Entry, MapNode, ScalarNode } from "../../model/node";
import { contains } from "../../model/text";
import type { Fix, RuleContext } from "../define";

/** A fix, or undefined where one of its edits could not be made. */
export function fixOf(
  title: string,
  edits: TextEdit | undefined | readonly (TextEdit | undefined)[],
  safe = false,
): Fix | undefined {
  const all = [edits].flat();
  const made = all.filter((edit): edit is TextEdit => edit !== undefined);
  return made.length === all.length && made.length > 0 ? { title, edits: made, safe } : undefined;
}

export function editorOf(context: RuleContext): YamlEditor {
  return new YamlEditor(context.region.text, context.lines);
}

/** Inserts lines as the last ones of the section at `path` below an instance. */
export function insertFix(
  context: RuleContext,
  instance: MapNode,
  path: readonly string[],
  block: readonly string[],
  title: string,
  safe = false,
): Fix | undefined {
  return fixOf(title, editorOf(context).insert(instance, path, block), safe);
}

/**
 * Removes entries of an instance; undefined where the instance shares one with others through an anchor, as
 * they may need it.
 */
export function removeFix(
  context: RuleContext,
  instance: MapNode,
  entries: Entry | readonly Entry[],
  title?: string,
  safe = false,
): Fix | undefined {
  const all = [entries].flat();
  const own =
    instance.anchor === undefined && all.every(({ key }) => contains(instance.span, key.span.start));
  if (!own) return undefined;
  const editor = editorOf(context);
  return fixOf(
    title ?? `Remove ${all.map(({ name }) => `\`${name}\``).join(" and ")}`,
    all.map((entry) => editor.remove(entry)),
    safe,
  );
}

/** Writes another value, one that YAML reads as it stands, in place of a scalar; its quotes are kept. */
export function writeFix(
  scalar: ScalarNode | undefined,
  value: string,
  safe = false,
  title = `Write \`${value}\``,
): Fix | undefined {
  if (!scalar || scalar.style === "block") return undefined;
  const quote = scalar.style === "double" ? '"' : scalar.style === "single" ? "'" : "";
  const gap = scalar.style === "absent" ? " " : "";
  return fixOf(title, { span: scalar.span, newText: `${gap}${quote}${value}${quote}` }, safe);
}
