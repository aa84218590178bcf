import type { Path } from "../../model/node";

/**
 * True for values that are SQL, patterns or templates of the user's own, where `$name`, `${name}` and
 * `<name>` mean something to whoever reads them in the end.
 */
export function isFreeText(path: Path): boolean {
  return path.some((step) => typeof step === "string" && FREE_TEXT.test(step));
}

const FREE_TEXT = new RegExp(
  "^(?:" +
    [
      ".*(?:query|queries|regex|regexes|regexp|pattern|patterns|template|templates|sql|statement)",
      "processing_rules|log_processing_rules|replace_tags|repl|replace_placeholder|match|mappings|format|date_format",
      "dogstatsd_mapper_profiles|custom_sensitive_words|filter_tags_regex|ignore_resources|description",
    ].join("|") +
    ")$",
  "i",
);
