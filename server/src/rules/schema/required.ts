import { isIntegration } from "../../documents/kinds";
import { renameKey } from "../../model/edit";
import { type Entry, formatPath, mapOf, type Node } from "../../model/node";
import type { Option } from "../../schema/option";
import { closest } from "../../schema/similar";
import { defineRule, type Located } from "../define";
import { strayDashes } from "../support/instances";
import { refusal } from "../support/refusal";

export default defineRule({
  id: "schema/required",
  title: "A key that must be there is missing",
  severity: "error",
  appliesTo: "mismatch",
  check({ kind, node, path, option, missing }, report, context) {
    if (kind !== "required" || missing === undefined) return;
    const isInstance = path[0] === "instances" && path.length === 2;
    if (isInstance && isIntegration(context.kind)) {
      // the missing keys stand in the item beside it
      const near = strayDashes(context.root, context.kind).some(({ half }) => half === node);
      if (near) return;
    }
    const what = isInstance ? "This instance" : `\`${formatPath(path)}\``;
    const outcome =
      context.kind === "datadog" ? "the Agent cannot use it" : refusal(context.kind, path, option);
    const misspelled = misspelledKey(node, missing, option);
    const means = option.child(missing)?.schema.description;
    const advice = misspelled
      ? `Did you mean \`${missing}\` by \`${misspelled.name}\`?`
      : `Add \`${missing}\`${means ? `: ${lowerFirst(firstSentence(means))}` : "."}`;
    report(misspelled?.key ?? firstKey(node), {
      severity: context.kind === "datadog" ? "warning" : "error",
      message: `${what} has no \`${missing}\`: ${outcome.replace(/this instance$/, "it")}. ${advice}`,
      fixes: [
        misspelled && {
          title: `Rename to \`${missing}\``,
          edits: [renameKey(misspelled, missing)],
          safe: false,
        },
      ],
    });
  },
});

/** A key of a free-form item that is close to the missing one; elsewhere the unknown key is reported itself. */
function misspelledKey(node: Node, missing: string, option: Option): Entry | undefined {
  if (!option.freeForm) return undefined;
  return mapOf(node)?.entries.find(
    (entry) => !option.children.has(entry.name) && closest(entry.name, [missing]),
  );
}

/** The place that shows an item without covering all of it. */
function firstKey(node: Node): Located {
  return mapOf(node)?.entries[0]?.key ?? node;
}

function firstSentence(text: string): string {
  return /^.*?[.;](?=\s|$)/s.exec(text)?.[0].replace(/;$/, ".") ?? text;
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}
