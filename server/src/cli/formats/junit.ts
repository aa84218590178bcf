import { isAtLeast } from "../../config/settings";
import type { Finding } from "../../rules/finding";
import { ruleDocs } from "../../rules/registry";
import { problemText } from "../check/problem";
import type { CheckedFile } from "../check/result";
import { checkedFiles, type Format, type Report } from "./report";

/**
 * JUnit XML: a test suite per file and a test case per finding. Findings below the threshold are cases
 * that pass and carry their message, so that a report agrees with the exit code.
 */
export const junit: Format = (report) => {
  const suites = checkedFiles(report).map((file) => suite(file, report));
  const all = report.problems.length > 0 ? [...suites, problemSuite(report)] : suites;
  const total = (key: "tests" | "failures" | "errors") => all.reduce((sum, one) => sum + one[key], 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="ddconf" tests="${total("tests")}" failures="${total("failures")}" errors="${total("errors")}">`,
    ...all.flatMap(({ lines }) => lines),
    "</testsuites>",
    "",
  ].join("\n");
};

interface Suite {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly lines: readonly string[];
}

function suite(file: CheckedFile, { threshold }: Report): Suite {
  const { path, findings } = file;
  const failures = findings.filter(({ severity }) => isAtLeast(severity, threshold)).length;
  const cases =
    findings.length === 0
      ? [`    <testcase name="no findings" classname="${escapeXml(path)}"/>`]
      : findings.flatMap((finding) => testCase(file, finding, isAtLeast(finding.severity, threshold)));
  return wrapSuite(path, { tests: Math.max(1, findings.length), failures, errors: 0, lines: cases });
}

function testCase({ path, lines }: CheckedFile, finding: Finding, failed: boolean): string[] {
  const { line, character } = lines.position(finding.span.start);
  const place = `${path}:${line + 1}:${character + 1}`;
  const text = escapeXml(`${place} ${finding.severity}: ${finding.message}\n${ruleDocs(finding.rule)}`);
  const body = failed
    ? `<failure type="${escapeXml(finding.rule)}" message="${escapeXml(finding.message)}">${text}</failure>`
    : `<system-out>${text}</system-out>`;
  return [
    `    <testcase name="${escapeXml(`${finding.rule} at ${line + 1}:${character + 1}`)}" classname="${escapeXml(path)}" file="${escapeXml(path)}" line="${line + 1}">`,
    `      ${body}`,
    "    </testcase>",
  ];
}

function problemSuite({ problems }: Report): Suite {
  const lines = problems.flatMap((problem) => [
    `    <testcase name="${escapeXml(problem.path ?? "ddconf")}" classname="ddconf">`,
    `      <error type="not-checked" message="${escapeXml(problemText(problem))}"/>`,
    "    </testcase>",
  ]);
  return wrapSuite("ddconf", { tests: problems.length, failures: 0, errors: problems.length, lines });
}

function wrapSuite(name: string, { tests, failures, errors, lines }: Suite): Suite {
  const open = `  <testsuite name="${escapeXml(name)}" tests="${tests}" failures="${failures}" errors="${errors}" skipped="0" time="0">`;
  return { tests, failures, errors, lines: [open, ...lines, "  </testsuite>"] };
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\n": "&#10;",
};

/** Escapes for attributes and text alike; characters that XML cannot hold become U+FFFD. */
function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replace(/[&<>"\n]/g, (char) => ENTITIES[char] ?? char);
}
