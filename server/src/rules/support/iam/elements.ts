import { POLICY_ELEMENTS, STATEMENT_ELEMENTS } from "../../../model/aws/policy-grammar";
import type { MapNode } from "../../../model/node";
import { closest } from "../../../schema/similar";

/** The element that an unknown key was most likely meant to be: `action`, `Actions`, `Efect`. */
export function similarElement(name: string, elements: readonly string[]): string | undefined {
  return closest(name, elements);
}

/** True when a map holds an element of that name, or a key that is a slip for it. */
export function hasElement(map: MapNode, name: string): boolean {
  return (
    map.entries.some((entry) => entry.name === name) ||
    map.entries.some((entry) => !KNOWN.has(entry.name) && closest(entry.name, [name]) === name)
  );
}

const KNOWN: ReadonlySet<string> = new Set([...POLICY_ELEMENTS, ...STATEMENT_ELEMENTS]);
