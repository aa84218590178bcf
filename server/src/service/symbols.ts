import type { DocumentSymbol, SymbolKind } from "vscode-languageserver-types";
import type { AgentDocument, Region } from "../documents/document";
import { hasSchema, isIntegration } from "../documents/kinds";
import { type Entry, type Node, resolve, textAt } from "../model/node";
import type { Span } from "../model/text";
import { optionsOf } from "../schema/catalogue";
import type { Option } from "../schema/option";

const KIND = {
  module: 2,
  field: 8,
  string: 15,
  number: 16,
  boolean: 17,
  array: 18,
  object: 19,
  null: 21,
} as const satisfies Record<string, SymbolKind>;

const LONGEST_DETAIL = 60;

/** The keys of the file as a tree. Instances are named after what they connect to. */
export function documentSymbols(document: AgentDocument, signal?: AbortSignal): DocumentSymbol[] {
  return document.regions.flatMap((region) => {
    if (!hasSchema(region.kind)) return [];
    const outline = new Outline(document, region, signal);
    const options = optionsOf(region.kind);
    return region.stream.documents.flatMap(({ root }) => outline.children(root, options, 0));
  });
}

class Outline {
  readonly #document: AgentDocument;
  readonly #region: Region;
  readonly #signal: AbortSignal | undefined;

  constructor(document: AgentDocument, region: Region, signal: AbortSignal | undefined) {
    this.#document = document;
    this.#region = region;
    this.#signal = signal;
  }

  /** Symbols of what stands in a map or list; an alias stands elsewhere and is not followed. */
  children(node: Node | undefined, option: Option | undefined, depth: number): DocumentSymbol[] {
    this.#signal?.throwIfAborted();
    if (node?.kind === "map") return node.entries.map((entry) => this.#entry(entry, option, depth));
    if (node?.kind !== "seq" || node.items.every((item) => item.kind === "scalar")) return [];
    const instances = depth === 1 && option?.name === "instances" && isIntegration(this.#region.kind);
    return node.items.map((item, index) =>
      this.#symbol(
        instances ? this.#instanceName(item) : `[${index}]`,
        item,
        item.span,
        item.span,
        option?.items,
        depth,
      ),
    );
  }

  #entry(entry: Entry, section: Option | undefined, depth: number): DocumentSymbol {
    const name = entry.name.trim() === "" ? '""' : entry.name;
    return this.#symbol(name, entry.value, entry.span, entry.key.span, section?.child(entry.name), depth);
  }

  #symbol(
    name: string,
    value: Node,
    span: Span,
    selection: Span,
    option: Option | undefined,
    depth: number,
  ): DocumentSymbol {
    const detail = detailOf(value, option);
    const range = this.#document.lines.range(this.#region.toOuter(span));
    const start = this.#document.lines.range(this.#region.toOuter(selection));
    return {
      name,
      ...(detail === undefined ? {} : { detail }),
      kind: kindOf(value, depth),
      range,
      // a list item is selected at its first character: editors put the cursor there
      selectionRange: span === selection ? { start: range.start, end: range.start } : start,
      children: this.children(value, option, depth + 1),
    };
  }

  /** `postgres · db1.example.com:5432/orders` */
  #instanceName(item: Node): string {
    const host = textAt(item, ["host"]) ?? textAt(item, ["server"]) ?? "no host";
    const port = textAt(item, ["port"]);
    const database = textAt(item, ["dbname"]) ?? textAt(item, ["database"]);
    return `${this.#region.kind} · ${host}${port ? `:${port}` : ""}${database ? `/${database}` : ""}`;
  }
}

/** The value of a plain setting. Secrets, and values of keys that the schema does not know, are left out. */
function detailOf(node: Node, option: Option | undefined): string | undefined {
  const value = resolve(node);
  if (value?.kind !== "scalar" || value.value === null) return undefined;
  if (!option || option.schema["x-secret"] || /pass|secret|token|_key/i.test(option.name)) return undefined;
  const line = value.text.trim().split("\n", 1)[0] ?? "";
  return line.length > LONGEST_DETAIL ? `${line.slice(0, LONGEST_DETAIL)}…` : line;
}

function kindOf(node: Node, depth: number): SymbolKind {
  const value = resolve(node);
  if (value?.kind === "map") return depth === 0 ? KIND.module : KIND.object;
  if (value?.kind === "seq") return KIND.array;
  if (value?.kind !== "scalar") return KIND.field;
  if (value.value === null) return KIND.null;
  return KIND[typeof value.value as "string" | "number" | "boolean"];
}
