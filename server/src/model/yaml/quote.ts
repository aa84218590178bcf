import { resolvePlain } from "./scalar";

/** A text as a YAML value that is read back as exactly this string; in double quotes unless it is plainly safe. */
export function yamlString(text: string, flow = false): string {
  const plain =
    !flow && /^[A-Za-z0-9_/][\w./:@+=-]*$/.test(text) && !text.endsWith(":") && resolvePlain(text) === text;
  return plain ? text : JSON.stringify(text);
}
