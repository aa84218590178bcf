import type { Artefact } from "../../generate/artefact";
import { generatorById } from "../../generate/index";
import type { DatabaseSubject, GenerateInput } from "../../generate/input";
import { DEFAULT_SITE, SITES } from "../../schema/sites";
import type { Block } from "../completion/writing";
import type { Snippet, SnippetLanguage } from "./snippet";

/** A database about which nothing is known but what `facts` say. */
export function database(facts: Partial<DatabaseSubject>): DatabaseSubject {
  return {
    check: "postgres",
    hosting: "self-hosted",
    login: "password",
    host: undefined,
    username: "<DATABASE_USER>",
    database: undefined,
    autodiscovery: false,
    rds: undefined,
    region: undefined,
    inCluster: false,
    assumedRole: undefined,
    ...facts,
  };
}

/** What one of the generators writes when nothing is known: what it leaves open becomes a spot. */
export function generated(
  names: Pick<Snippet, "name" | "prefix" | "description">,
  generator: string,
  input: Partial<GenerateInput> = {},
): Snippet {
  const artefact = generatorById(generator)?.generate({ options: {}, ...input });
  if (!artefact) throw new Error(`There is no generator ${generator}.`);
  return { ...names, language: artefact.language, lines: spots(artefact) };
}

/** A text written by hand, with `<PLACEHOLDER>` for each spot. */
export function written(
  names: Pick<Snippet, "name" | "prefix" | "description">,
  language: Exclude<SnippetLanguage, "datadog-yaml">,
  text: string,
): Snippet {
  return { ...names, language, lines: spots({ language, text }) };
}

const PLACEHOLDER = /<[A-Z][A-Z0-9_]*>/g;
const COMMENTS: Readonly<Record<Artefact["language"], RegExp | undefined>> = {
  json: undefined,
  sql: /^\s*--/,
  shellscript: /^\s*#/,
  terraform: /^\s*#/,
};
/** What everybody who follows the guides has. */
const USUAL: Readonly<Record<string, string>> = { "<DATABASE_USER>": "datadog" };
const API = `https://api.${DEFAULT_SITE}`;
const SITE_CHOICE = SITES.filter(({ government }) => !government)
  .map(({ domain }) => domain)
  .join("|");

/** A comment names a spot where the text below has it too; else the placeholder is there to be read. */
function spots({ text, language }: Pick<Artefact, "text" | "language">): Block {
  const comment = COMMENTS[language];
  const lines = text.trimEnd().split("\n");
  const open = new Set(
    lines.filter((line) => !comment?.test(line)).flatMap((line) => line.match(PLACEHOLDER) ?? []),
  );
  return lines.map((line) =>
    line
      .replace(PLACEHOLDER, (name) => (open.has(name) ? `«${USUAL[name] ?? name}»` : name))
      .replaceAll(API, `https://api.«${SITE_CHOICE}»`),
  );
}
