/** More levels than any configuration has, and few enough for the stack of every function that walks a tree. */
const MOST_LEVELS = 300;

/**
 * True when a text may nest so deeply that reading it could exhaust the stack, which V8 does not always
 * survive. Counts indentation, dashes and brackets without parsing; what is not nested may count too.
 */
export function nestsTooDeeply(text: string): boolean {
  const indents: number[] = [];
  let flow = 0;
  for (const line of text.split("\n")) {
    const content = line.trimStart();
    if (content === "" || content.startsWith("#")) continue;
    const indent = line.length - content.length;
    while (indents.length > 0 && (indents.at(-1) ?? 0) >= indent) indents.pop();
    indents.push(indent);
    const markers = /^(?:[-?:][ \t]+)*/.exec(content)?.[0] ?? "";
    flow = deepestFlow(content, flow);
    if (indents.length + markers.replace(/[ \t]/g, "").length + flow > MOST_LEVELS) return true;
    flow = Math.max(0, flow - count(content, "]") - count(content, "}"));
  }
  return false;
}

/** Open brackets after a line; only those that stand where a value can begin. */
function deepestFlow(content: string, open: number): number {
  let depth = open;
  for (let at = 0; at < content.length; at++) {
    const char = content[at];
    if ((char === "[" || char === "{") && (at === 0 || " \t[{,:".includes(content[at - 1] ?? ""))) depth++;
  }
  return depth;
}

function count(text: string, char: string): number {
  return text.split(char).length - 1;
}
