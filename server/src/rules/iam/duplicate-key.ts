import { type Entry, type MapNode, type Node, resolve } from "../../model/node";
import { defineRule, type Reporter } from "../define";
import { IAM_POLICY } from "../support/iam/places";

export default defineRule({
  id: "iam/duplicate-key",
  title: "A key stands twice",
  severity: "error",
  appliesTo: "policy",
  kinds: IAM_POLICY,
  check({ root }, report) {
    checkNode(root, [], report);
  },
});

/** @param above keys on the way to the node, nearest first; two are all that matters */
function checkNode(node: Node, above: readonly string[], report: Reporter): void {
  const target = resolve(node);
  if (target?.kind === "seq") for (const item of target.items) checkNode(item, above, report);
  if (target?.kind !== "map") return;
  // condition keys are the only ones whose case does not count
  checkMap(target, above[1] === "Condition", report);
  for (const { name, value } of target.entries)
    if (value.kind !== "scalar") checkNode(value, [name, ...above.slice(0, 1)], report);
}

function checkMap(map: MapNode, folds: boolean, report: Reporter): void {
  const seen = new Map<string, Entry>();
  for (const entry of map.entries) {
    const name = folds ? entry.name.toLowerCase() : entry.name;
    const first = seen.get(name);
    if (!first) {
      seen.set(name, entry);
      continue;
    }
    const spelling = first.name === entry.name ? "" : ` (as \`${first.name}\`; case does not count here)`;
    report(entry.key, {
      message: `\`${entry.name}\` stands here a second time${spelling}. IAM refuses a policy with the same key twice: put both values into one list under one \`${first.name}\`.`,
      related: [{ at: first.key, message: "It stands here first" }],
    });
  }
}
