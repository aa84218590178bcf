import type { CodeAction, CodeActionContext, Diagnostic, TextEdit } from "vscode-languageserver-types";
import type { Settings } from "../config/settings";
import { type AgentDocument, openDocument } from "../documents/document";
import type { Range } from "../model/text";
import { diagnose } from "./diagnose";
import { type DiagnosticData, type DiagnosticFix, SOURCE } from "./diagnostics";
import { applySafeFixes, singleEdit } from "./fix-all";
import { generateActions } from "./generate";
import { ignoreEdit } from "./ignore";

export const QUICK_FIX = "quickfix";
export const FIX_ALL = "source.fixAll.ddconf";
/** Writes something for the cloud side; the file itself stays as it is. */
export const GENERATE = "refactor.ddconf";
/** Executed by the server, with `{ uri, generator, instance }`; the editor shows what comes back. */
export const GENERATE_COMMAND = "ddconf.generate";

/** The editor's own command: shows the page of the rule whose id is its argument. */
const OPEN_RULE_COMMAND = "ddconf.openRule";

/** The editor asks by itself, whenever the cursor moves. */
const AUTOMATIC = 2;

export interface CodeActionRequest {
  readonly uri: string;
  readonly version: number;
  /** What is selected. */
  readonly range: Range;
  readonly context: CodeActionContext;
  /** The editor understands edits that name the version they are for. */
  readonly versionedEdits: boolean;
  /** It understands snippets in edits. */
  readonly snippetEdits: boolean;
  /** It has the command `ddconf.openRule`. */
  readonly rulePages: boolean;
}

/**
 * Quick fixes of the given diagnostics, what can be generated for the place, and `source.fixAll.ddconf` where
 * the editor asks for it by kind. What can be generated is left out when the editor only looks whether there
 * is anything: otherwise every line of an instance would have a light bulb.
 *
 * Edits of diagnostics that belong to another version of the text are left out.
 *
 * @param signal stops the work by throwing its reason
 */
export function codeActions(
  document: AgentDocument,
  settings: Settings,
  request: CodeActionRequest,
  signal?: AbortSignal,
): CodeAction[] {
  const { only, diagnostics, triggerKind } = request.context;
  const actions: CodeAction[] = [];
  if (!only || only.some((kind) => includes(kind, QUICK_FIX))) {
    const mine = diagnostics.filter(({ source }) => source === SOURCE);
    for (const diagnostic of mine) actions.push(...fixActions(request, diagnostic));
    for (const diagnostic of mine) actions.push(...ignoreAction(document, request, diagnostic));
    if (request.rulePages) actions.push(...explainActions(mine));
  }
  if (only ? only.some((kind) => includes(kind, GENERATE)) : triggerKind !== AUTOMATIC)
    for (const { title, ...what } of generateActions(document, settings, request.range.start))
      actions.push({
        title,
        kind: GENERATE,
        command: { title, command: GENERATE_COMMAND, arguments: [{ uri: request.uri, ...what }] },
      });
  if (only?.some((kind) => includes(kind, FIX_ALL))) {
    const edit = singleEdit(document.text, textAfterSafeFixes(document, settings, signal));
    if (edit) {
      const range = document.lines.range(edit.span);
      actions.push(action("Fix all safe ddconf problems", FIX_ALL, request, [{ ...edit, range }]));
    }
  }
  return actions;
}

function textAfterSafeFixes(document: AgentDocument, settings: Settings, signal?: AbortSignal): string {
  const { path, detection } = document;
  const check = (current: AgentDocument) => ({
    document: current,
    findings: diagnose(current, settings, signal),
  });
  const again = (text: string) => check(openDocument(path, text, { detection }));
  return applySafeFixes(check(document), again).document.text;
}

/** Kinds form a tree by their dots: `source` includes `source.fixAll.ddconf`. */
function includes(kind: string, candidate: string): boolean {
  return kind === "" || candidate === kind || candidate.startsWith(`${kind}.`);
}

function fixActions(request: CodeActionRequest, diagnostic: Diagnostic): CodeAction[] {
  const data = readData(diagnostic.data);
  if (!data || data.version !== request.version) return [];
  const safe = data.fixes.filter((fix) => fix.safe);
  return data.fixes.map((fix) => ({
    ...action(fix.title, QUICK_FIX, request, fix.edits),
    diagnostics: [diagnostic],
    isPreferred: fix.safe && safe.length === 1,
  }));
}

function ignoreAction(
  document: AgentDocument,
  request: CodeActionRequest,
  diagnostic: Diagnostic,
): CodeAction[] {
  const data = readData(diagnostic.data);
  if (!data || data.version !== request.version) return [];
  const edit = ignoreEdit(document, data.rule, diagnostic.range.start);
  if (!edit) return [];
  const { range, snippet } = edit;
  const found = action(`Ignore \`${data.rule}\` here with a reason`, QUICK_FIX, request, [edit]);
  const { uri, version, versionedEdits, snippetEdits } = request;
  if (snippet && versionedEdits && snippetEdits) {
    const edits = [{ range, snippet: { kind: "snippet" as const, value: snippet } }];
    found.edit = { documentChanges: [{ textDocument: { uri, version }, edits }] };
  }
  return [{ ...found, diagnostics: [diagnostic] }];
}

/** One for each rule, however often it has found something there. */
function explainActions(diagnostics: readonly Diagnostic[]): CodeAction[] {
  const ids = new Set(diagnostics.flatMap(({ data }) => readData(data)?.rule ?? []));
  return [...ids].map((id) => {
    const title = `Explain \`${id}\``;
    return {
      title,
      kind: QUICK_FIX,
      diagnostics: diagnostics.filter(({ data }) => readData(data)?.rule === id),
      command: { title, command: OPEN_RULE_COMMAND, arguments: [id] },
    };
  });
}

function action(
  title: string,
  kind: string,
  { uri, version, versionedEdits }: CodeActionRequest,
  edits: DiagnosticFix["edits"],
): CodeAction {
  const plain: TextEdit[] = edits.map(({ range, newText }) => ({ range, newText }));
  const edit = versionedEdits
    ? { documentChanges: [{ textDocument: { uri, version }, edits: plain }] }
    : { changes: { [uri]: plain } };
  return { title, kind, edit };
}

/** The data of one of ddconf's diagnostics after its way through the editor; undefined when it is damaged. */
function readData(data: unknown): DiagnosticData | undefined {
  const candidate = data as Partial<DiagnosticData> | null | undefined;
  const intact =
    typeof candidate?.rule === "string" &&
    typeof candidate.version === "number" &&
    Array.isArray(candidate.fixes);
  return intact ? (candidate as DiagnosticData) : undefined;
}
