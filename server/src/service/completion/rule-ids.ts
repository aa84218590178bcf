import type { CompletionItem } from "vscode-languageserver-types";
import type { Range } from "../../model/text";
import { RULES } from "../../rules/registry";
import { plainText } from "../describe";
import { ITEM_KIND } from "./items";

/** Start of the word in the brackets of a `# ddconf: ignore[…]` comment; undefined anywhere else. */
export function ruleIdStart(before: string): number | undefined {
  const match = /(?:^|\s)#[ \t]*ddconf:[ \t]*ignore[ \t]*\[(?:[^\]]*[,\s])?([\w/-]*)$/.exec(before);
  return match ? before.length - (match[1] ?? "").length : undefined;
}

export function ruleIds(range: Range): CompletionItem[] {
  return RULES.map(({ id, title }) => ({
    label: id,
    kind: ITEM_KIND.reference,
    detail: plainText(title),
    filterText: id,
    textEdit: { range, newText: id },
  }));
}
