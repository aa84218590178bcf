import { defineRule } from "../define";
import { conflictIn } from "../support/conflict";
import { whenUnreadable } from "../support/consequence";

export default defineRule({
  id: "yaml/merge-conflict",
  title: "A merge conflict is not resolved",
  severity: "error",
  appliesTo: "source",
  check({ text }, report, { kind }) {
    const conflict = conflictIn(text);
    if (!conflict) return;
    report(conflict, {
      message: `The file contains a merge conflict. ${whenUnreadable(kind)}. Keep one of the two versions and remove the lines that start with \`<<<<<<<\`, \`=======\` and \`>>>>>>>\`.`,
    });
  },
});
