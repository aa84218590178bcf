import { RULES, ruleDocs } from "../../rules/registry";
import { EXIT, type ExitCode } from "../exit-code";
import type { Output } from "../terminal/output";
import { LABELS, severityColor } from "../terminal/severity";
import { padEnd } from "../terminal/width";
import { hang } from "../terminal/wrap";

/** `ddconf rules`: one line per rule. */
export function rules(options: { readonly format: "pretty" | "json" }, { out }: Output): ExitCode {
  if (options.format === "json") {
    const list = RULES.map(({ id, severity, title }) => ({ id, severity, title, docs: ruleDocs(id) }));
    out.write(`${JSON.stringify(list, null, 2)}\n`);
    return EXIT.clean;
  }
  const idWidth = Math.max(...RULES.map(({ id }) => id.length));
  const severityWidth = Math.max(...RULES.map(({ severity }) => LABELS[severity].length));
  for (const { id, severity, title } of RULES) {
    const first = `${padEnd(out.colors.bold(id), idWidth)}  ${padEnd(severityColor(severity, out.colors)(LABELS[severity]), severityWidth)}  `;
    out.write(`${hang(first, title, out.columns)}\n`);
  }
  return EXIT.clean;
}
