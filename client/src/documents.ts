/** Where editors keep text that can be changed; the old side of a diff (`git:`) is not among them. */
const SCHEMES = ["file", "untitled", "vscode-vfs", "vsls"];

/**
 * Documents that the server gets to see. It says itself which of them are Agent configuration: a YAML file of
 * any name may be listed under `kinds` in `.ddconf.yaml`, and the status says why a file is not checked.
 */
export const YAML_SELECTOR = SCHEMES.flatMap((scheme) => [
  { scheme, language: "datadog-yaml" },
  { scheme, language: "yaml", pattern: "**/*.{yaml,yml}" },
]);

/** With the JSON files, few of which are an IAM policy or an identity mapping: the rest is none of our business. */
export const SELECTOR = [
  ...YAML_SELECTOR,
  ...SCHEMES.map((scheme) => ({ scheme, language: "json", pattern: "**/*.json" })),
];

/** What the server takes a document for; it tells in the notification `ddconf/documentInfo`. */
export interface DocumentInfo {
  readonly uri: string;
  /** `none` when it is no Agent configuration. */
  readonly kind: string;
  /** Completes “This file is (not) checked because …”. */
  readonly reason: string;
  /** The targeted Agent versions as the user wrote them; null for the newest Agent. */
  readonly agentVersion: string | null;
  /** The Datadog site that the file is checked against; null when nothing names one. */
  readonly site: string | null;
  /** True when the file names the site itself. */
  readonly ownSite: boolean;
  /** Path of the `.ddconf.yaml` that applies. */
  readonly project: string | null;
}

const KINDS: Readonly<Record<string, string>> = {
  datadog: "datadog.yaml",
  postgres: "postgres check",
  mysql: "mysql check",
  sqlserver: "sqlserver check",
  "ddconf-config": "ddconf settings",
  "iam-policy": "IAM policy",
  "identity-mapping": "identity mapping",
};

/** The short name of a kind that the status shows. */
export function nameOfKind(kind: string): string {
  return KINDS[kind] ?? kind;
}
