/** Integrations whose instances ddconf knows option by option. */
export const INTEGRATIONS = ["postgres", "mysql", "sqlserver"] as const;
export type Integration = (typeof INTEGRATIONS)[number];

/** What a file is to the Agent. `none` is left alone. */
export type DocumentKind = "datadog" | Integration | "ddconf-config" | "none";

export const DOCUMENT_KINDS: readonly DocumentKind[] = ["datadog", ...INTEGRATIONS, "ddconf-config"];

export function isIntegration(kind: DocumentKind): kind is Integration {
  return (INTEGRATIONS as readonly string[]).includes(kind);
}

/** How messages name a file of this kind. */
export function describeKind(kind: DocumentKind): string {
  switch (kind) {
    case "datadog":
      return "datadog.yaml";
    case "ddconf-config":
      return ".ddconf.yaml";
    case "none":
      return "no Agent configuration";
    default:
      return `${kind} check configuration`;
  }
}
