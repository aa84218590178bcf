import type { DocumentKind } from "../../documents/kinds";
import type { Path } from "../../model/node";
import type { Option } from "../../schema/option";

/** What the reader of a file does with a value that it cannot use, as a clause: “the Agent …”. */
export function refusal(kind: Exclude<DocumentKind, "none">, path: Path, option: Option): string {
  if (kind === "ddconf-config") return "ddconf ignores it";
  if (kind === "datadog") return coreRefusal(path, option);
  switch (path[0]) {
    case "instances":
      return `the ${kind} check refuses this instance`;
    case "init_config":
      return `the ${kind} check refuses every instance`;
    case "logs":
      return "the Agent does not collect this log source";
    default:
      return "the Agent refuses the whole file";
  }
}

/** datadog.yaml: what cannot be converted becomes the zero value, a section keeps its defaults. */
function coreRefusal(path: Path, option: Option): string {
  if (typeof path.at(-1) === "number") return "the Agent cannot use the item";
  const [type] = option.types;
  if (type === "object") return "the Agent drops it with a warning and keeps the defaults";
  if (type === "array") return "the Agent logs a warning and takes the list for empty";
  const zero = type === "boolean" ? "`false`" : type === "string" ? "an empty text" : "`0`";
  return `the Agent logs a warning and takes ${zero} instead`;
}
