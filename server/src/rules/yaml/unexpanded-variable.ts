import { isIntegration } from "../../documents/kinds";
import { YamlEditor } from "../../model/edit";
import { entryOf, nodeAt } from "../../model/node";
import { placeholderIn } from "../../model/placeholder";
import type { Option } from "../../schema/option";
import { defineRule, type Fix, type RuleContext, type Value } from "../define";
import { isFreeText } from "../support/free-text";
import { placeOf } from "../support/place";

export default defineRule({
  id: "yaml/unexpanded-variable",
  title: "The Agent does not expand variables",
  severity: "warning",
  appliesTo: "value",
  kinds: ["datadog", "postgres", "mysql", "sqlserver"],
  check(value, report, context) {
    const { scalar, path, option } = value;
    if (typeof scalar.value !== "string" || isFreeText(path)) return;
    const found = placeholderIn(scalar.value);
    if (found?.kind !== "variable") return;
    const isPart = found.text !== scalar.value;
    if (isPart && isSecret(path.at(-1), option)) return; // a password may contain anything
    const name = /[A-Za-z_]\w*/.exec(found.text)?.[0] ?? "";
    report(placeOf(found.text, scalar, context.region), {
      message: `The Agent does not expand \`\${${name}}\` and takes it literally. ${insteadOf(name, value, context)}`,
      fixes: [
        isIntegration(context.kind)
          ? useTemplateVariable(found.text, name, value, context)
          : leaveToEnvironment(name, value, context),
      ],
    });
  },
});

function insteadOf(name: string, { option }: Value, { kind }: RuleContext): string {
  const unless = "unless a tool fills it in before the Agent reads the file";
  if (isIntegration(kind)) return `Write \`%%env_${name}%%\`, or \`ENC[…]\` for a secret, ${unless}.`;
  if (option?.schema["x-env"]?.includes(name))
    return `It reads the environment variable \`${name}\` by itself: remove the line, ${unless}.`;
  const variable = option?.schema["x-env"]?.[0];
  if (variable)
    return `Remove the line and set the environment variable \`${variable}\` of the Agent, or write \`ENC[…]\` for a secret, ${unless}.`;
  return `Write the value itself, or \`ENC[…]\` for a secret, ${unless}.`;
}

function isSecret(name: string | number | undefined, option: Option | undefined): boolean {
  return option?.schema["x-secret"] === true || /passw|passphrase|secret|token|pwd/i.test(String(name));
}

/** Removes an option that the Agent takes from the variable anyway. */
function leaveToEnvironment(
  name: string,
  { path, option }: Value,
  { region, lines, root }: RuleContext,
): Fix | undefined {
  const key = path.at(-1);
  if (typeof key !== "string" || !option?.schema["x-env"]?.includes(name)) return undefined;
  const entry = entryOf(nodeAt(root, path.slice(0, -1)), key);
  const edit = entry && new YamlEditor(region.text, lines).remove(entry);
  return edit && { title: `Remove the line and leave it to \`${name}\``, edits: [edit], safe: false };
}

/** `${VAR}` → `%%env_VAR%%`, in quotes where the value would start with it. */
function useTemplateVariable(
  written: string,
  name: string,
  { scalar }: Value,
  { region }: RuleContext,
): Fix | undefined {
  if (!/^\$\{?\w+\}?$/.test(written)) return undefined; // `${VAR:-default}` has no counterpart
  const variable = `%%env_${name}%%`;
  const span = placeOf(written, scalar, region);
  const starts = scalar.style === "plain" && span.start === scalar.span.start;
  if (starts && span.end !== scalar.span.end) return undefined;
  const newText = starts ? `"${variable}"` : variable;
  return { title: `Replace by \`${variable}\``, edits: [{ span, newText }], safe: false };
}
