import { type Node, textAt } from "../../../model/node";
import type { Locate, MappingFact } from "../../facts";
import { patternPlaces } from "../arn-patterns";

/** The mappings in requests to Datadog's API, or in its answers. */
export function mappingFacts(root: Node, locate: Locate): MappingFact[] {
  return patternPlaces(root).map(({ scalar, data }) => ({
    pattern: scalar.text,
    at: locate(scalar.span),
    type: textAt(data, ["type"]),
  }));
}
