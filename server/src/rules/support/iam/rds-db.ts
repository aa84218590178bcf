import type { Arn } from "../../../model/aws/arn";
import type { PolicyStatement } from "../../../model/aws/policy";
import type { Span } from "../../../model/text";
import { hasWildcard, isFillIn } from "./places";

/** Database login is all the statement is about, `rds:connect` and other slips for it included. */
export function isDatabaseLogin({ actionNames }: PolicyStatement): boolean {
  return actionNames.length > 0 && actionNames.every((action) => /^(?:rds-?db:|rds:connect$)/.test(action));
}

/** What a resource of database login says. Spans count from the start of the ARN. */
export interface DatabaseUser {
  /** `dbuser:` as it is written: `dbuser/`, `db:`… */
  readonly type: { readonly text: string; readonly span: Span };
  readonly id: { readonly text: string; readonly span: Span };
  /** Undefined when there is no slash behind the id. */
  readonly user: { readonly text: string; readonly span: Span } | undefined;
}

/** Takes the resource of an `rds-db` ARN apart: `dbuser:<resource id>/<database user>`. */
export function parseDatabaseUser({ resource }: Arn): DatabaseUser {
  const part = (from: number, to: number) => ({
    text: resource.text.slice(from, to),
    span: { start: resource.span.start + from, end: resource.span.start + to },
  });
  const typeEnd = /^[^:/]*[:/]/.exec(resource.text)?.[0].length ?? 0;
  const slash = resource.text.indexOf("/", typeEnd);
  return {
    type: part(0, typeEnd),
    id: part(typeEnd, slash < 0 ? resource.text.length : slash),
    user: slash < 0 ? undefined : part(slash + 1, resource.text.length),
  };
}

/** Instance, cluster (Aurora and Multi-AZ) and proxy ids. Their length differs, so it says nothing. */
const RESOURCE_ID = /^(?:db|cluster|prx)-[A-Za-z0-9]+$/;
const DOUBLED = /^(?:db|cluster|prx)-((?:db|cluster|prx)-[A-Za-z0-9]+)$/;
/** How guides write an id that their reader has to fill in. */
const SAMPLE_ID = /resource[-_ ]?id|^(?:dbi?|cluster|proxy)?[-_]?id$|^[A-Z]+_[A-Z_]+$/i;

/**
 * What is wrong with a resource id.
 *
 * @returns undefined when nothing is; `meant` holds the id when a prefix is doubled
 */
export function resourceIdProblem(id: string): { readonly meant: string | undefined } | undefined {
  if (id === "" || hasWildcard(id) || isFillIn(id) || id.includes("${")) return undefined;
  if (RESOURCE_ID.test(id) || SAMPLE_ID.test(id)) return undefined;
  return { meant: DOUBLED.exec(id)?.[1] };
}
