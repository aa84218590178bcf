/** Exit code of a script that could not do its work here, without anything being wrong. */
export const SKIPPED = 77;

/** Why there can be no real VS Code here; the reason completes “SKIPPED: …”. */
export class Skip extends Error {}

/** With `E2E_REQUIRED=1`, as in CI, what would be skipped is a failure. */
export function isRequired() {
  return process.env.E2E_REQUIRED === "1";
}

/** Does the work, or ends the process as skipped with the reason in one line. */
export async function orSkip(work) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Skip)) throw error;
    console.log(`e2e: SKIPPED: ${error.message}`);
    process.exit(SKIPPED);
  }
}
