/** A string of Terraform's language; `${` and `%{` in it mean nothing. */
export function hclString(text: string): string {
  return JSON.stringify(text).replaceAll("${", "$${").replaceAll("%{", "%%{");
}

/** A name of a resource made of any text: letters, digits and `_`, beginning with a letter. */
export function hclName(text: string): string {
  const name = text.replace(/[^A-Za-z0-9_]+/g, "_").replace(/^[^A-Za-z_]+/, "");
  return name === "" ? "database" : name;
}

/** Arguments of a block, with their `=` one below the other as `terraform fmt` has them. */
export function hclArguments(indent: string, values: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...values.map(([name]) => name.length));
  return values.map(([name, value]) => `${indent}${name.padEnd(width)} = ${value}`);
}
