import type { FileSettings, ProjectLoader } from "../../config/loader";
import { isAtLeast, type Settings } from "../../config/settings";
import { openDocument } from "../../documents/document";
import type { SourceEncoding } from "../../model/encoding";
import { LineIndex } from "../../model/text";
import { type DocumentFacts, factsOf } from "../../rules/facts";
import type { Finding } from "../../rules/finding";
import { diagnose } from "../../service/diagnose";
import { applySafeFixes, type Checked, type Fixed } from "../../service/fix-all";
import { encodeAs, readSource, readStdin } from "../read-file";
import { type Problem, reasonOf, toProblem } from "./problem";
import type { CheckedFile, CheckRequest } from "./result";
import type { Target } from "./targets";
import { replaceFile } from "./write-file";

/** What became of one target. */
export interface Outcome {
  /** Absent when there is nothing to report of it. */
  readonly file?: CheckedFile;
  /** What the file says that matters to others, and what it takes to check it once more. */
  readonly contribution?: Contribution;
  readonly problem?: Problem;
  /** True when a `.ddconf.yaml` excludes it. */
  readonly leftOut?: boolean;
}

export interface Contribution {
  readonly facts: DocumentFacts;
  readonly target: Target;
  readonly source: SourceEncoding;
  readonly settings: Settings;
}

/** Reads, checks and mends single files of a run. */
export class FileChecker {
  readonly #request: CheckRequest;
  readonly #loader: ProjectLoader;

  constructor(request: CheckRequest, loader: ProjectLoader) {
    this.#request = request;
    this.#loader = loader;
  }

  /** Never throws: what goes wrong with one file becomes its problem. */
  async check(target: Target): Promise<Outcome> {
    try {
      return await this.#check(target);
    } catch (error) {
      // a JSON file met on the way was only read to see whether it concerns us
      const concerned = target.named || !/\.json$/i.test(target.path);
      return concerned ? { problem: toProblem(target.path, error) } : {};
    }
  }

  async #check(target: Target): Promise<Outcome> {
    const told = await this.#loader.settingsFor(target.absolute, this.#request.overrides);
    if (told.excluded)
      return target.named ? { leftOut: true, file: leftAlone(target, told) } : { leftOut: true };
    const source = target.stdin ? await readStdin() : await readSource(target.absolute ?? target.path);
    const open = (text: string, detection = told.detection): Checked => {
      const document = openDocument(target.absolute, text, { detection, encoding: source });
      return {
        document,
        findings: this.#shown(this.#request.kindsOnly ? [] : diagnose(document, told.settings)),
      };
    };
    const before = open(source.text);
    const { detection } = before.document;
    if (detection.kind === "none" && !target.named && !this.#request.kindsOnly) return {};
    // a fix must not make ddconf take the file for something else
    const { problem, ...after } = await this.#fix(target, source, before, (text) => open(text, detection));
    const file: CheckedFile = {
      path: target.path,
      detection,
      original: source.text,
      text: after.document.text,
      lines: after.document.lines,
      findings: after.findings,
      fixed: after.applied,
    };
    const { settings } = told;
    const facts = this.#request.kindsOnly ? undefined : factsOf(after.document, target.path, settings);
    return {
      file,
      ...(problem ? { problem } : {}),
      ...(facts ? { contribution: { facts, target, source, settings } } : {}),
    };
  }

  /**
   * Checks and mends a file once more, now that it can be held against the others.
   *
   * @param across what that finds in the file when it says this
   */
  async checkAgain(
    file: CheckedFile,
    { facts, target, source, settings }: Contribution,
    across: (facts: DocumentFacts | undefined) => readonly Finding[],
  ): Promise<Outcome> {
    const open = (text: string): Checked => {
      const document = openDocument(target.absolute, text, { detection: file.detection, encoding: source });
      const said = text === file.text ? facts : factsOf(document, target.path, settings);
      return { document, findings: this.#shown(diagnose(document, settings, undefined, across(said))) };
    };
    const { problem, document, findings, applied } = await this.#fix(target, source, open(file.text), open);
    const { text, lines } = document;
    const again = { ...file, text, lines, findings, fixed: file.fixed + applied };
    return problem ? { file: again, problem } : { file: again };
  }

  #shown(findings: readonly Finding[]): readonly Finding[] {
    return findings.filter(({ severity }) => isAtLeast(severity, this.#request.shown));
  }

  async #fix(
    target: Target,
    source: SourceEncoding,
    before: Checked,
    open: (text: string) => Checked,
  ): Promise<Fixed & { readonly problem?: Problem }> {
    const unfixed = { ...before, applied: 0 };
    if (this.#request.fix === "no") return unfixed;
    const fixed = applySafeFixes(before, open);
    if (fixed.applied === 0 || this.#request.fix === "preview") return fixed;
    try {
      await replaceFile(target.absolute ?? target.path, encodeAs(source, fixed.document.text));
      return fixed;
    } catch (error) {
      return { ...unfixed, problem: { path: target.path, message: `was not fixed: ${reasonOf(error)}` } };
    }
  }
}

function leftAlone({ path }: Target, { project }: FileSettings): CheckedFile {
  const reason = `${project?.split("/").at(-1)} leaves it out`;
  return {
    path,
    detection: { kind: "none", reason },
    original: "",
    text: "",
    lines: new LineIndex(""),
    findings: [],
    fixed: 0,
  };
}
