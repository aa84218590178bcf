import { createHash } from "node:crypto";
import { isAbsolute } from "node:path";
import { pathToFileURL } from "node:url";
import type { LineIndex, Span } from "../../model/text";
import type { Fix } from "../../rules/define";
import type { Finding } from "../../rules/finding";
import { problemText } from "../check/problem";
import type { CheckedFile } from "../check/result";
import { redact } from "../terminal/redact";
import { checkedFiles, type Format, type Report, relatedPlaces } from "./report";
import { levelOf, ruleDescriptors, ruleIndex } from "./sarif-rules";

/** SARIF 2.1.0, as GitHub code scanning and other dashboards read it. */
export const sarif: Format = (report) =>
  `${JSON.stringify(
    {
      $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
      version: "2.1.0",
      runs: [run(report)],
    },
    null,
    2,
  )}\n`;

function run(report: Report) {
  const files = checkedFiles(report);
  const places = new Map(files.map(({ path }, index) => [path, index]));
  return {
    tool: {
      driver: {
        name: "ddconf",
        fullName: "ddconf, a linter for Datadog Agent configuration",
        semanticVersion: process.env.DDCONF_VERSION,
        informationUri: "https://github.com/ddconf/ddconf",
        rules: ruleDescriptors(),
      },
    },
    invocations: [
      {
        executionSuccessful: report.problems.length === 0,
        toolExecutionNotifications: report.problems.map((problem) => ({
          level: "error",
          message: { text: problemText(problem) },
        })),
      },
    ],
    originalUriBaseIds: { "%SRCROOT%": { uri: `${pathToFileURL(report.cwd).href.replace(/\/$/, "")}/` } },
    columnKind: "utf16CodeUnits",
    artifacts: files.map(({ path }) => ({ location: artifact(path) })),
    results: files.flatMap((file) => new FileResults(report, file, places).all()),
  };
}

class FileResults {
  readonly #report: Report;
  readonly #file: CheckedFile;
  /** Place of each file in `artifacts`, by path. */
  readonly #places: ReadonlyMap<string, number>;

  constructor(report: Report, file: CheckedFile, places: ReadonlyMap<string, number>) {
    this.#report = report;
    this.#file = file;
    this.#places = places;
  }

  all() {
    const { path, findings } = this.#file;
    const seen = new Map<string, number>();
    return findings.map((finding) => {
      const same = `${finding.rule}\n${path}\n${finding.message}`;
      const occurrence = seen.get(same) ?? 0;
      seen.set(same, occurrence + 1);
      return this.#result(finding, `${same}\n${occurrence}`);
    });
  }

  #result(finding: Finding, identity: string) {
    const { path, lines } = this.#file;
    const artifactLocation = this.#locate(path);
    // reports are uploaded and kept, so a secret that a fix moves must not get into them
    const fixes = finding.fixes.filter(({ edits }) =>
      edits.every(({ newText }) => redact(newText) === newText),
    );
    const related = relatedPlaces(this.#report, this.#file, finding).map((place, id) => ({
      id,
      physicalLocation: {
        artifactLocation: this.#locate(place.path),
        region: region(place.lines, place.span),
      },
      message: { text: place.message },
    }));
    return {
      ruleId: finding.rule,
      ruleIndex: ruleIndex(finding.rule),
      level: levelOf(finding.severity),
      message: { text: finding.message },
      locations: [{ physicalLocation: { artifactLocation, region: region(lines, finding.span) } }],
      ...(related.length > 0 ? { relatedLocations: related } : {}),
      partialFingerprints: { "ddconfFinding/v1": createHash("sha256").update(identity).digest("hex") },
      ...(fixes.length > 0 ? { fixes: fixes.map((fix) => toFix(fix, artifactLocation, lines)) } : {}),
    };
  }

  #locate(path: string) {
    return { ...artifact(path), index: this.#places.get(path) };
  }
}

function toFix({ title, edits }: Fix, artifactLocation: object, lines: LineIndex) {
  return {
    description: { text: title },
    artifactChanges: [
      {
        artifactLocation,
        replacements: edits.map(({ span, newText }) => ({
          deletedRegion: region(lines, span),
          ...(newText === "" ? {} : { insertedContent: { text: newText } }),
        })),
      },
    ],
  };
}

function region(lines: LineIndex, span: Span) {
  const { start, end } = lines.range(span);
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

/** Paths below the working folder are relative to `%SRCROOT%`, others absolute. */
function artifact(path: string) {
  if (isAbsolute(path)) return { uri: pathToFileURL(path).href };
  return { uri: path.split("/").map(encodeURIComponent).join("/"), uriBaseId: "%SRCROOT%" };
}
