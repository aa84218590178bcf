/** Integrations whose instances ddconf knows option by option. */
export const INTEGRATIONS = ["postgres", "mysql", "sqlserver"] as const;
export type Integration = (typeof INTEGRATIONS)[number];

/** Files that a schema describes, option by option. */
export type SchemaKind = "datadog" | Integration | "ddconf-config";

/** JSON that AWS or Datadog's API reads: IAM policies, and requests that map an AWS identity. */
export type JsonKind = "iam-policy" | "identity-mapping";

/** What ddconf takes a file for. `none` is left alone. */
export type DocumentKind = SchemaKind | JsonKind | "none";

export const SCHEMA_KINDS: readonly SchemaKind[] = ["datadog", ...INTEGRATIONS, "ddconf-config"];

export function isIntegration(kind: DocumentKind): kind is Integration {
  return (INTEGRATIONS as readonly string[]).includes(kind);
}

export function hasSchema(kind: DocumentKind): kind is SchemaKind {
  return (SCHEMA_KINDS as readonly string[]).includes(kind);
}

/** How messages name a file of this kind. */
export function describeKind(kind: DocumentKind): string {
  switch (kind) {
    case "datadog":
      return "datadog.yaml";
    case "ddconf-config":
      return ".ddconf.yaml";
    case "iam-policy":
      return "IAM policy";
    case "identity-mapping":
      return "identity mapping request";
    case "none":
      return "no Agent configuration";
    default:
      return `${kind} check configuration`;
  }
}
