import { randomBytes, randomUUID } from "node:crypto";
import type { Identities, Identity } from "../aws/identities";
import { type Answer, type Call, json } from "../http";
import { fakeToken, seconds } from "../jwt";
import { ACCOUNT, ORG_UUID } from "../known";
import { refuse } from "./answers";
import { verifyProof } from "./proof";
import { type Mapping, type MappingKind, type Mappings, mappingOf } from "./store";

const TOKEN_LIFETIME = 15 * 60;

/** Trades proofs for what the Agent (an API key) and the API client (a token) need. */
export interface Exchange {
  intakeKey(call: Call): Answer;
  delegatedToken(call: Call): Answer;
  /** True for a token that was issued and has not expired. */
  isValidToken(token: string): boolean;
}

/**
 * Which status codes the real service answers with is published nowhere. Here a proof that does not hold is
 * 401, a proof that holds but opens nothing is 403; the details follow what the Agent's source says of them:
 * they name the identity that was verified.
 */
export function createExchange(identities: Identities, mappings: Mappings, now: () => Date): Exchange {
  const managedKey = randomBytes(16).toString("hex");
  const tokens = new Map<string, number>();
  return {
    intakeKey: (call) =>
      withMapping(call, "intake", () =>
        json(200, {
          data: { type: "intake_key", id: randomUUID(), attributes: { api_key: managedKey } },
        }),
      ),
    delegatedToken: (call) => withMapping(call, "persona", issueToken),
    isValidToken: (token) => (tokens.get(token) ?? 0) > seconds(now()),
  };

  function withMapping(
    { headers }: Call,
    kind: MappingKind,
    grant: (mapping: Mapping, identity: Identity) => Answer,
  ): Answer {
    const proof = verifyProof(headers.authorization, identities, now());
    if ("problem" in proof) return refuse(401, "Unauthorized", `Invalid proof: ${proof.problem}.`);
    // the API client refuses to sign without one; that the service asks for it too is an assumption
    if (kind === "persona" && !proof.hasSessionToken)
      return refuse(401, "Unauthorized", "Invalid proof: a session token is required, and it has none.");
    const { arn, account } = proof.identity;
    if (account !== ACCOUNT)
      return refuse(
        403,
        "Forbidden",
        `The AWS identity ${arn} was verified, but AWS account ${account} is not integrated with this organization.`,
      );
    const mapping = mappingOf(mappings, kind, arn);
    return mapping
      ? grant(mapping, proof.identity)
      : refuse(
          403,
          "Forbidden",
          `The AWS identity ${arn} was verified, but no identity mapping was found. Add a mapping whose ARN pattern matches it.`,
        );
  }

  function issueToken({ account }: Mapping, { arn }: Identity): Answer {
    const expires = seconds(now()) + TOKEN_LIFETIME;
    const id = randomUUID();
    const token = fakeToken({
      iss: "sandbox",
      jti: id,
      sub: account?.uuid,
      handle: account?.identifier,
      org: ORG_UUID,
      arn,
      iat: seconds(now()),
      exp: expires,
    });
    tokens.set(token, expires);
    return json(200, {
      data: {
        type: "delegated_token",
        id,
        attributes: { access_token: token, expires: String(expires) },
      },
    });
  }
}
