import { kindWords } from "../../live/mapping-words";
import type { MatchedMapping } from "../../live/mappings";
import type { IdentityMapping, MappingKind } from "../../live/ports";
import { capital } from "../../live/words";
import { highlightCode } from "../terminal/markdown";
import type { Stream } from "../terminal/output";
import { visible } from "../terminal/width";
import { count, listWords } from "../terminal/words";
import { hang } from "../terminal/wrap";
import { BOTH_KINDS } from "./access";

const PURPOSES: Readonly<Record<MappingKind, string>> = {
  intake: "give Agents their API keys",
  persona: "let AWS identities act as Datadog accounts",
};

/** The mappings in groups by what they are for. Each pattern has a line to itself, so that it can be copied. */
export function printMappings(
  mappings: readonly IdentityMapping[],
  kinds: readonly MappingKind[],
  stream: Stream,
): string {
  const { colors } = stream;
  const groups = BOTH_KINDS.filter((kind) => kinds.includes(kind)).map((kind) => {
    const found = mappings.filter((mapping) => mapping.kind === kind);
    const title = `${colors.bold(capital(`${kindWords(kind)}s`))} ${colors.dim(PURPOSES[kind])}`;
    const lines = found.map((mapping) => printMapping(mapping, stream));
    return `${title}\n\n${lines.length > 0 ? lines.join("\n") : "  none\n"}`;
  });
  return `${groups.join("\n")}\n${countMappings(mappings, kinds)}\n`;
}

/** `  <pattern>`, and below it what else is known. */
export function printMapping(
  { arnPattern, accountIdentifier, id }: IdentityMapping,
  { colors }: Stream,
): string {
  const account =
    accountIdentifier === undefined ? [] : [`${colors.dim("as")}  ${visible(accountIdentifier)}`];
  const details = [...account, `${colors.dim("id")}  ${visible(id)}`].map((text) => `      ${text}\n`);
  return `  ${visible(arnPattern)}\n${details.join("")}`;
}

/** Every mapping with the verdict on the caller and its reason. */
export function printMatches(caller: string, mappings: readonly MatchedMapping[], stream: Stream): string {
  const { colors, columns } = stream;
  const lines = mappings.map(({ matches, arnPattern, kind, accountIdentifier, because }) => {
    const verdict = matches ? colors.green("match   ") : colors.red("no match");
    const account = accountIdentifier === undefined ? "" : `, as ${visible(accountIdentifier)}`;
    const reason = highlightCode(visible(because), colors);
    return `  ${verdict}  ${visible(arnPattern)}\n${" ".repeat(12)}${colors.dim(`${kindWords(kind)}${account}`)}\n${hang(" ".repeat(12), reason, columns)}\n`;
  });
  const found = mappings.filter(({ matches }) => matches).length;
  const total = count(mappings.length, "mapping");
  const summary =
    found > 0
      ? colors.green(`${found} of ${total} ${found === 1 ? "matches" : "match"}`)
      : colors.red(mappings.length === 0 ? "There is no mapping yet" : `No match among ${total}`);
  return `${colors.dim("caller")} ${visible(caller)}\n\n${lines.join("\n")}${lines.length > 0 ? "\n" : ""}${summary}\n`;
}

function countMappings(mappings: readonly IdentityMapping[], kinds: readonly MappingKind[]): string {
  const counts = BOTH_KINDS.filter((kind) => kinds.includes(kind)).map((kind) =>
    count(mappings.filter((mapping) => mapping.kind === kind).length, kindWords(kind)),
  );
  return listWords(counts);
}
