import type { Settings, Severity } from "../config/settings";
import type { Region } from "../documents/document";
import type { DocumentKind, Integration } from "../documents/kinds";
import type { Policy, PolicyStatement } from "../model/aws/policy";
import type { TextEdit } from "../model/edit";
import type { Entry, MapNode, Node, Path, ScalarNode } from "../model/node";
import type { LineIndex, Span } from "../model/text";
import type { Option } from "../schema/option";
import type { Mismatch } from "../schema/validate";
import type { DocumentFacts, Place } from "./facts";
import type { Suppression } from "./suppressions";

/** A key with its value, in a file of a known kind. Of duplicate keys only the one that counts. */
export interface Setting {
  readonly entry: Entry;
  /** Path of the entry from the root of the file. */
  readonly path: Path;
  /** The map that holds the entry. */
  readonly map: MapNode;
  /** What the schema says of the key; undefined when it does not know it. */
  readonly option: Option | undefined;
  /** What the schema says of the map that holds the key. */
  readonly section: Option;
}

/** A scalar value (never a key), in a file of a known kind. */
export interface Value {
  readonly scalar: ScalarNode;
  readonly path: Path;
  /** Undefined below unknown keys and where the shape is the user's own. */
  readonly option: Option | undefined;
}

/** A map anywhere in a file, known to the schema or not, with every entry as written. */
export interface Mapping {
  readonly map: MapNode;
  readonly path: Path;
}

/** A check's configuration file: `init_config`, `instances` and what stands beside them. */
export interface CheckFile {
  readonly integration: Integration;
  readonly root: MapNode;
}

/** One item of `instances`. */
export interface Instance {
  readonly integration: Integration;
  readonly map: MapNode;
  readonly path: Path;
  readonly root: MapNode;
}

export interface PolicyPart {
  readonly policy: Policy;
  readonly statement: PolicyStatement;
}

/** An `arn_pattern` in the body of a mapping request. */
export interface PatternPlace {
  readonly scalar: ScalarNode;
  readonly entry: Entry;
  /** The map that holds it, `attributes` in a whole request. */
  readonly attributes: MapNode;
  /** The map around `attributes`, with `type`. */
  readonly data: MapNode | undefined;
}

/** A suppression comment after all other rules have run. */
export interface SuppressionUse {
  readonly suppression: Suppression;
  /** Ids in the comment that hid no finding. */
  readonly idle: readonly { readonly id: string; readonly span: Span }[];
  /** True for an `ignore` without brackets that hid no finding. */
  readonly idleAltogether: boolean;
}

/**
 * What a rule may look at, by the name it gives in `appliesTo`; it gets exactly that. Later parts of the
 * file can then be checked again on their own.
 */
export interface Subjects {
  /** The text of a region and its parse, also when it does not parse. */
  source: Region;
  mapping: Mapping;
  setting: Setting;
  value: Value;
  mismatch: Mismatch;
  /** The root of a datadog.yaml. */
  datadog: MapNode;
  "ddconf-config": MapNode;
  /** A `# ddconf:` comment, and which of its rule ids hid nothing. */
  suppression: SuppressionUse;
  /** The whole of an IAM policy file. */
  policy: Policy;
  /** Each statement of an IAM policy. */
  statement: PolicyPart;
  /** Each `arn_pattern` in a JSON file. */
  "arn-pattern": PatternPlace;
  check: CheckFile;
  instance: Instance;
  "postgres.instance": Instance;
  "mysql.instance": Instance;
  "sqlserver.instance": Instance;
  /** What the files of the workspace say, in the order of their paths. */
  workspace: readonly DocumentFacts[];
}

export type Target = keyof Subjects;

/** A change that mends a finding. */
export interface Fix {
  /** What the fix does, in the imperative: “Rename to `site`”. */
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** True when it cannot change the meaning of anything that works: `--fix` and fix-all apply only these. */
  readonly safe: boolean;
}

export interface Report {
  /** What is wrong, what the Agent does with it, what to write instead. */
  readonly message: string;
  /** When it differs from the rule's own. */
  readonly severity?: Severity;
  readonly fixes?: readonly (Fix | undefined)[];
  /** Other places that matter. */
  readonly related?: readonly { readonly at: Located; readonly message: string }[];
  /** How an editor shows the place, besides the squiggle. */
  readonly tag?: "unnecessary" | "deprecated";
}

export type Located = Node | Span;

export interface RuleContext {
  readonly kind: Exclude<DocumentKind, "none">;
  readonly region: Region;
  readonly lines: LineIndex;
  readonly settings: Settings;
  /** Ids of all rules there are. */
  readonly ruleIds: ReadonlySet<string>;
  /** What the schema says of the whole file. */
  readonly options: Option;
  /** The root of the document that the Agent reads; undefined when there is none. */
  readonly root: Node | undefined;
}

export type Reporter = (at: Located, report: Report) => void;

/** What a rule across files reports. It has no fix: which of the files is wrong is for a person to say. */
export interface WorkspaceReport extends Pick<Report, "message" | "severity"> {
  /** Other places that matter, in any file. */
  readonly related: readonly { readonly at: Place; readonly message: string }[];
}

export type WorkspaceReporter = (at: Place, report: WorkspaceReport) => void;

/** What a rule gets besides its subject: a rule across files has no one region. */
type Means<T extends Target> = T extends "workspace"
  ? [report: WorkspaceReporter]
  : [report: Reporter, context: RuleContext];

export interface RuleDefinition<T extends Target> {
  /** `<domain>/<words>`; final once released. */
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly appliesTo: T;
  /** Kinds of files; every YAML kind when absent. */
  readonly kinds?: readonly DocumentKind[];
  check(subject: Subjects[T], ...means: Means<T>): void;
}

/** A rule whose target is no longer in its type, so that all rules fit into one list. */
export type Rule = { [T in Target]: RuleDefinition<T> }[Target];

/** Declares a rule. Its page stands beside it: `<words>.md`. */
export function defineRule<T extends Target>(definition: RuleDefinition<T>): RuleDefinition<T> {
  return definition;
}

export function spanOf(at: Located): Span {
  return "kind" in at ? at.span : at;
}
