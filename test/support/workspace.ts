import { DEFAULT_SETTINGS, type Settings } from "../../server/src/config/settings";
import { openDocument } from "../../server/src/documents/document";
import { factsOf } from "../../server/src/rules/facts";
import type { Finding } from "../../server/src/rules/finding";
import { diagnose, diagnoseWorkspace } from "../../server/src/service/diagnose";

/** A file's text by its name. */
export type Files = Readonly<Record<string, string>>;

/** Findings of each file, with those that only show when the files are held against each other. */
export function lintWorkspace(
  files: Files,
  settings: Partial<Settings> = {},
): ReadonlyMap<string, readonly Finding[]> {
  const all = { ...DEFAULT_SETTINGS, ...settings };
  const documents = Object.entries(files).map(([path, text]) => ({
    path,
    document: openDocument(path, text),
  }));
  const across = diagnoseWorkspace(
    documents.flatMap(({ path, document }) => factsOf(document, path, all) ?? []),
  );
  return new Map(
    documents.map(({ path, document }) => [path, diagnose(document, all, undefined, across.get(path) ?? [])]),
  );
}

/** A postgres check file with one instance that logs in with IAM; `more` stands below `managed_authentication`. */
export function iamInstance(
  username = "datadog",
  more: readonly string[] = [],
  region = "eu-west-1",
): string {
  const host = `orders.cfxgae8cilcf.${region}.rds.amazonaws.com`;
  return [
    "init_config:",
    "",
    "instances:",
    `  - host: ${host}`,
    "    port: 5432",
    `    username: ${username}`,
    "    dbname: orders",
    "    dbm: true",
    "    ssl: require",
    "    aws:",
    `      instance_endpoint: ${host}`,
    `      region: ${region}`,
    "      managed_authentication:",
    "        enabled: true",
    ...more.map((line) => `        ${line}`),
    "",
  ].join("\n");
}

/** A policy that allows one action on some resources. */
export function policy(action: string, ...resources: readonly string[]): string {
  const statement = { Effect: "Allow", Action: action, Resource: resources };
  return `${JSON.stringify({ Version: "2012-10-17", Statement: [statement] }, null, 2)}\n`;
}

/** A policy for logins to databases of `eu-west-1`. */
export function loginPolicy(...users: readonly string[]): string {
  return policy(
    "rds-db:connect",
    ...users.map((user) => `arn:aws:rds-db:eu-west-1:463912045018:dbuser:db-ABCD0123/${user}`),
  );
}
