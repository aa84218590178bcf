import { MASK } from "../../model/placeholder";
import type { Setting } from "../define";

/**
 * True for a key that its section does not know. Not for keys that are partly a template, keys of the user's
 * own maps, keys that only hold an anchor for others, and what stands below `delegated_auth`, which has
 * rules of its own.
 */
export function isUnknownKey({ entry, path, option, section }: Setting): boolean {
  if (option || section.freeForm || entry.merge || entry.name.includes(MASK)) return false;
  // a section where a list belongs is one mistake, which its type or its shape tells
  if (path.includes("delegated_auth") || !section.types.includes("object")) return false;
  return !(path.length === 1 && entry.value.kind !== "alias" && entry.value.anchor !== undefined);
}
