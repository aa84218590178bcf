import { l10n, Uri, workspace } from "vscode";

/**
 * Where editors keep text that can be changed, wherever the workspace is; the old side of a diff (`git:`) is not
 * among them.
 */
const SCHEMES = [
  ...new Set([
    ...["file", "untitled", "vscode-vfs", "vsls"],
    ...(workspace.workspaceFolders ?? []).map(({ uri }) => uri.scheme),
  ]),
];

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
  /** The `.ddconf.yaml` that applies: its path on the disk, or its address where it is on none. */
  readonly project: string | null;
}

const KINDS: Readonly<Record<string, string>> = {
  datadog: "datadog.yaml",
  postgres: l10n.t("postgres check"),
  mysql: l10n.t("mysql check"),
  sqlserver: l10n.t("sqlserver check"),
  "ddconf-config": l10n.t("ddconf settings"),
  "iam-policy": l10n.t("IAM policy"),
  "identity-mapping": l10n.t("identity mapping"),
};

/** @param path as the server writes it: on the disk, or with scheme and authority where the file is on none */
export function uriOfPath(path: string): Uri {
  const [root] = /^[a-z][a-z0-9+.-]+:(?:\/\/[^/]*)?/i.exec(path) ?? [];
  return root === undefined ? Uri.file(path) : Uri.parse(root).with({ path: path.slice(root.length) });
}

/** The short name of a kind that the status shows. */
export function nameOfKind(kind: string): string {
  return KINDS[kind] ?? kind;
}
