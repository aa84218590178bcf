import type { Setting } from "../define";
import { DELEGATED_AUTH, isBlock } from "./delegated-auth";

/**
 * True for settings that rules of their own judge, so that the general rules about unknown and misplaced
 * keys leave them alone: a `delegated_auth` in a section that does not read it, and every key inside one.
 */
export function isJudgedElsewhere({ entry, path, option }: Setting): boolean {
  if (option === undefined && isBlock(entry)) return true;
  return path.slice(0, -1).some((step) => typeof step === "string" && step.toLowerCase() === DELEGATED_AUTH);
}
