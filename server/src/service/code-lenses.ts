import type { CodeLens, Command } from "vscode-languageserver-types";
import type { Settings } from "../config/settings";
import type { AgentDocument, Region } from "../documents/document";
import { readDatabase } from "../generate/subjects";
import { mapOf } from "../model/node";
import type { Span } from "../model/text";
import { patternPlaces } from "../rules/support/arn-patterns";
import { readDelegatedAuth } from "../rules/support/delegated-auth";
import { GENERATE_COMMAND } from "./code-actions";
import { type FileInstance, instancesOf } from "./generate";

/** Executed by the server, with `{ uri, caller }`: which of the file's patterns match that ARN. */
export const MATCH_COMMAND = "ddconf.matchMapping";

/** Commands that an editor may have; a lens that leads nowhere is not sent. */
export interface LensCommands {
  /** Those of the live checks. */
  readonly live: boolean;
  /** `ddconf.generate`. */
  readonly generate: boolean;
  /** `ddconf.matchMapping`, after asking for the caller. */
  readonly match: boolean;
}

/**
 * What can be done with the blocks of a file, over each: test delegated authentication, get a database token
 * and log in with it, generate what the cloud side needs, see who matches a mapping.
 *
 * @param signal stops the work by throwing its reason
 */
export function codeLenses(
  document: AgentDocument,
  uri: string,
  settings: Settings,
  commands: LensCommands,
  signal?: AbortSignal,
): CodeLens[] {
  const lensesOver = (span: Span, over: readonly Command[]): CodeLens[] =>
    over.map((command) => ({ range: document.lines.range(span), command }));
  const blocks = document.regions.flatMap((region) => {
    if (region.kind === "datadog" && commands.live) return lensesOver(...delegatedAuth(region, uri));
    if (region.kind === "identity-mapping" && commands.match) return lensesOver(...mapping(region, uri));
    return [];
  });
  const instances = instancesOf(document).flatMap((instance, index) => {
    signal?.throwIfAborted();
    const { start } = instance.span;
    return lensesOver({ start, end: start }, loginCommands(instance, index, uri, settings, commands));
  });
  return [...blocks, ...instances];
}

type Lenses = [span: Span, commands: readonly Command[]];

const NONE: Lenses = [{ start: 0, end: 0 }, []];

function delegatedAuth(region: Region, uri: string): Lenses {
  const root = mapOf(region.stream.documents[0]?.root);
  const [block] = root ? readDelegatedAuth(root).enabled : [];
  if (!block) return NONE;
  const test = { title: "Test delegated auth", command: "ddconf.testDelegatedAuth", arguments: [{ uri }] };
  return [region.toOuter(block.entry.key.span), [test]];
}

/** Over the first pattern: the command looks at all of the file. */
function mapping(region: Region, uri: string): Lenses {
  const root = region.stream.documents[0]?.root;
  const [place] = root ? patternPlaces(root) : [];
  if (!place) return NONE;
  const match = { title: "Who matches?", command: MATCH_COMMAND, arguments: [{ uri }] };
  return [region.toOuter(place.entry.key.span), [match]];
}

function loginCommands(
  { check, map, root }: FileInstance,
  instance: number,
  uri: string,
  settings: Settings,
  { live, generate }: LensCommands,
): Command[] {
  const { login } = readDatabase(check, map, root, settings);
  if (login !== "aws-iam" && login !== "entra") return [];
  const what = { uri, instance };
  const generating = (title: string, generator: string): Command => ({
    title,
    command: GENERATE_COMMAND,
    arguments: [{ uri, generator, instance }],
  });
  return [
    ...(live
      ? [
          { title: "Fetch token", command: "ddconf.fetchDatabaseToken", arguments: [what] },
          { title: "Test login", command: "ddconf.testDatabaseLogin", arguments: [what] },
        ]
      : []),
    ...(generate && login === "aws-iam" ? [generating("Generate IAM policy", "rds-policy")] : []),
    ...(generate ? [generating("Generate grants", "sql-grants")] : []),
  ];
}
