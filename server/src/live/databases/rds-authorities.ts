import authorities from "../../generated/rds-authorities";

/** Amazon's own authorities for RDS and its proxies in all regions, as PEM; no operating system knows them. */
export const RDS_AUTHORITIES: readonly string[] = authorities.map(
  (der) => `-----BEGIN CERTIFICATE-----\n${der.replace(/.{64}/g, "$&\n")}\n-----END CERTIFICATE-----\n`,
);
