import { openDocument } from "../../server/src/documents/document";
import { LineIndex, type Position } from "../../server/src/model/text";

/** Takes the cursor mark `│` out of a text. */
export function unmarkCursor(marked: string): { readonly text: string; readonly position: Position } {
  const offset = marked.indexOf("│");
  if (offset < 0) throw new Error("the text has no cursor mark");
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  return { text, position: new LineIndex(text).position(offset) };
}

/** Usual paths by the kind of file. */
export const PATHS = {
  datadog: "/etc/datadog-agent/datadog.yaml",
  postgres: "/etc/datadog-agent/conf.d/postgres.d/conf.yaml",
  mysql: "/etc/datadog-agent/conf.d/mysql.d/conf.yaml",
  sqlserver: "/etc/datadog-agent/conf.d/sqlserver.d/conf.yaml",
  project: "/project/.ddconf.yaml",
} as const;

export type FileKind = keyof typeof PATHS;

export function openMarked(kind: FileKind, marked: string) {
  const { text, position } = unmarkCursor(marked);
  return { document: openDocument(PATHS[kind], text), position };
}
