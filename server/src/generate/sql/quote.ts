/** A name in Postgres. The usual one stays bare; quotes keep blanks, capitals and reserved words as they are. */
export function postgresName(name: string): string {
  return name === "datadog" ? name : `"${name.replaceAll('"', '""')}"`;
}

/** A name in SQL Server. */
export function sqlServerName(name: string): string {
  return `[${name.replaceAll("]", "]]")}]`;
}

/** A string of standard SQL. */
export function sqlString(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** The same for MySQL, where a backslash escapes. */
export function mysqlString(text: string): string {
  return sqlString(text.replaceAll("\\", "\\\\"));
}

/** Makes comments of a text, without lines so long that they scroll away. */
export function sqlComment(text: string): string[] {
  const lines: string[] = [];
  let line = "--";
  for (const word of text.split(/\s+/)) {
    if (line.length + 1 + word.length > 100 && line !== "--") {
      lines.push(line);
      line = "--";
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}
