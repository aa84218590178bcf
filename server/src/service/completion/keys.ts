import type { CompletionItem } from "vscode-languageserver-types";
import type { DocumentKind } from "../../documents/kinds";
import type { Path } from "../../model/node";
import type { Range } from "../../model/text";
import { RULES } from "../../rules/registry";
import type { Option } from "../../schema/option";
import { defaultWords, details, plainText, typeWords } from "../describe";
import { type BlockSnippet, blocksInList, blocksInMap } from "./blocks";
import type { KeyCursor } from "./cursor";
import { blockItem, type CompletionFeatures, ITEM_KIND } from "./items";
import { asItem, asPlainText, type Block, writeItem, writeKey } from "./writing";

export interface KeyRequest {
  readonly kind: DocumentKind;
  readonly cursor: KeyCursor;
  readonly range: Range;
  readonly features: CompletionFeatures;
  /** Names in the map already, as the schema spells them. */
  readonly present: ReadonlySet<string>;
}

/** Order of the groups; within one, the schema decides, where what is used most comes first. */
const RANK = { block: "0", required: "1", documented: "2", undocumented: "3", deprecated: "4" } as const;

/** Keys that the map at the cursor can still take, and the blocks that fit there. */
export function keysOf(section: Option, request: KeyRequest): CompletionItem[] {
  const items: CompletionItem[] = [];
  const path = request.cursor.path;
  if (!request.cursor.hasColon)
    for (const block of blocksInMap(request.kind, path))
      if (block.key === undefined || !request.present.has(block.key)) items.push(blockOf(block, request));
  if (request.cursor.behindDash && !request.cursor.hasColon && request.present.size === 0)
    for (const block of blocksInList(request.kind, path.slice(0, -1))) items.push(blockOf(block, request));
  for (const [index, option] of [...section.children.values()].entries()) {
    if (!offered(option) || request.present.has(option.name)) continue;
    items.push(keyItem(option, section, index, request));
  }
  if (request.kind === "ddconf-config" && path.length === 1 && path[0] === "rules")
    items.push(...ruleKeys(section, request));
  return items;
}

/** What a new item of the list at the cursor can begin with, with the dash. */
export function itemsOf(list: Option, request: KeyRequest): CompletionItem[] {
  const item = list.items;
  const blocks = blocksInList(request.kind, request.cursor.path).map((block) =>
    blockOf({ ...block, lines: asItem(block.lines) }, request),
  );
  const children = [...(item?.children.values() ?? [])].filter(offered);
  if (item && children.length > 0)
    return [...blocks, ...children.map((option, index) => keyItem(option, item, index, request, asItem))];
  const lines = writeItem(list);
  const parts = { label: "-", kind: ITEM_KIND.value, detail: "New item", rank: RANK.required, lines };
  return [...blocks, blockItem(parts, request.range, indentation(request), request.features)];
}

function offered(option: Option): boolean {
  return !option.schema["x-removed"] && !option.schema["x-managed"];
}

function keyItem(
  option: Option,
  section: Option,
  index: number,
  request: KeyRequest,
  wrap: (lines: Block) => Block = (lines) => lines,
): CompletionItem {
  const { cursor, features, kind, range } = request;
  const deprecated = option.deprecation !== undefined && option.deprecation.alias !== true;
  const initial = defaultWords(option);
  const path: Path = [...cursor.path, option.name];
  const parts = {
    label: option.name,
    kind: option.children.size > 0 ? ITEM_KIND.module : ITEM_KIND.property,
    detail: typeWords(option) + (initial ? `, default ${initial}` : ""),
    documentation: details(option, path, kind).join("\n\n"),
    deprecated,
    rank: rankOf(option, section, deprecated) + String(index).padStart(4, "0"),
    lines: wrap(cursor.hasColon ? [option.name] : writeKey(option)),
  };
  return blockItem(parts, range, indentation(request), features);
}

/** A section is documented when something in it is. */
function isDocumented(option: Option): boolean {
  if (!option.documented || option.children.size === 0) return option.documented;
  return [...option.children.values()].some(isDocumented);
}

function rankOf(option: Option, section: Option, deprecated: boolean): string {
  if (deprecated) return RANK.deprecated;
  if (!isDocumented(option)) return RANK.undocumented;
  return section.schema.required?.includes(option.name) ? RANK.required : RANK.documented;
}

function blockOf(block: BlockSnippet, request: KeyRequest): CompletionItem {
  const documentation = ["```yaml", ...block.lines.map(asPlainText), "```"].join("\n");
  const parts = { ...block, kind: ITEM_KIND.snippet, documentation, rank: RANK.block };
  return blockItem(parts, request.range, indentation(request), request.features);
}

function ruleKeys(rules: Option, request: KeyRequest): CompletionItem[] {
  const severity = rules.child("any");
  return RULES.filter(({ id }) => !request.present.has(id)).map(({ id, title }) => {
    const lines = severity && !request.cursor.hasColon ? writeKey(severity, id) : [id];
    const detail = plainText(title);
    const parts = { label: id, kind: ITEM_KIND.property, detail, rank: RANK.documented, lines };
    return blockItem(parts, request.range, indentation(request), request.features);
  });
}

function indentation({ cursor }: KeyRequest): { column: number; line: number } {
  return { column: cursor.column, line: cursor.lineIndent };
}
