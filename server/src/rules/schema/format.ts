import { formatPath, type ScalarNode, scalarOf } from "../../model/node";
import type { Option } from "../../schema/option";
import type { Mismatch } from "../../schema/validate";
import { defineRule, type Fix } from "../define";
import { shown } from "../support/value-words";

/** What the Agent takes, and does with anything else, where a pattern alone would say nothing. */
const SHAPES = new Map([
  [
    "cluster_name",
    "The Agent ignores such a cluster name and goes by what the cloud or the node says. Use at most 80 lower-case letters, digits, hyphens and dots; start with a letter, end with a letter or digit.",
  ],
  ["network_devices.namespace", "The Agent refuses it. Use at most 99 characters."],
]);

export default defineRule({
  id: "schema/format",
  title: "A value the Agent cannot read",
  severity: "error",
  appliesTo: "mismatch",
  check(mismatch, report) {
    const scalar = scalarOf(mismatch.node);
    if (mismatch.kind !== "format" || !scalar) return;
    const { message, fixes } = explain(scalar, mismatch);
    report(mismatch.node, {
      message: `\`${formatPath(mismatch.path)}\`: ${message}`,
      ...(mismatch.doubtful ? { severity: "warning" } : {}),
      fixes: mismatch.node.kind === "scalar" ? (fixes ?? []) : [],
    });
  },
});

interface Explanation {
  readonly message: string;
  readonly fixes?: readonly Fix[];
}

function explain(scalar: ScalarNode, { option, doubtful }: Mismatch): Explanation {
  if (option.schema.format === "cidr") return network(scalar);
  if (option.schema.format === "duration") return doubtful ? bareNumber(scalar) : duration(scalar, option);
  const shape = SHAPES.get(option.path.join(".")) ?? "The Agent does not take it in this form.";
  return { message: `${shown(scalar)} does not have the right form. ${shape}` };
}

function duration(scalar: ScalarNode, option: Option): Explanation {
  const mended = scalar.text
    .replace(/\s+/g, "")
    .toLowerCase()
    .replace(/(\d)(?:seconds?|secs?)/g, "$1s")
    .replace(/(\d)(?:minutes?|mins?)/g, "$1m")
    .replace(/(\d)(?:hours?|hrs?)/g, "$1h")
    .replace(/^(\d+)(?:d|days?)$/, (_, days: string) => `${Number(days) * 24}h`);
  const isDuration = /^(?:\d+(?:\.\d+)?(?:ms|s|m|h))+$/.test(mended);
  const example =
    typeof option.schema.default === "string" && option.schema.default !== "" ? option.schema.default : "30s";
  return {
    message: `${shown(scalar)} is no duration, so the Agent logs a warning and takes none at all. Write a number with \`s\`, \`m\` or \`h\`, such as \`${isDuration ? mended : example}\`.`,
    fixes: isDuration ? [replace(scalar, mended)] : [],
  };
}

function bareNumber(scalar: ScalarNode): Explanation {
  return {
    message: `the Agent reads ${shown(scalar)} as nanoseconds, because a duration has a unit. If you mean seconds, write \`${scalar.text}s\`.`,
    fixes: [replace(scalar, `${scalar.text}s`)],
  };
}

function network(scalar: ScalarNode): Explanation {
  const isAddress = /^\d{1,3}(?:\.\d{1,3}){3}$/.test(scalar.text);
  return {
    message: `${shown(scalar)} is no network, and the Agent scans nothing. Write an address with the length of its network part, such as \`${isAddress ? `${scalar.text}/32` : "10.0.0.0/24"}\`.`,
    fixes: isAddress ? [replace(scalar, `${scalar.text}/32`)] : [],
  };
}

function replace(scalar: ScalarNode, text: string): Fix {
  return { title: `Write \`${text}\``, edits: [{ span: scalar.span, newText: text }], safe: false };
}
