import { type Proof, signProof } from "../proof";
import type { StepNotes } from "../report";
import type { LiveRun } from "../run";
import type { ResolvedCredentials } from "./identity";

export interface SignOptions {
  readonly orgUuid: string;
  readonly userAgent: string;
  /** Whether to tell what the proof looks like, without what makes it usable. */
  readonly show: boolean;
}

/** The fifth step: the request to AWS that Datadog is to send on. */
export function sign(
  { credentials, region }: ResolvedCredentials,
  { orgUuid, userAgent, show }: SignOptions,
  run: LiveRun,
  notes: StepNotes,
): Proof {
  const proof = signProof({ credentials, orgUuid, region, time: run.now(), userAgent });
  notes.note(
    `For \`https://${proof.host}\`, signed for \`${proof.signingRegion}\` and this organization alone.`,
  );
  notes.note(`Signed headers: ${proof.signedHeaders.join(", ")}`);
  if (show) notes.note(proof.redacted);
  return proof;
}
