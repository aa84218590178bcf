import { randomBytes } from "node:crypto";
import { type Answer, type Call, json, type Service, text } from "../http";
import { ACCOUNT, AGENT_ROLE, INSTANCE_ID, REGION } from "../known";
import { credentialDocument } from "./document";
import type { Identities } from "./identities";

const LONGEST_TTL = 21_600;
const CREDENTIALS = "/latest/meta-data/iam/security-credentials/";

/** Stands in for the EC2 instance metadata service, version 2 only: nothing is answered without a token. */
export function createImds(identities: Identities, now: () => Date): Service {
  const tokens = new Map<string, number>();
  const documents: Readonly<Record<string, () => Answer>> = {
    [CREDENTIALS]: () => text(200, AGENT_ROLE),
    [CREDENTIALS.slice(0, -1)]: () => text(200, AGENT_ROLE),
    [`${CREDENTIALS}${AGENT_ROLE}`]: () => {
      const identity = identities.issue(ACCOUNT, AGENT_ROLE, INSTANCE_ID, LONGEST_TTL);
      return json(200, {
        Code: "Success",
        LastUpdated: now()
          .toISOString()
          .replace(/\.\d{3}/, ""),
        Type: "AWS-HMAC",
        ...credentialDocument(identity),
      });
    },
    "/latest/dynamic/instance-identity/document": () =>
      json(200, {
        accountId: ACCOUNT,
        architecture: "x86_64",
        availabilityZone: `${REGION}a`,
        instanceId: INSTANCE_ID,
        instanceType: "t3.medium",
        region: REGION,
        version: "2017-09-30",
      }),
    "/latest/meta-data/instance-id": () => text(200, INSTANCE_ID),
    "/latest/meta-data/placement/region": () => text(200, REGION),
    "/latest/meta-data/placement/availability-zone": () => text(200, `${REGION}a`),
  };
  return {
    answer(call) {
      if (call.path === "/latest/api/token") return issueToken(call);
      const expires = tokens.get(call.headers["x-aws-ec2-metadata-token"] ?? "") ?? 0;
      if (expires <= now().getTime()) return text(401, "Unauthorized");
      if (call.method !== "GET") return text(405, "Method Not Allowed");
      return documents[call.path]?.() ?? text(404, "Not Found");
    },
    // the documentation speaks of throttling without a status code
    throttled: () => text(429, "Too Many Requests"),
    broken: () => text(500, "Internal Server Error"),
    malformed: () => ({ ...json(200, {}), body: '{"Code":"Success","AccessKeyId":' }),
  };

  function issueToken({ method, headers }: Call): Answer {
    if (method !== "PUT") return text(405, "Method Not Allowed");
    // a request that came through a proxy is refused, so that an open proxy gives no credentials away
    if (headers["x-forwarded-for"] !== undefined) return text(403, "Forbidden");
    const ttl = Number(headers["x-aws-ec2-metadata-token-ttl-seconds"]);
    if (!Number.isInteger(ttl) || ttl < 1 || ttl > LONGEST_TTL) return text(400, "Bad Request");
    const token = randomBytes(40).toString("base64");
    tokens.set(token, now().getTime() + ttl * 1000);
    const answer = text(200, token);
    return {
      ...answer,
      headers: { ...answer.headers, "x-aws-ec2-metadata-token-ttl-seconds": String(ttl) },
    };
  }
}
