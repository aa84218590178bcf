import type { Settings } from "../config/settings";
import type { AgentDocument, Region } from "../documents/document";
import { type Integration, isIntegration } from "../documents/kinds";
import type { Artefact } from "../generate/artefact";
import { type Generator, generatorById, type Source } from "../generate/index";
import type { DatabaseSubject, GenerateInput, GenerateOptions } from "../generate/input";
import { readAgent, readDatabase } from "../generate/subjects";
import { entryOf, type MapNode, mapOf, seqOf } from "../model/node";
import type { Position, Span } from "../model/text";
import { readDelegatedAuth } from "../rules/support/delegated-auth";

/** Something that can be written for the place under the cursor. */
export interface GenerateAction {
  readonly title: string;
  readonly generator: string;
  /** Zero-based place of the instance in the file; absent for what a datadog.yaml asks for. */
  readonly instance?: number;
}

/** An instance of a check with its place in the outer file. */
export interface FileInstance {
  readonly check: Integration;
  readonly map: MapNode;
  /** The file's own map, which holds `init_config` too. */
  readonly root: MapNode;
  readonly span: Span;
  readonly region: Region;
}

/** The instances of a file in their order. */
export function instancesOf(document: AgentDocument): FileInstance[] {
  return document.regions.flatMap((region) => {
    const { kind } = region;
    if (!isIntegration(kind)) return [];
    const root = mapOf(region.stream.documents[0]?.root);
    const items = seqOf(entryOf(root, "instances")?.value)?.items ?? [];
    return items.flatMap((item) => {
      const map = mapOf(item);
      return root && map ? [{ check: kind, map, root, span: region.toOuter(item.span), region }] : [];
    });
  });
}

/** What can be written for the instance or the `delegated_auth` under the cursor, the likeliest first. */
export function generateActions(
  document: AgentDocument,
  settings: Settings,
  position: Position,
): GenerateAction[] {
  const instances = instancesOf(document);
  const instance = instances.findIndex(({ span }) => holds(document, span, position));
  const found = instances[instance];
  if (found)
    return instanceActions(readDatabase(found.check, found.map, found.root, settings)).map((action) => ({
      ...action,
      instance,
    }));
  const root = datadogRoot(document);
  const auth = root && readDelegatedAuth(root);
  const blocks = auth ? [auth.global, ...auth.products] : [];
  const isInside = blocks.some((block) => block && holds(document, block.entry.span, position));
  return isInside ? AGENT_ACTIONS : [];
}

/**
 * Writes something for a file.
 *
 * @param instance zero-based place of the instance in the file
 * @returns undefined when there is no such generator, or when it needs an instance that is not there
 */
export function generate(
  document: AgentDocument | undefined,
  settings: Settings,
  id: string,
  instance: number | undefined,
  options: GenerateOptions,
): Artefact | undefined {
  const generator = generatorById(id);
  const input = generator && inputOf(document, settings, generator.reads, instance, options);
  if (!generator || !input || (generator.needsFile && !input.database)) return undefined;
  return generator.generate(input);
}

/** True when the generator can read something in this file. */
export function readsFrom({ reads }: Generator, document: AgentDocument): boolean {
  return reads === "instance"
    ? document.regions.some(({ kind }) => isIntegration(kind))
    : datadogRoot(document) !== undefined;
}

function inputOf(
  document: AgentDocument | undefined,
  settings: Settings,
  reads: Source,
  instance: number | undefined,
  options: GenerateOptions,
): GenerateInput {
  if (reads === "agent") {
    const root = document && datadogRoot(document);
    return { agent: readAgent(root, settings), options };
  }
  const found = document && instance !== undefined ? instancesOf(document)[instance] : undefined;
  return { database: found && readDatabase(found.check, found.map, found.root, settings), options };
}

function datadogRoot(document: AgentDocument): MapNode | undefined {
  const region = document.regions.find(({ kind }) => kind === "datadog");
  return mapOf(region?.stream.documents[0]?.root);
}

/** Whole lines count: blanks before a key and comments behind a value belong to it. */
function holds({ lines }: AgentDocument, span: Span, { line }: Position): boolean {
  return lines.lineAt(span.start) <= line && line <= lines.lineAt(span.end);
}

function instanceActions({ login, rds, assumedRole }: DatabaseSubject): GenerateAction[] {
  const grants = { title: "Generate the SQL grants", generator: "sql-grants" };
  if (login !== "aws-iam" && !(login === "unknown" && rds)) return [grants];
  return [
    { title: "Generate the IAM policy for this login", generator: "rds-policy" },
    grants,
    ...(assumedRole
      ? [
          { title: "Generate the permission to assume the role", generator: "assume-role-policy" },
          { title: "Generate the trust policy of the role", generator: "trust-policy" },
        ]
      : []),
    { title: "Generate the AWS commands for this login", generator: "aws-commands" },
    { title: "Generate the IAM policy as Terraform", generator: "terraform-rds-policy" },
  ];
}

const AGENT_ACTIONS: GenerateAction[] = [
  { title: "Generate the intake mapping request", generator: "intake-mapping" },
  { title: "Generate the intake mapping as a curl command", generator: "intake-mapping-curl" },
  { title: "Generate the intake mapping as Terraform", generator: "terraform-intake-mapping" },
  { title: "Generate the identity mapping request, for Terraform's login", generator: "identity-mapping" },
  { title: "Generate the Terraform provider without keys", generator: "terraform-provider" },
];
