import { reachesBelow } from "../../config/version";
import { scalarOf } from "../../model/node";
import { defineRule } from "../define";
import { API_KEY, apiKeysIn } from "../support/api-keys";

export default defineRule({
  id: "agent/api-key-in-clear",
  title: "An API key stands in the file",
  severity: "information",
  appliesTo: "setting",
  kinds: ["datadog"],
  check(setting, report, { settings }) {
    for (const { node, name } of apiKeysIn(setting)) {
      const scalar = scalarOf(node);
      if (typeof scalar?.value !== "string" || !API_KEY.test(scalar.text) || isMadeUp(scalar.text)) continue;
      const keyless = reachesBelow(settings.agentVersion, "7.78")
        ? ""
        : ", or on AWS let the Agent fetch a key by itself (`delegated_auth`)";
      report(scalar, {
        message: `${name} stands in the file, so everybody who can read the file or its history can send data in your name. Keep it in a secret backend and write \`ENC[…]\` here${keyless}.`,
      });
    }
  },
});

/**
 * True for keys of examples and tests, which have an order that no random key has: few different digits, a
 * part that repeats, or digits that count up or down.
 */
function isMadeUp(key: string): boolean {
  const digits = [...key.toLowerCase()].map((digit) => Number.parseInt(digit, 16));
  const steps = digits.filter((digit, index) => index > 0 && Math.abs(digit - (digits[index - 1] ?? 0)) <= 1);
  return new Set(digits).size < 8 || steps.length > 16 || /^(.{1,16})\1+$/i.test(key);
}
