import type { TextEdit } from "../../model/edit";
import type { Span } from "../../model/text";
import type { SyntaxProblem } from "../../model/yaml/parse";
import type { SourceText } from "./source-text";

export interface Cause {
  readonly span: Span;
  /** A main clause without its full stop. */
  readonly what: string;
  /** What the Agent does, where it is not what it usually does with a file that is no YAML. */
  readonly consequence?: string;
  /** What to write instead: a sentence. */
  readonly instead: string;
  readonly repair?: Repair;
}

export interface Repair {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** True when nothing else can have been meant. */
  readonly certain: boolean;
}

export type FindCause = (
  problem: SyntaxProblem,
  source: SourceText,
  all: readonly SyntaxProblem[],
) => Cause | undefined;
