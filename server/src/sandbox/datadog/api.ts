import type { Identities } from "../aws/identities";
import { type Answer, type Call, json, type Service } from "../http";
import { sameText } from "../jwt";
import { API_KEY, APP_KEY, READ_ONLY_APP_KEY } from "../known";
import type { Directory } from "../types";
import { forbidden, refuse, throttled } from "./answers";
import { createExchange, type Exchange } from "./exchange";
import { answerMapping, mappingPath } from "./mappings";
import { createMappings } from "./store";

export const DIRECTORY_PATH = "/sandbox";

/** Stands in for the part of Datadog's API that identity federation needs, and serves the directory. */
export function createDatadog(identities: Identities, now: () => Date, directory: () => Directory): Service {
  const mappings = createMappings();
  const exchange = createExchange(identities, mappings, now);
  return {
    answer(call) {
      if (call.path === DIRECTORY_PATH && call.method === "GET") return json(200, directory());
      if (call.path === "/api/v2/intake-key" && call.method === "POST") return exchange.intakeKey(call);
      if (call.path === "/api/v2/delegated-token" && call.method === "POST")
        return exchange.delegatedToken(call);
      const wanted = mappingPath(call.path);
      if (!wanted) return refuse(404, "Not Found", "There is nothing at this path.");
      return keyProblem(call, exchange) ?? answerMapping(call, wanted.kind, wanted.id, mappings);
    },
    throttled,
    broken: () => json(500, { errors: ["Internal server error"] }),
    malformed: () => ({ ...json(200, {}), body: '{"data":{"attributes":' }),
  };
}

function keyProblem({ method, headers }: Call, exchange: Exchange): Answer | undefined {
  const [, bearer] = /^Bearer (\S+)$/.exec(headers.authorization ?? "") ?? [];
  if (bearer !== undefined) return exchange.isValidToken(bearer) ? undefined : forbidden();
  const appKey = headers["dd-application-key"] ?? "";
  const readOnly = sameText(appKey, READ_ONLY_APP_KEY);
  if (!sameText(headers["dd-api-key"] ?? "", API_KEY) || !(readOnly || sameText(appKey, APP_KEY)))
    return forbidden();
  if (!readOnly || method === "GET") return undefined;
  return refuse(
    403,
    "Forbidden",
    "The permission workload_identity_federation_config_write (formerly cloud_auth_config_write) is required.",
  );
}
