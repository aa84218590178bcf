import { type Document, type Node as LibraryNode, parseAllDocuments } from "yaml";
import type { Node } from "../node";
import type { Span } from "../text";
import { Converter } from "./convert";
import { type Prepared, prepare } from "./prepare";

/** One document of a YAML stream. */
export interface YamlDocument {
  /** `undefined` when the document is empty or holds only comments. */
  readonly root: Node | undefined;
  readonly span: Span;
}

/** A place where the text is no YAML. `code` is for `yaml/syntax` to tell cases apart and is never shown. */
export interface SyntaxProblem {
  readonly code: string;
  readonly span: Span;
  readonly detail: string;
  /** False where go-yaml, the Agent's reader, has no problem: the tree is as the Agent sees it. */
  readonly fatal: boolean;
}

export interface YamlStream {
  readonly documents: readonly YamlDocument[];
  /** Problems of the first document in the order of the text; the Agent never reads the others. */
  readonly problems: readonly SyntaxProblem[];
}

/**
 * Reads YAML as the Agent does. Never throws: what cannot be read becomes a problem, and the tree holds
 * what could be saved.
 */
export function parseYaml(text: string): YamlStream {
  const prepared = prepare(text);
  if (prepared.text === undefined) return { documents: [], problems: prepared.problems };
  try {
    return read(prepared, prepared.text);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { documents: [], problems: [...prepared.problems, unreadable(detail)] };
  }
}

function unreadable(detail: string): SyntaxProblem {
  return { code: "UNREADABLE", span: { start: 0, end: 0 }, detail, fatal: true };
}

function read(prepared: Prepared, text: string): YamlStream {
  const parsed = parseAllDocuments(text, {
    version: "1.1",
    schema: "failsafe", // scalars are resolved here, by the Agent's rules and not the library's
    uniqueKeys: false,
    prettyErrors: false,
    strict: true,
    logLevel: "silent",
    stringKeys: false,
  });
  const library = Array.isArray(parsed) ? (parsed as Document.Parsed[]) : [];
  const problems = [...prepared.problems];
  const documents: YamlDocument[] = [];
  for (const [index, document] of library.entries()) {
    const converter = new Converter(text);
    documents.push(convertDocument(document, converter));
    if (index === 0) problems.push(...libraryProblems(document, text), ...converter.problems);
  }
  const end = documents[1]?.span.start ?? text.length;
  return { documents, problems: problems.filter(({ span }) => span.start <= end).sort(byPlace) };
}

function libraryProblems(document: Document.Parsed, text: string): SyntaxProblem[] {
  return document.errors.map(({ code, pos: [start, end], message }) => ({
    code,
    span: { start, end: Math.max(start, Math.min(end, text.length)) },
    detail: message,
    fatal: !message.startsWith("Comments must be separated"), // `"a"# comment`: go-yaml does not mind
  }));
}

function byPlace(a: SyntaxProblem, b: SyntaxProblem): number {
  return a.span.start - b.span.start;
}

function convertDocument(document: Document.Parsed, converter: Converter): YamlDocument {
  const [start, , end] = document.range;
  const contents = document.contents as LibraryNode | null;
  const root = contents ? converter.convert(contents, start) : undefined;
  const empty = root?.kind === "scalar" && root.style === "absent";
  return { root: empty ? undefined : root, span: { start, end } };
}
