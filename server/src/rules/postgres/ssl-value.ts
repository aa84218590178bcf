import type { ScalarNode } from "../../model/node";
import { isUnknowable } from "../../model/placeholder";
import { closest } from "../../schema/similar";
import { defineRule, type Report } from "../define";
import { isCheckedBy, replaceText, textOrShape } from "../support/values";

const MODES = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"];

export default defineRule({
  id: "postgres/ssl-value",
  title: "`ssl` takes one of six words",
  severity: "error",
  appliesTo: "setting",
  kinds: ["postgres"],
  check({ entry, option }, report) {
    if (!isCheckedBy(option, "postgres/ssl-value")) return;
    const value = textOrShape(entry.value);
    if (typeof value === "string") {
      report(entry.key, {
        message: `\`ssl\` is a ${value}, and in the postgres check it takes a word: the check refuses this instance. Write \`ssl: require\`; certificates go into \`ssl_root_cert\`, \`ssl_cert\` and \`ssl_key\`.`,
      });
    } else if (value && !isUnknowable(value)) {
      const found = typeof value.value === "string" ? judgeWord(value) : judgeOther(value);
      if (found) report(entry.value, found);
    }
  },
});

function judgeOther(scalar: ScalarNode): Report {
  const meant = scalar.value === true || scalar.value === 1 ? "require" : "disable";
  return {
    message: `\`ssl: ${scalar.text}\` is a ${typeof scalar.value}, and \`ssl\` takes a word: the check refuses this instance. Did you mean \`${meant}\`?`,
    fixes: [replaceText(scalar, meant)],
  };
}

function judgeWord(scalar: ScalarNode): Report | undefined {
  const word = scalar.text;
  if (MODES.includes(word)) return undefined;
  const meant = modeMeantBy(word.trim().toLowerCase());
  const advice = meant
    ? `Did you mean \`${meant}\`?`
    : `Write one of ${MODES.map((mode) => `\`${mode}\``).join(", ")}.`;
  return {
    severity: "warning",
    message: `\`${word}\` is none of the words that \`ssl\` takes. The check logs a warning and uses \`allow\`, which encrypts only when the server insists. ${advice}`,
    fixes: meant ? [replaceText(scalar, meant)] : [],
  };
}

function modeMeantBy(word: string): string | undefined {
  if (/^(?:true|yes|y|on|1|enabled?)$/.test(word)) return "require";
  if (/^(?:false|no|n|off|0|disabled|none)$/.test(word)) return "disable";
  return closest(word, MODES);
}
