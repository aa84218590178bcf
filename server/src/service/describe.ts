import type { DocumentKind } from "../documents/kinds";
import { formatPath, type Path } from "../model/node";
import type { Option } from "../schema/option";
import type { JsonType } from "../schema/schema-types";

const LONGEST_DEFAULT = 60;

/** YAML's words, and those of the findings, for what JSON Schema calls differently. */
const TYPE_WORDS: Partial<Record<JsonType, string>> = { array: "list", object: "section" };

/** `integer`, or `string or list`. Null, which every optional setting may be, is not worth a word. */
export function typeWords(option: Option): string {
  const types = option.types.filter((type) => type !== "null");
  return types.map((type) => TYPE_WORDS[type] ?? type).join(" or ");
}

/** The default as it would be written, or undefined when there is none worth showing. */
export function defaultWords(option: Option): string | undefined {
  const value = option.schema.default;
  if (value === undefined || value === null || value === "") return undefined;
  if (Array.isArray(value) && value.length === 0) return undefined;
  if (typeof value === "object" && Object.keys(value).length === 0) return undefined;
  const words = typeof value === "string" ? value : JSON.stringify(value);
  return words.length > LONGEST_DEFAULT ? `${words.slice(0, LONGEST_DEFAULT)}…` : words;
}

/** What is known of an option, as Markdown with its full path in the title. */
export function describeOption(option: Option, path: Path, kind: DocumentKind): string {
  const type = typeWords(option);
  const initial = defaultWords(option);
  const title = `**${formatPath(path)}**${type ? ` \`${type}\`` : ""}`;
  return [title + (initial ? `, default \`${initial}\`` : ""), ...details(option, path, kind)].join("\n\n");
}

/** Description, values and notes of an option, one paragraph each. */
export function details(option: Option, path: Path, kind: DocumentKind): string[] {
  const { schema } = option;
  const environment = environmentVariables(option, path, kind);
  const lines = [
    schema.enum ? `Values: ${codes(schema.enum.map(String).filter((value) => value !== ""))}` : undefined,
    limits(option),
    environment.length > 0
      ? `Environment variable${environment.length > 1 ? "s" : ""}: ${codes(environment)}`
      : undefined,
    schema["x-since"] ? `Since Agent ${schema["x-since"]}.` : undefined,
    schema["x-secret"] ? "Secret: better fetched from a secret backend with `ENC[…]`." : undefined,
    option.documented ? undefined : "The Agent reads it; Datadog does not document it.",
    schema["x-managed"] ? "Written by Datadog's Remote Configuration, not by hand." : undefined,
    schema["x-docs"] ? `[Documentation](${schema["x-docs"]})` : undefined,
  ];
  return [
    deprecationNote(option),
    schema.description ?? ownKeyNote(option),
    lines.filter((line) => line).join("  \n"),
  ].filter((part) => part !== undefined && part !== "") as string[];
}

/** A key of the user's own says nothing by itself; the section that it stands in does. */
function ownKeyNote(option: Option): string | undefined {
  const isOwn = option.parent?.children.get(option.name) !== option;
  return isOwn ? option.parent?.schema.description : undefined;
}

function deprecationNote(option: Option): string | undefined {
  const removed = option.schema["x-removed"];
  if (removed) {
    const when = removed.since ? ` since Agent ${removed.since}` : "";
    return `**No longer read**${when}${instead(removed.use)}${removed.note ? ` ${removed.note}` : ""}`;
  }
  const old = option.deprecation;
  if (!old || old.alias) return undefined;
  return `**Deprecated**${old.since ? ` since Agent ${old.since}` : ""}${instead(old.use)}${old.note ? ` ${old.note}` : ""}`;
}

function instead(use: string | undefined): string {
  return use ? `: write \`${use}\` instead.` : ".";
}

function limits({ schema }: Option): string | undefined {
  const { minimum, exclusiveMinimum, maximum } = schema;
  if (minimum !== undefined && maximum !== undefined) return `From ${minimum} to ${maximum}.`;
  if (minimum !== undefined) return `At least ${minimum}.`;
  if (exclusiveMinimum !== undefined) return `More than ${exclusiveMinimum}.`;
  return maximum === undefined ? undefined : `At most ${maximum}.`;
}

/** Only single settings of datadog.yaml have variables; items of lists and the user's own keys do not. */
function environmentVariables(option: Option, path: Path, kind: DocumentKind): readonly string[] {
  const named = option.schema["x-env"];
  if (named) return named;
  const ownKey = option.parent?.children.get(option.name) !== option;
  if (
    kind !== "datadog" ||
    ownKey ||
    option.children.size > 0 ||
    path.some((step) => typeof step === "number")
  )
    return [];
  return [`DD_${option.path.join("_").toUpperCase()}`];
}

function codes(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(", ");
}

/** Markdown without its marks, for where an editor shows text as it is. */
export function plainText(markdown: string): string {
  return markdown.replace(/\[([^\]]*)\]\(([^)]*)\)/g, "$1 ($2)").replace(/\*\*|`/g, "");
}
