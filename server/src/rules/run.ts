import type { Settings } from "../config/settings";
import type { AgentDocument, Region } from "../documents/document";
import { type DocumentKind, hasSchema, isIntegration, SCHEMA_KINDS } from "../documents/kinds";
import { readPolicies } from "../model/aws/policy";
import {
  effectiveEntries,
  type MapNode,
  mapOf,
  type Node,
  nodeAt,
  type Path,
  resolve,
  seqOf,
} from "../model/node";
import { LineIndex } from "../model/text";
import { NO_OPTIONS, optionsOf } from "../schema/catalogue";
import type { Option } from "../schema/option";
import { findMismatches } from "../schema/validate";
import {
  type Fix,
  type Located,
  type Report,
  type Reporter,
  type Rule,
  type RuleContext,
  type Subjects,
  spanOf,
  type Target,
} from "./define";
import { contributes } from "./facts";
import type { Finding } from "./finding";
import { patternPlaces } from "./support/arn-patterns";
import { applySuppressions, readSuppressions } from "./suppressions";

export type RuleSet = ReadonlyMap<Target, readonly Rule[]>;

/** Groups rules by what they look at. */
export function ruleSet(rules: readonly Rule[]): RuleSet {
  const byTarget = new Map<Target, Rule[]>();
  for (const rule of rules) byTarget.set(rule.appliesTo, [...(byTarget.get(rule.appliesTo) ?? []), rule]);
  return byTarget;
}

const byKind = new WeakMap<RuleSet, Map<DocumentKind, RuleSet>>();

/** The rules of a set that are for files of a kind; worked out once, as it is asked for at every node. */
function rulesFor(rules: RuleSet, kind: DocumentKind): RuleSet {
  const kinds = byKind.get(rules) ?? new Map<DocumentKind, RuleSet>();
  byKind.set(rules, kinds);
  const known = kinds.get(kind);
  if (known) return known;
  const applies = (rule: Rule): boolean =>
    (rule.kinds ?? (SCHEMA_KINDS as readonly DocumentKind[])).includes(kind);
  const found = ruleSet([...rules.values()].flat().filter(applies));
  kinds.set(kind, found);
  return found;
}

const ids = new WeakMap<RuleSet, ReadonlySet<string>>();

function idsOf(rules: RuleSet): ReadonlySet<string> {
  const known = ids.get(rules) ?? new Set([...rules.values()].flat().map((rule) => rule.id));
  ids.set(rules, known);
  return known;
}

/**
 * Runs rules over every configuration in a file.
 *
 * @param signal stops the run between two subjects by throwing its reason
 * @param across what `runWorkspaceRules` found in this file; severities and comments apply to it as to the rest.
 *   Undefined while that is not known: then no comment that may hide such a finding counts as needless
 * @returns findings in the order of the text, without those that a comment hides
 */
export function runRules(
  rules: RuleSet,
  document: AgentDocument,
  settings: Settings,
  signal?: AbortSignal,
  across?: readonly Finding[],
): Finding[] {
  const findings = document.regions.flatMap((region) =>
    new RegionRun(rules, region, document, settings, signal).findings(
      across?.filter(({ span }) => region.toInner(span.start) !== undefined),
    ),
  );
  return findings.sort(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end || a.rule.localeCompare(b.rule),
  );
}

/** Subjects that only a walk through the whole tree finds. */
const WALKED: readonly Target[] = ["mapping", "setting", "value"];

class RegionRun {
  readonly #rules: RuleSet;
  /** Ids of the rules that look at several files. */
  readonly #acrossIds: ReadonlySet<string>;
  readonly #region: Region;
  readonly #context: RuleContext;
  readonly #signal: AbortSignal | undefined;
  readonly #findings = new Map<string, Finding>();
  /** Shared nodes behind anchors are checked once, however often an alias names them. */
  readonly #visited = new Set<Node>();

  constructor(
    rules: RuleSet,
    region: Region,
    document: AgentDocument,
    settings: Settings,
    signal?: AbortSignal,
  ) {
    this.#rules = rulesFor(rules, region.kind);
    this.#acrossIds = new Set(rules.get("workspace")?.map(({ id }) => id));
    this.#region = region;
    this.#signal = signal;
    const kind = region.kind as Exclude<DocumentKind, "none">;
    this.#context = {
      kind,
      region,
      settings,
      ruleIds: idsOf(rules),
      lines: region.text === document.text ? document.lines : new LineIndex(region.text),
      options: hasSchema(kind) ? optionsOf(kind) : NO_OPTIONS,
      root: region.stream.documents[0]?.root,
    };
  }

  findings(across: readonly Finding[] | undefined): Finding[] {
    this.#run("source", this.#region);
    // behind a syntax error the tree is guesswork, and the Agent reads nothing of the file anyway
    if (!this.#region.stream.problems.some(({ fatal }) => fatal)) this.#checkRoot();
    for (const finding of across ?? []) this.#add(finding);
    return this.#withoutSuppressed(across !== undefined);
  }

  /** Suppression comments are read last, when it is known what each of them hides. */
  #withoutSuppressed(acrossKnown: boolean): Finding[] {
    const suppressions = readSuppressions(this.#region, this.#context.lines);
    if (suppressions.length === 0) return [...this.#findings.values()];
    const isOff = (rule: string) => this.#context.settings.severities.get(rule) === "off";
    const isSpared = (rule: string) => isOff(rule) || (!acrossKnown && this.#acrossIds.has(rule));
    const mayHideMore = !acrossKnown && contributes(this.#region.kind);
    const { kept, idle } = applySuppressions(
      [...this.#findings.values()],
      suppressions,
      this.#context.lines,
      isSpared,
    );
    this.#findings.clear();
    for (const suppression of suppressions) {
      const use = idle.find((candidate) => candidate.suppression === suppression);
      this.#run("suppression", {
        suppression,
        idle: use?.ids ?? [],
        idleAltogether: use !== undefined && suppression.rules.length === 0 && !mayHideMore,
      });
    }
    return [...kept, ...this.#findings.values()];
  }

  #checkRoot(): void {
    const { root, kind, options } = this.#context;
    if (!root) return;
    if (WALKED.some((target) => this.#rules.has(target))) this.#walk(root, options, [], options);
    if (hasSchema(kind))
      for (const mismatch of findMismatches(kind, root, options)) this.#run("mismatch", mismatch);
    if (kind === "identity-mapping") this.#checkMapping(root);
    if (kind === "iam-policy") this.#checkPolicies(root);
    const map = mapOf(root);
    if (!map) return;
    if (kind === "datadog" || kind === "ddconf-config") this.#run(kind, map);
    if (isIntegration(kind)) {
      this.#run("check", { integration: kind, root: map });
      this.#checkInstances(map);
    }
  }

  #checkPolicies(root: Node): void {
    for (const policy of readPolicies(root)) {
      this.#run("policy", policy);
      for (const statement of policy.statements) {
        this.#signal?.throwIfAborted();
        this.#run("statement", { policy, statement });
      }
    }
  }

  #checkMapping(root: Node): void {
    for (const place of patternPlaces(root)) this.#run("arn-pattern", place);
  }

  #checkInstances(root: MapNode): void {
    const { kind } = this.#context;
    if (!isIntegration(kind)) return;
    for (const [index, item] of (seqOf(nodeAt(root, ["instances"]))?.items ?? []).entries()) {
      const map = mapOf(item);
      if (!map) continue;
      const instance = { integration: kind, map, path: ["instances", index], root };
      this.#run("instance", instance);
      this.#run(`${kind}.instance`, instance);
    }
  }

  /** `section` is undefined once the schema no longer knows where we are. */
  #walk(node: Node, option: Option | undefined, path: Path, section: Option | undefined): void {
    this.#signal?.throwIfAborted();
    const target = resolve(node);
    if (!target || this.#visited.has(target)) return;
    this.#visited.add(target);
    if (target.kind === "scalar") {
      this.#run("value", { scalar: target, path, option });
    } else if (target.kind === "seq") {
      for (const [index, item] of target.items.entries())
        this.#walk(item, option?.items, [...path, index], option?.items);
    } else {
      // keys of a mapping that stands where a text or a list belongs are no settings
      this.#walkMap(target, path, section?.isSection ? section : undefined);
    }
  }

  #walkMap(map: MapNode, path: Path, section: Option | undefined): void {
    this.#run("mapping", { map, path });
    for (const entry of effectiveEntries(map)) {
      const entryPath = [...path, entry.name];
      const option = section?.child(entry.name);
      if (section) this.#run("setting", { entry, path: entryPath, map, option, section });
      this.#walk(entry.value, option, entryPath, option);
    }
  }

  #run<T extends Target>(target: T, subject: Subjects[T]): void {
    for (const rule of this.#rules.get(target) ?? []) {
      if (this.#context.settings.severities.get(rule.id) === "off") continue;
      // the set is keyed by target, so the rule under `target` takes this subject
      const check = rule.check as (subject: Subjects[T], report: Reporter, context: RuleContext) => void;
      check(subject, (at, report) => this.#report(rule, at, report), this.#context);
    }
  }

  #report(rule: Rule, at: Located, report: Report): void {
    this.#add({
      rule: rule.id,
      severity: report.severity ?? rule.severity,
      message: report.message,
      span: this.#region.toOuter(spanOf(at)),
      fixes: (report.fixes ?? []).filter((fix) => fix !== undefined).map((fix) => this.#outerFix(fix)),
      related: (report.related ?? []).map(({ at: place, message }) => ({
        span: this.#region.toOuter(spanOf(place)),
        message,
      })),
      ...(report.tag ? { tag: report.tag } : {}),
    });
  }

  #add(finding: Finding): void {
    const { rule, span } = finding;
    const key = `${rule}@${span.start}-${span.end}`;
    const severity = this.#context.settings.severities.get(rule) ?? finding.severity;
    if (severity !== "off" && !this.#findings.has(key)) this.#findings.set(key, { ...finding, severity });
  }

  #outerFix(fix: Fix): Fix {
    return { ...fix, edits: fix.edits.map((edit) => ({ ...edit, span: this.#region.toOuter(edit.span) })) };
  }
}
