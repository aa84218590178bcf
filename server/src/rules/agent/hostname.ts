import type { ScalarNode } from "../../model/node";
import { isUnknowable } from "../../model/placeholder";
import { defineRule, type Fix } from "../define";
import { isCheckedBy, replaceText, textOrShape } from "../support/values";

/** The Agent, `pkg/util/hostname/validate`: letters, digits and inner hyphens between dots. */
const LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?";
const RFC_1123 = new RegExp(`^${LABEL}(?:\\.${LABEL})*$`);
const LOCAL = new Set(["localhost", "localhost.localdomain", "localhost6.localdomain6", "ip6-localhost"]);
const LONGEST = 255;

export default defineRule({
  id: "agent/hostname",
  title: "`hostname` is no name that the Agent accepts",
  severity: "error",
  appliesTo: "setting",
  kinds: ["datadog"],
  check({ entry, option }, report) {
    if (!isCheckedBy(option, "agent/hostname")) return;
    const value = textOrShape(entry.value);
    if (value === undefined || (typeof value === "object" && (value.text === "" || isUnknowable(value))))
      return;
    const complaint = typeof value === "string" ? `\`hostname\` is a ${value}` : complain(value.text);
    if (!complaint) return;
    report(typeof value === "string" ? entry.key : entry.value, {
      message: `${complaint}. The Agent ignores it and uses the name that it detects by itself: write letters, digits, hyphens and dots only, or remove \`hostname\`.`,
      fixes: typeof value === "string" ? [] : [repair(value)],
    });
  },
});

function complain(name: string): string | undefined {
  if (LOCAL.has(name.toLowerCase())) return `\`${name}\` is the name of every host for itself`;
  if (name.length > LONGEST) return `\`hostname\` has ${name.length} characters, and ${LONGEST} are allowed`;
  if (RFC_1123.test(name)) return undefined;
  const stranger = /[^A-Za-z0-9.-]/u.exec(name)?.[0];
  if (stranger === undefined) return `\`${name}\` has a hyphen or a dot where a letter or digit must stand`;
  return `\`${name}\` has ${/\s/.test(stranger) ? "a blank" : `\`${stranger}\``} in it, which no host name may have (RFC 1123)`;
}

/** The nearest name that is allowed, where one is at hand. */
function repair(scalar: ScalarNode): Fix | undefined {
  const name = scalar.text
    .trim()
    .replace(/[_\s]+/g, "-")
    .replace(/[.-]+$/, "");
  return complain(name) === undefined && name !== scalar.text ? replaceText(scalar, name) : undefined;
}
