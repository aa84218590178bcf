import { type DocumentKind, isIntegration } from "../../documents/kinds";
import { formatPath, type Path, scalarOf } from "../../model/node";
import { closest } from "../../schema/similar";
import { defineRule } from "../define";
import { isSecretPath, shown } from "../support/value-words";

/** What the Agent does with a value that it does not know, where its source tells. */
const FALLBACKS = new Map([
  ["checks_tag_cardinality", "logs a warning and takes `low`"],
  ["dogstatsd_tag_cardinality", "logs a warning and takes `low`"],
  ["min_tls_version", "logs a warning and takes `tlsv1.2`"],
  ["instances.connector", "logs a warning and takes `adodbapi`, which Linux does not have"],
  ["instances.adoprovider", "logs a warning and takes `MSOLEDBSQL`"],
  ["instances.azure.deployment_type", "cannot tell what the host is"],
  ["logs.type", "does not collect this log source"],
  ["logs.log_processing_rules.type", "does not collect this log source"],
]);

/** Values that are words of another place: what is wrong, what the Agent does, what to write instead. */
const OUT_OF_PLACE = new Map([
  [
    "logs_config.processing_rules.type=multi_line",
    "`multi_line` is no rule for all logs: the Agent warns in its status and joins no lines. Put it under `log_processing_rules` of the log source that needs it.",
  ],
]);

/** Options of checks whose code compares without regard to case. */
const CASE_FOLDED = new Set([
  "instances.connector",
  "instances.adoprovider",
  "instances.use_global_custom_queries",
]);

export default defineRule({
  id: "schema/enum",
  title: "A value the Agent does not know",
  severity: "error",
  appliesTo: "mismatch",
  check({ kind, node, option, path }, report, context) {
    const scalar = scalarOf(node);
    const allowed = option.schema.enum;
    if (kind !== "enum" || !scalar || !allowed || scalar.text === "") return;
    const words = allowed.map(String);
    const key = option.path.join(".");
    const outOfPlace = OUT_OF_PLACE.get(`${key}=${scalar.text}`);
    if (outOfPlace) {
      report(node, { severity: "warning", message: outOfPlace });
      return;
    }
    const sameWord = words.find((word) => word.toLowerCase() === scalar.text.toLowerCase());
    if (sameWord && (!isIntegration(context.kind) || CASE_FOLDED.has(key))) return;
    const meant = sameWord ?? closest(scalar.text, words);
    const fallback = FALLBACKS.get(key);
    const value = isSecretPath(path) ? "this value" : shown(scalar);
    const known = words.filter((word) => word !== "").map((word) => `\`${word}\``);
    report(node, {
      // a list may lack a value that newer Agents know; a near miss of a known one is certain
      severity: meant || fallback ? "error" : "warning",
      message: `${reader(context.kind, path)} does not know ${value} as a value of \`${formatPath(path)}\`${fallback ? `: it ${fallback}` : ""}. ${meant ? `Did you mean \`${meant}\`? ` : ""}It takes ${inWords(known)}.`,
      fixes:
        meant && node.kind === "scalar" && scalar.style !== "block"
          ? [
              {
                title: `Write \`${meant}\``,
                edits: [{ span: node.span, newText: written(meant) }],
                safe: false,
              },
            ]
          : [],
    });
  },
});

function reader(kind: DocumentKind, path: Path): string {
  if (kind === "ddconf-config") return "ddconf";
  return isIntegration(kind) && path[0] === "instances" ? `The ${kind} check` : "The Agent";
}

function inWords(values: readonly string[]): string {
  return values.length < 2 ? values.join("") : `${values.slice(0, -1).join(", ")} or ${values.at(-1)}`;
}

/** Words that YAML reads as something else need quotes. */
function written(word: string): string {
  return /^(?:true|false|yes|no|on|off|y|n|null|~|[-+.\d].*)$/i.test(word) ? JSON.stringify(word) : word;
}
