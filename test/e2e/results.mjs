/** How a line begins that tells of a test in the extension host; the rest is JSON. */
export const RESULT = "ddconf-e2e-result ";

/** How a line begins that tells of something measured. */
export const NOTE = "ddconf-e2e-note ";
