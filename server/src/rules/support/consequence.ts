import type { DocumentKind } from "../../documents/kinds";

/** What becomes of a file that cannot be read as YAML; continues “…, so ”. */
export function whenUnreadable(kind: DocumentKind): string {
  switch (kind) {
    case "datadog":
      return "the Agent cannot read the file and does not start";
    case "ddconf-config":
      return "ddconf cannot read its settings";
    default:
      return "the Agent skips the whole file and runs none of its instances";
  }
}
