import { json, type Service } from "../http";
import { sameText } from "../jwt";
import { ACCOUNT, AGENT_ROLE, TASK_ID } from "../known";
import { credentialDocument } from "./document";
import type { Identities } from "./identities";

export const CONTAINER_PATH = "/v1/credentials";
const LIFETIME = 6 * 60 * 60;

/**
 * Stands in for the credential endpoint of an ECS task or of the EKS Pod Identity agent.
 *
 * @param token what clients send as `Authorization`
 */
export function createContainer(token: string, identities: Identities): Service {
  return {
    answer({ method, path, headers }) {
      if (method !== "GET" || path !== CONTAINER_PATH)
        return json(404, { Code: "ResourceNotFound", Message: "There are no credentials at this path." });
      // the EKS agent says as little
      if (!sameText(headers.authorization ?? "", token))
        return json(401, { Code: "AccessDenied", Message: "Service account token is invalid." });
      return json(200, {
        RoleArn: `arn:aws:iam::${ACCOUNT}:role/${AGENT_ROLE}`,
        ...credentialDocument(identities.issue(ACCOUNT, AGENT_ROLE, TASK_ID, LIFETIME)),
      });
    },
    throttled: () => json(429, { Code: "ThrottlingException", Message: "Rate exceeded" }),
    broken: () => json(500, { Code: "InternalServerException", Message: "Internal server error" }),
    malformed: () => ({ ...json(200, {}), body: '{"AccessKeyId":' }),
  };
}
