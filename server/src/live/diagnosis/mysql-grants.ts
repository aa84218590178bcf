import type { Row } from "./check";

/** One line of SHOW GRANTS: privileges, and what they are on. */
export interface Grant {
  /** In capitals: `SELECT`, `ALL PRIVILEGES`. */
  readonly privileges: ReadonlySet<string>;
  /** As `schema.table`, without quotes. */
  readonly on: string;
}

/** Names that MariaDB gave to privileges of MySQL. */
const ALSO: Readonly<Record<string, string>> = { "REPLICATION CLIENT": "BINLOG MONITOR" };

/** Reads SHOW GRANTS. Roles and what cannot be read are left out. */
export function readGrants(rows: readonly Row[]): Grant[] {
  return rows.flatMap((row) => {
    const line = String(Object.values(row)[0] ?? "");
    const match = /^GRANT (.+?) ON (?:TABLE )?(\S+) TO /.exec(line);
    if (!match?.[1] || !match[2]) return [];
    const privileges = match[1].split(",").map((name) => name.trim().toUpperCase());
    return [{ privileges: new Set(privileges), on: match[2].replaceAll("`", "").replaceAll("\\_", "_") }];
  });
}

/**
 * True when a privilege is among the grants, there or on something wider.
 *
 * @param wanted `SELECT ON performance_schema.*`
 */
export function isGranted(grants: readonly Grant[], wanted: string): boolean {
  const [privilege = "", on = ""] = wanted.split(" ON ");
  const schema = on.split(".")[0];
  const places = new Set([on, `${schema}.*`, "*.*"]);
  const names = [privilege, "ALL PRIVILEGES", ALSO[privilege]];
  return grants.some(
    (grant) => places.has(grant.on) && names.some((name) => name !== undefined && grant.privileges.has(name)),
  );
}
