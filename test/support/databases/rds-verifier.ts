import { sign } from "aws4";

/** What a database of RDS knows of itself and of the one who may log in. */
export interface RdsDatabase {
  readonly host: string;
  readonly port: number;
  readonly region: string;
  readonly user: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  readonly now?: () => Date;
}

/**
 * Checks a login token as RDS does: for this endpoint, user and region, in its time, and signed by these
 * credentials. The signature is computed by another implementation than the one that signs.
 *
 * @returns why it is refused; undefined when it is accepted
 */
export function rdsRefusal(user: string, token: string, database: RdsDatabase): string | undefined {
  if (user !== database.user) return "another user";
  const url = new URL(`https://${token}`);
  // aws4 writes the host header as it is told
  const host = `${database.host}:${database.port}`;
  if (!token.startsWith(`${host}/?`)) return "another host";
  const query = url.searchParams;
  const { accessKeyId, secretAccessKey, sessionToken } = database.credentials;
  if (query.get("Action") !== "connect" || query.get("DBUser") !== user) return "another action or user";
  if (query.get("X-Amz-Expires") !== "900") return "another lifetime";
  const date = query.get("X-Amz-Date") ?? "";
  const start = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
  const now = (database.now?.() ?? new Date()).getTime();
  if (!(now >= start - 300_000 && now <= start + 900_000)) return "expired";
  if (
    query.get("X-Amz-Credential") !==
    `${accessKeyId}/${date.slice(0, 8)}/${database.region}/rds-db/aws4_request`
  )
    return "another region or key";
  if ((query.get("X-Amz-Security-Token") ?? undefined) !== sessionToken) return "another session";
  const expected = sign(
    {
      host: database.host,
      service: "rds-db",
      region: database.region,
      signQuery: true,
      method: "GET",
      path: `/?Action=connect&DBUser=${encodeURIComponent(user)}&X-Amz-Expires=900&X-Amz-Date=${date}`,
      headers: { Host: host },
    },
    { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) },
  );
  const signature = new URL(`https://${host}${expected.path}`).searchParams.get("X-Amz-Signature");
  return signature === query.get("X-Amz-Signature") ? undefined : "bad signature";
}
