import { type FileSettings, type Overrides, ProjectLoader } from "../../config/loader";
import { isAtLeast, type Severity } from "../../config/settings";
import type { Detection } from "../../documents/detect";
import { mayBeAgentConfig } from "../../documents/detect";
import { openDocument } from "../../documents/document";
import { LineIndex } from "../../model/text";
import type { Finding } from "../../rules/finding";
import { diagnose } from "../../service/diagnose";
import { encode, readSource, readStdin, type SourceText } from "../read-file";
import { applySafeFixes, type Checked } from "./fix";
import { mapConcurrently } from "./pool";
import { type Problem, reasonOf, toProblem } from "./problem";
import { ProjectFiles } from "./project-files";
import { findTargets, type Place, type Target } from "./targets";
import { replaceFile } from "./write-file";

/** Reads under way at once; enough to keep the disk busy while the processor works. */
const READS_AT_ONCE = 16;

/** What to check, and how. */
export interface CheckRequest {
  readonly paths: readonly string[];
  readonly cwd: string;
  readonly stdinFilename: string | undefined;
  /** A `.ddconf.yaml` for all files, instead of the nearest one of each. */
  readonly projectFile: string | undefined;
  readonly overrides: Overrides;
  /** Findings that are less severe are dropped. */
  readonly shown: Severity;
  readonly fix: "no" | "preview" | "write";
  /** Only say what each file is. */
  readonly kindsOnly: boolean;
  onProgress(done: number, total: number): void;
}

export interface CheckedFile {
  readonly path: string;
  readonly named: boolean;
  /** Kind `none` when the file was left alone. */
  readonly detection: Detection;
  /** As it was before any fix. */
  readonly original: string;
  /** What the findings' offsets refer to. */
  readonly text: string;
  readonly lines: LineIndex;
  readonly findings: readonly Finding[];
  /** Number of fixes that `text` holds over `original`. */
  readonly fixed: number;
}

export interface CheckResult {
  /** Checked files, and those that the user named and ddconf left alone. */
  readonly files: readonly CheckedFile[];
  /** Folders and patterns without any configuration. */
  readonly emptyPlaces: readonly Place[];
  readonly problems: readonly Problem[];
}

/** Finds, reads and checks files. A file that fails becomes a problem and stops no other. */
export async function checkFiles(request: CheckRequest): Promise<CheckResult> {
  return new Run(request).result();
}

class Run {
  readonly #request: CheckRequest;
  readonly #projects: ProjectFiles;
  readonly #loader: ProjectLoader;
  readonly #problems: Problem[] = [];

  constructor(request: CheckRequest) {
    this.#request = request;
    this.#projects = new ProjectFiles(request.cwd);
    this.#loader = new ProjectLoader(this.#projects.read, request.projectFile);
  }

  async result(): Promise<CheckResult> {
    const { paths, cwd, stdinFilename } = this.#request;
    const { targets, places, problems } = await findTargets(paths, {
      cwd,
      stdinFilename,
      onFolder: (path, names) => this.#projects.noteListing(path, names),
      isCandidate: async (path) =>
        mayBeAgentConfig(path) || (await this.#loader.settingsFor(path)).detection !== undefined,
    });
    let done = 0;
    const checked = await mapConcurrently(targets, READS_AT_ONCE, async (target) => {
      const file = await this.#tryCheck(target);
      this.#request.onProgress(++done, targets.length);
      return { target, file };
    });
    const recognised = new Set(checked.flatMap(({ target, file }) => (file ? [target.absolute] : [])));
    return {
      files: checked.flatMap(({ file }) => file ?? []),
      emptyPlaces: places.filter(({ files }) => !files.some((path) => recognised.has(path))),
      problems: [...problems, ...this.#projects.problems, ...this.#problems.sort(byPath)],
    };
  }

  /** Undefined when the file is not to be reported, or became a problem. */
  async #tryCheck(target: Target): Promise<CheckedFile | undefined> {
    try {
      return await this.#check(target);
    } catch (error) {
      this.#problems.push(toProblem(target.path, error));
      return undefined;
    }
  }

  async #check(target: Target): Promise<CheckedFile | undefined> {
    const told = await this.#loader.settingsFor(target.absolute, this.#request.overrides);
    if (told.excluded) return target.named ? leftAlone(target, told) : undefined;
    const source = target.stdin ? await readStdin() : await readSource(target.absolute ?? target.path);
    const start = this.#open(target, told, told.detection, source.text);
    const { detection } = start.document;
    const unreported = detection.kind === "none" && !target.named && !this.#request.kindsOnly;
    if (unreported) return undefined;
    const end = await this.#fix(target, source, start, told);
    return {
      path: target.path,
      named: target.named,
      detection,
      original: source.text,
      text: end.document.text,
      lines: end.document.lines,
      findings: end.findings,
      fixed: end.applied,
    };
  }

  #open(target: Target, told: FileSettings, detection: Detection | undefined, text: string): Checked {
    const document = openDocument(target.absolute, text, { detection });
    const findings = this.#request.kindsOnly ? [] : diagnose(document, told.settings);
    return {
      document,
      findings: findings.filter(({ severity }) => isAtLeast(severity, this.#request.shown)),
    };
  }

  async #fix(target: Target, source: SourceText, start: Checked, told: FileSettings) {
    const unfixed = { ...start, applied: 0 };
    if (this.#request.fix === "no") return unfixed;
    // a fix must not make ddconf take the file for something else
    const { detection } = start.document;
    const fixed = applySafeFixes(start, (text) => this.#open(target, told, detection, text));
    if (fixed.applied === 0 || this.#request.fix === "preview") return fixed;
    try {
      await this.#write(target, source, fixed.document.text);
      return fixed;
    } catch (error) {
      this.#problems.push({ path: target.path, message: `was not fixed: ${reasonOf(error)}` });
      return unfixed;
    }
  }

  async #write(target: Target, source: SourceText, text: string): Promise<void> {
    if (!source.utf8) throw new Error("it is not encoded as UTF-8, which is what the Agent reads");
    await replaceFile(target.absolute ?? target.path, encode(text, source.bom));
  }
}

function leftAlone(target: Target, told: FileSettings): CheckedFile {
  const reason = `${told.project?.split("/").at(-1)} leaves it out`;
  return {
    path: target.path,
    named: true,
    detection: { kind: "none", reason },
    original: "",
    text: "",
    lines: new LineIndex(""),
    findings: [],
    fixed: 0,
  };
}

/** Files are checked side by side, so their problems arrive in no order. */
function byPath(a: Problem, b: Problem): number {
  return (a.path ?? "").localeCompare(b.path ?? "");
}
