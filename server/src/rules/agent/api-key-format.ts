import { resolve, type ScalarNode } from "../../model/node";
import { isUnknowable } from "../../model/placeholder";
import { defineRule, type Report } from "../define";
import { API_KEY, apiKeysIn } from "../support/api-keys";
import { replaceText } from "../support/values";

export default defineRule({
  id: "agent/api-key-format",
  title: "The API key has the wrong shape",
  severity: "error",
  appliesTo: "setting",
  kinds: ["datadog"],
  check(setting, report) {
    for (const { node, name, at, elsewhere } of apiKeysIn(setting)) {
      const value = resolve(node);
      if (value && value.kind !== "scalar") report(at, notOneKey(value.kind, name));
      const found = value?.kind === "scalar" && !elsewhere ? judge(value, name) : undefined;
      if (found) report(node, found);
    }
  },
});

function notOneKey(kind: "map" | "seq", name: string): Report {
  return {
    message: `${name} is a ${kind === "seq" ? "list" : "mapping"}. The Agent reads no key from it and has its data refused: write one key of 32 hexadecimal digits, and keys for other sites under \`additional_endpoints\`.`,
  };
}

function judge(scalar: ScalarNode, name: string): Report | undefined {
  const text = scalar.text;
  const trimmed = text.trim();
  if (scalar.value === null || trimmed === "" || isUnknowable(scalar) || /^DELA[[(]/.test(trimmed))
    return undefined;
  if (typeof scalar.value !== "string") return judgeNonString(scalar, name);
  if (API_KEY.test(text)) return undefined;
  if (API_KEY.test(trimmed)) {
    return {
      severity: "information",
      message: `${name} has blanks around it. The Agent cuts them off, other readers of this file may not: remove them.`,
      fixes: [replaceText(scalar, trimmed, true, "Remove the blanks")],
    };
  }
  return {
    message: `${name} ${describe(trimmed)}. An API key has 32 hexadecimal digits; the Agent sends this one as it is, and Datadog refuses the data with status 403: copy the key from Organization Settings > API Keys.`,
  };
}

/** Thirty-two digits without a letter, or with a single `e`, are a number to YAML. */
function judgeNonString(scalar: ScalarNode, name: string): Report {
  const isKey = API_KEY.test(scalar.text);
  return {
    message: `${name} is read as a ${typeof scalar.value}, and the Agent sends what is left of it, which Datadog refuses: ${isKey ? "put the key in quotes" : "write a key of 32 hexadecimal digits"}.`,
    fixes: isKey
      ? [
          {
            title: "Put the key in quotes",
            edits: [{ span: scalar.span, newText: `"${scalar.text}"` }],
            safe: true,
          },
        ]
      : [],
  };
}

function describe(key: string): string {
  if (/^[0-9a-f]{40}$/i.test(key))
    return "has 40 hexadecimal digits, which is what an application key looks like";
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(key))
    return "is a UUID, such as the id of a key or of an organization";
  if (/^pub[0-9a-f]{32}$/i.test(key)) return "is a client token, which is for browsers and phones";
  if (key.includes(",")) return "holds a comma, and the Agent takes one key only";
  if (key.length === 32) return "has characters in it that are no hexadecimal digits";
  return `has ${key.length} characters`;
}
