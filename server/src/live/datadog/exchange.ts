import { LiveFailure } from "../failure";
import { placeFlag } from "../mapping-words";
import type { DelegatedToken, MappingKind } from "../ports";
import type { LiveRun } from "../run";
import { Secret } from "../secret";
import { dataOf, objectOf, parse, textAt, unreadable } from "./answers";
import { type Purpose, statusFailure } from "./failures";
import { send } from "./request";

/**
 * Trades a proof for a managed API key, as the Agent does (`GetAPIKey` in `delegated_auth.go`). Of the key only
 * its ending leaves this function.
 */
export async function intakeKey(
  apiUrl: string,
  proof: Secret,
  run: LiveRun,
): Promise<{ readonly keyEnding: string }> {
  const attributes = await trade(`${apiUrl}/api/v2/intake-key`, proof, run, {
    ...purposeOf(apiUrl, proof, "intake"),
    doing: "issue an API key",
  });
  const key = textAt(attributes, "api_key");
  if (!key) throw unreadable("an API key");
  return { keyEnding: new Secret(key).ending };
}

/** Trades a proof for a token of the API, as the Terraform provider does. The token leaves only its claims. */
export async function delegatedToken(apiUrl: string, proof: Secret, run: LiveRun): Promise<DelegatedToken> {
  const attributes = await trade(`${apiUrl}/api/v2/delegated-token`, proof, run, {
    ...purposeOf(apiUrl, proof, "persona"),
    doing: "issue a token",
  });
  const token = textAt(attributes, "access_token");
  if (!token) throw unreadable("a token");
  return { expiresAt: expiryOf(textAt(attributes, "expires"), run.now()), claims: claimsOf(token) };
}

async function trade(
  url: string,
  proof: Secret,
  run: LiveRun,
  purpose: Purpose,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  const answer = await send(
    {
      method: "POST",
      url,
      headers: { authorization: `Delegated ${proof.reveal()}`, "content-type": "application/json" },
      retry: false,
    },
    run,
  );
  if (answer.status !== purpose.success) throw statusFailure(answer, new URL(url).hostname, purpose);
  return objectOf(objectOf(dataOf(answer, "what was asked for"))?.attributes);
}

/** Fifteen minutes where the answer does not say it, as the API client takes it. */
function expiryOf(expires: string | undefined, now: Date): Date {
  const seconds = Number(expires);
  return expires && Number.isSafeInteger(seconds) && seconds > 0
    ? new Date(seconds * 1000)
    : new Date(now.getTime() + 15 * 60_000);
}

/** When it ends, whom it stands for and where; nothing else of a token is told. */
const TOLD =
  /^(?:exp|sub|name|email|handle|preferred_username|(?:org|user|account)(?:_?(?:id|uuid|name|handle))?)$/i;
const CLAIM_CHARACTERS = 200;

function claimsOf(token: string): Readonly<Record<string, string>> {
  const [, payload = ""] = token.split(".");
  const claims = objectOf(parse(Buffer.from(payload, "base64url").toString("utf8"))) ?? {};
  return Object.fromEntries(
    Object.entries(claims)
      .filter(([name, value]) => TOLD.test(name) && /^(?:string|number)$/.test(typeof value))
      .map(([name, value]) => [name, String(value).slice(0, CLAIM_CHARACTERS)]),
  );
}

/** What of a proof could be used by others, should the service repeat it: as a whole and in its parts. */
export function secretsOf(proof: Secret): readonly string[] {
  const value = proof.reveal();
  const [, encoded = ""] = value.split("|");
  const headers = objectOf(parse(Buffer.from(encoded, "base64").toString("utf8"))) ?? {};
  const values = Object.entries(headers)
    .filter(([name]) => /^(?:authorization|x-amz-security-token)$/i.test(name))
    .flatMap(([, texts]) => (Array.isArray(texts) ? texts.map(String) : []));
  const signatures = values.flatMap((text) => /Signature=([0-9a-f]+)/.exec(text)?.[1] ?? []);
  return [value, encoded, ...values, ...signatures];
}

/** Which statuses the service answers with is published nowhere: what it says comes before the number. */
function purposeOf(apiUrl: string, proof: Secret, kind: MappingKind): Omit<Purpose, "doing"> {
  // the Agent and the Terraform provider have different names for it
  const org = kind === "intake" ? "`delegated_auth.org_uuid`" : "`org_uuid`";
  return {
    success: 200,
    secrets: secretsOf(proof),
    refusal(status, options) {
      const said = options.detail ?? "";
      const isRefusal = status >= 400 && status < 500 && status !== 429;
      if (!isRefusal) return undefined;
      if (/no (?:identity |intake |persona )?mapping|not mapped/i.test(said))
        return new LiveFailure(
          "not-mapped",
          `Datadog knows this AWS identity, and no ${kind} mapping matches it.`,
          `Create one with \`ddconf mapping create --kind ${kind} ${placeFlag(apiUrl)}\`, run as the same identity.`,
          options,
        );
      if (/not integrated/i.test(said))
        return new LiveFailure("permission", NOT_INTEGRATED, INTEGRATE, options);
      if (status === 401)
        return new LiveFailure(
          "credentials",
          "Datadog does not accept the proof (401).",
          `Check ${org}, that the clock of this machine is right (a signature holds for minutes), and that the AWS credentials have not expired.`,
          options,
        );
      if (status === 403)
        return new LiveFailure(
          "permission",
          "Datadog does not let this AWS identity in (403).",
          `Check that ${org} and the site belong to one organization, that the AWS account is in its AWS integration, and that a mapping matches (\`ddconf mapping match --kind ${kind} ${placeFlag(apiUrl)}\`).`,
          options,
        );
      return undefined;
    },
  };
}

export const NOT_INTEGRATED = "The AWS account is not in the AWS integration of this Datadog organization.";
export const INTEGRATE =
  "Add the account in Datadog under Integrations > Amazon Web Services, then try again. If it is there, check that the site is the right one.";
