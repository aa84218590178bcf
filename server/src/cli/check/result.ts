import type { Overrides } from "../../config/loader";
import type { Severity } from "../../config/settings";
import type { Detection } from "../../documents/detect";
import type { LineIndex } from "../../model/text";
import type { Finding } from "../../rules/finding";
import type { Problem } from "./problem";

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
  /** As shown to the user. */
  readonly path: string;
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

/** A folder or pattern without any configuration that was checked. */
export interface EmptyPlace {
  readonly path: string;
  /** How many files in it a `.ddconf.yaml` leaves out. */
  readonly leftOut: number;
}

export interface CheckResult {
  /** Checked files, and those that the user named and ddconf left alone. */
  readonly files: readonly CheckedFile[];
  readonly emptyPlaces: readonly EmptyPlace[];
  readonly problems: readonly Problem[];
}
