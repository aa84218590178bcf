import type { ScalarNode } from "../../model/node";
import { isUnknowable } from "../../model/placeholder";
import { closest } from "../../schema/similar";
import { defineRule, type Report } from "../define";
import { isCheckedBy, replaceText, textOrShape } from "../support/values";

/** The Agent, `pkg/util/log`: case counts for nothing, and `warning` is taken for `warn`. */
const LEVELS = ["trace", "debug", "info", "warn", "error", "critical", "off"];
const ACCEPTED = new Set([...LEVELS, "warning"]);
/** Names of levels elsewhere. */
const ELSEWHERE = new Map([
  ["fatal", "critical"],
  ["crit", "critical"],
  ["err", "error"],
  ["verbose", "debug"],
  ["all", "trace"],
  ["none", "off"],
  ["disabled", "off"],
]);

export default defineRule({
  id: "agent/log-level-off",
  title: "`log_level` is no level that the Agent knows",
  severity: "error",
  appliesTo: "setting",
  kinds: ["datadog"],
  check({ entry, option }, report) {
    if (!isCheckedBy(option, "agent/log-level-off")) return;
    const value = textOrShape(entry.value);
    if (typeof value === "string") {
      report(entry.key, {
        message: `\`log_level\` is a ${value}. The Agent does not start with it: write one word, such as \`info\`.`,
      });
    } else if (value && value.text !== "" && !isUnknowable(value)) {
      const found = typeof value.value === "boolean" ? judgeBoolean(value) : judgeWord(value);
      if (found) report(entry.value, found);
    }
  },
});

function judgeBoolean(scalar: ScalarNode): Report {
  const isOff = scalar.value === false;
  return {
    message: `YAML reads \`${scalar.text}\` as the boolean \`${scalar.value}\`. The Agent takes that for a log level, knows none of that name and does not start: write ${isOff ? '`"off"` in quotes' : "a level, such as `debug`"}.`,
    fixes: isOff ? [replaceText(scalar, "off", scalar.text.toLowerCase() === "off", 'Write `"off"`')] : [],
  };
}

function judgeWord(scalar: ScalarNode): Report | undefined {
  const words = /[,=]/.test(scalar.text) ? levelsOf(scalar.text) : [scalar.text];
  const unknown = words.find((word) => !ACCEPTED.has(word.toLowerCase()));
  if (unknown === undefined) return undefined;
  const word = unknown.trim().toLowerCase();
  const meant = ACCEPTED.has(word) ? word : (ELSEWHERE.get(word) ?? closest(word, LEVELS));
  return {
    message: `\`${unknown}\` is no log level. The Agent does not start with it: ${meant ? `did you mean \`${meant}\`?` : `write one of ${LEVELS.map((level) => `\`${level}\``).join(", ")}.`}`,
    fixes: meant && words.length === 1 && unknown === scalar.text ? [replaceText(scalar, meant)] : [],
  };
}

/** The levels in a list such as `info,pkg/logs/...=debug`, which newer Agents read. */
function levelsOf(specification: string): string[] {
  return specification
    .split(",")
    .map((instruction) => (instruction.split("=")[1] ?? instruction).trim())
    .filter((word) => word !== "");
}
