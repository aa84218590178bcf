import type { TextEdit } from "../../model/edit";
import type { Entry, MapNode, ScalarNode } from "../../model/node";
import type { LineIndex } from "../../model/text";
import { yamlString } from "../../model/yaml/quote";

/** The tag that was meant by `key: value`; undefined where the value is no plain scalar. */
export function tagOf({ key, value }: Entry): string | undefined {
  if (value.kind !== "scalar" || value.style === "block" || value.anchor) return undefined;
  return value.value === null ? key.text : `${key.text}:${value.text}`;
}

/** Edits of tag lists. They keep comments, and answer `undefined` where the text is not laid out as expected. */
export class TagEditor {
  readonly #text: string;
  readonly #lines: LineIndex;

  constructor(text: string, lines: LineIndex) {
    this.#text = text;
    this.#lines = lines;
  }

  /** `tags: a:b c:d` → a list of these tags. */
  listFromText({ key, value }: Entry, map: MapNode, tags: readonly string[]): TextEdit[] | undefined {
    if (value.kind !== "scalar" || value.style === "block" || value.anchor) return undefined;
    if (map.flow) return [{ span: value.span, newText: flowList(tags) }];
    const indent = " ".repeat(this.#lines.position(key.span.start).character + 2);
    const items = tags.map((tag) => `${this.#newline}${indent}- ${yamlString(tag)}`);
    return [{ span: { start: key.span.end, end: value.span.end }, newText: `:${items.join("")}` }];
  }

  /** `env: prod` below `tags` → `- env:prod`. */
  listFromMapping(map: MapNode): TextEdit[] | undefined {
    const entries = plainEntries(map);
    if (!entries) return undefined;
    if (map.flow) return [{ span: map.span, newText: flowList(entries.map(({ tag }) => tag)) }];
    return entries.map(({ entry, tag }) => ({ span: spanOf(entry), newText: `- ${yamlString(tag)}` }));
  }

  /** `- env: prod` → `- env:prod`; further keys of the same item become items. */
  itemsFromMapping(map: MapNode): TextEdit[] | undefined {
    const [first, ...others] = plainEntries(map) ?? [];
    if (!first) return undefined;
    if (map.flow || this.#dashBefore(first.entry.key.span.start) === undefined) {
      return others.length > 0 ? undefined : [{ span: map.span, newText: yamlString(first.tag, true) }];
    }
    const dash = this.#dashBefore(first.entry.key.span.start) ?? "";
    return [
      { span: spanOf(first.entry), newText: yamlString(first.tag) },
      ...others.map(({ entry, tag }) => {
        const { start } = this.#lines.lineSpan(this.#lines.lineAt(entry.key.span.start));
        return { span: { start, end: spanOf(entry).end }, newText: `${dash}- ${yamlString(tag)}` };
      }),
    ];
  }

  /** `- a:b,c:d` → one item per tag. */
  splitItem(item: ScalarNode, tags: readonly string[]): TextEdit[] | undefined {
    if (item.style === "block" || item.anchor) return undefined;
    const dash = this.#dashBefore(item.span.start);
    const newText =
      dash === undefined
        ? tags.map((tag) => yamlString(tag, true)).join(", ")
        : tags.map((tag) => yamlString(tag)).join(`${this.#newline}${dash}- `);
    return [{ span: item.span, newText }];
  }

  /** The blanks before the dash of a block list, when nothing but the dash stands before `offset` in its line. */
  #dashBefore(offset: number): string | undefined {
    const { start } = this.#lines.lineSpan(this.#lines.lineAt(offset));
    return /^(\s*)-\s+$/.exec(this.#text.slice(start, offset))?.[1];
  }

  get #newline(): string {
    return this.#text.includes("\r\n") ? "\r\n" : "\n";
  }
}

function plainEntries(map: MapNode): { entry: Entry; tag: string }[] | undefined {
  if (map.anchor) return undefined;
  const entries = map.entries.flatMap((entry) => {
    const tag = tagOf(entry);
    return tag === undefined ? [] : [{ entry, tag }];
  });
  return entries.length === map.entries.length ? entries : undefined;
}

function spanOf({ key, value }: Entry): { start: number; end: number } {
  return { start: key.span.start, end: Math.max(key.span.end, value.span.end) };
}

function flowList(tags: readonly string[]): string {
  return `[${tags.map((tag) => yamlString(tag, true)).join(", ")}]`;
}
