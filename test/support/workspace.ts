import { DEFAULT_SETTINGS, type Settings } from "../../server/src/config/settings";
import { openDocument } from "../../server/src/documents/document";
import { factsOf } from "../../server/src/rules/facts";
import type { Finding } from "../../server/src/rules/finding";
import { diagnose, diagnoseWorkspace } from "../../server/src/service/diagnose";

/** A file's text by its name. */
export type Files = Readonly<Record<string, string>>;

/** Findings of each file, with those that only show when the files are held against each other. */
export function lintWorkspace(
  files: Files,
  settings: Partial<Settings> = {},
): ReadonlyMap<string, readonly Finding[]> {
  const all = { ...DEFAULT_SETTINGS, ...settings };
  const documents = Object.entries(files).map(([path, text]) => ({
    path,
    document: openDocument(path, text),
  }));
  const across = diagnoseWorkspace(
    documents.flatMap(({ path, document }) => factsOf(document, path, all) ?? []),
  );
  return new Map(
    documents.map(({ path, document }) => [path, diagnose(document, all, undefined, across.get(path))]),
  );
}
