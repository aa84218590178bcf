import type { DocumentKind } from "../../documents/kinds";

/** What becomes of a file that cannot be read as YAML: a sentence without its full stop. */
export function whenUnreadable(kind: DocumentKind): string {
  switch (kind) {
    case "datadog":
      return "The Agent cannot read the file and does not start";
    case "ddconf-config":
      return "ddconf cannot read its settings";
    default:
      return "The Agent skips the whole file and runs none of its instances";
  }
}
