import { github } from "./github";
import { json } from "./json";
import { junit } from "./junit";
import { pretty } from "./pretty";
import type { Format } from "./report";
import { sarif } from "./sarif";

/** Output formats of `ddconf check`, by the name that `--format` takes. */
export const FORMATS = { pretty, json, sarif, github, junit } satisfies Record<string, Format>;

export type FormatName = keyof typeof FORMATS;
