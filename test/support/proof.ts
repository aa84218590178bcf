import { ORG_UUID } from "../../server/src/sandbox/known";
import { IDENTITY_BODY, type Signing, signSts } from "./sts-request";

/** What to make of a proof that would be right. */
export interface ProofChange extends Partial<Signing> {
  /** `null` leaves the header out. */
  readonly org?: string | null;
  readonly url?: string;
  /** Changes the headers after they have been signed. */
  readonly headersAfter?: (headers: Record<string, string>) => Record<string, string>;
  /** Changes the four fields, encoded as they are. */
  readonly fields?: (fields: string[]) => string[];
}

/** The header `Authorization` with a proof, in the layout of the Agent. */
export function proofHeader(change: ProofChange = {}): string {
  const { org = ORG_UUID, host = "sts.amazonaws.com", headersAfter = (headers) => headers } = change;
  const { fields = (all) => all, url = `https://${host}` } = change;
  const signed = signSts({
    ...change,
    host,
    headers: { ...(org !== null && { "x-ddog-org-id": org }), ...change.headers },
  });
  const { "content-length": _, ...sent } = signed;
  const arrays = Object.fromEntries(
    Object.entries(headersAfter({ ...sent, "user-agent": "datadog-agent/7.83.0" })).map(([name, value]) => [
      name,
      [value],
    ]),
  );
  const base64 = (text: string) => Buffer.from(text).toString("base64");
  const parts = [base64(IDENTITY_BODY), base64(JSON.stringify(arrays)), "POST", base64(url)];
  return `Delegated ${fields(parts).join("|")}`;
}
