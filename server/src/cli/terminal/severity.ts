import type { Severity } from "../../config/settings";
import type { Stream } from "./output";

/** Severities as they are shown to people; short enough for a column. */
export const LABELS: Readonly<Record<Severity, string>> = {
  error: "error",
  warning: "warning",
  information: "info",
  hint: "hint",
};

export function severityColor(severity: Severity, colors: Stream["colors"]): (text: string) => string {
  if (severity === "error") return colors.red;
  if (severity === "warning") return colors.yellow;
  return severity === "information" ? colors.blue : colors.dim;
}
