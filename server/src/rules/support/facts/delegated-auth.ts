import { mapOf, type Node } from "../../../model/node";
import type { Locate, Place } from "../../facts";
import { readDelegatedAuth } from "../delegated-auth";

/** The keys of the blocks of a datadog.yaml that are on. */
export function delegatedAuthFacts(root: Node, locate: Locate): Place[] {
  const map = mapOf(root);
  return map ? readDelegatedAuth(map).enabled.map(({ entry }) => locate(entry.key.span)) : [];
}
