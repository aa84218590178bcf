import { MASK } from "../../model/placeholder";
import type { Setting } from "../define";
import { isJudgedElsewhere } from "./judged-elsewhere";

/**
 * True for a key that its section does not know. Not for keys that are partly a template, keys of the user's
 * own maps, keys that only hold an anchor for others, and keys that rules of their own judge.
 */
export function isUnknownKey(setting: Setting): boolean {
  const { entry, path, option, section } = setting;
  if (option || section.freeForm || entry.merge || entry.name.includes(MASK)) return false;
  if (isJudgedElsewhere(setting)) return false;
  return !(path.length === 1 && entry.value.kind !== "alias" && entry.value.anchor !== undefined);
}
