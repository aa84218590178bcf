import { createHash, createHmac } from "node:crypto";
import { STATIC } from "../../server/src/sandbox/known";

/** What the test signs; every part can be set to what is wrong. */
export interface Signing {
  readonly accessKeyId?: string;
  readonly secretAccessKey?: string;
  readonly sessionToken?: string | undefined;
  readonly host: string;
  readonly region?: string;
  readonly service?: string;
  readonly date?: Date;
  readonly body?: string;
  /** Signed as well, names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
}

export const IDENTITY_BODY = "Action=GetCallerIdentity&Version=2011-06-15";

/** Signs a POST to STS with nothing but node:crypto, and answers its headers by lower-case name. */
export function signSts(signing: Signing): Record<string, string> {
  const { host, region = "us-east-1", service = "sts", date = new Date(), body = IDENTITY_BODY } = signing;
  const { accessKeyId = STATIC.accessKeyId, secretAccessKey = STATIC.secretAccessKey } = signing;
  const sessionToken = "sessionToken" in signing ? signing.sessionToken : STATIC.sessionToken;
  const amzDate = date.toISOString().replace(/[-:]|\.\d{3}/g, "");
  const headers: Record<string, string> = {
    "content-length": String(Buffer.byteLength(body)),
    "content-type": "application/x-www-form-urlencoded; charset=utf-8",
    host,
    "x-amz-date": amzDate,
    ...(sessionToken !== undefined && { "x-amz-security-token": sessionToken }),
    ...signing.headers,
  };
  const names = Object.keys(headers).sort();
  const canonical = [
    "POST",
    "/",
    "",
    ...names.map((name) => `${name}:${headers[name]}`),
    "",
    names.join(";"),
    sha256(body),
  ].join("\n");
  const scope = `${amzDate.slice(0, 8)}/${region}/${service}/aws4_request`;
  const toSign = ["AWS4-HMAC-SHA256", amzDate, scope, sha256(canonical)].join("\n");
  const key = scope.split("/").reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
  const signature = hmac(key, toSign).toString("hex");
  return {
    ...headers,
    authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${names.join(";")}, Signature=${signature}`,
  };
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
