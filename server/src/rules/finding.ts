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
  readonly related: readonly { readonly span: Span; readonly message: string }[];
  readonly tag?: "unnecessary" | "deprecated";
}
