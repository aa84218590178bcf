import type { Severity } from "../config/settings";
import type { Span } from "../model/text";
import type { Fix } from "./define";

/** A mistake at a place. Spans are offsets of the outer file. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  readonly fixes: readonly Fix[];
  readonly related: readonly Related[];
  readonly tag?: "unnecessary" | "deprecated";
}

/** Another place that matters. */
export interface Related {
  /** The file, by the name that its facts have; absent for the finding's own. */
  readonly path?: string;
  readonly span: Span;
  readonly message: string;
}
