import { matchCaller } from "../../model/aws/arn-pattern";
import { LiveFailure, type Repair } from "../failure";
import type { Libraries } from "../libraries";
import { kindWords, placeFlag } from "../mapping-words";
import { proposePattern } from "../mappings";
import type { DatadogKeys, MappingKind } from "../ports";
import type { ReportWriter, StepNotes } from "../report";
import type { LiveRun } from "../run";
import type { LocalMapping } from "../subjects";

export interface MappingQuestion {
  /** The caller's ARN. */
  readonly arn: string;
  readonly kind: MappingKind;
  readonly apiUrl: string;
  readonly keys: DatadogKeys | undefined;
  readonly localMappings: readonly LocalMapping[];
}

/** A pattern with where it stands. */
interface Candidate {
  readonly pattern: string;
  readonly place: string;
}

const ID = "mapping";
const TITLE = "Look for a mapping";
const MOST_SHOWN = 8;
const TYPES: Readonly<Record<MappingKind, string>> = {
  intake: "aws_cloud_auth_intake_mapping",
  persona: "aws_cloud_auth_config",
};

/** The fourth step: which mapping lets this caller in. It never ends the test: the exchange has the last word. */
export async function lookForMapping(
  writer: ReportWriter,
  question: MappingQuestion,
  libraries: Libraries,
  run: LiveRun,
): Promise<void> {
  const { keys, kind } = question;
  const local = question.localMappings.filter(
    (mapping) => mapping.kind === undefined || mapping.kind === kind,
  );
  if (!keys && local.length === 0) {
    writer.skip(
      ID,
      TITLE,
      "There is nothing to compare with. With DD_API_KEY and DD_APP_KEY in the environment, ddconf lists the organization's mappings here; without keys it looks at the workspace's mapping files, and found none.",
    );
    return;
  }
  await writer.step(ID, TITLE, async (notes) => {
    if (!keys) {
      notes.note("Compared with the mapping files here, as there are no keys to ask Datadog with.");
      judge(
        local.map(({ arnPattern, file }) => ({ pattern: arnPattern, place: file })),
        question,
        notes,
      );
      return;
    }
    const candidates = await listed(question, keys, libraries, run, notes);
    if (candidates) judge(candidates, question, notes);
  });
}

/** Undefined, and a warning, when Datadog does not show its mappings: that says nothing about the exchange. */
async function listed(
  { apiUrl, kind }: MappingQuestion,
  keys: DatadogKeys,
  libraries: Libraries,
  run: LiveRun,
  notes: StepNotes,
): Promise<Candidate[] | undefined> {
  try {
    const datadog = await libraries.datadog();
    const mappings = await datadog.listMappings(apiUrl, kind, keys, run);
    const found = mappings.length === 1 ? `one ${kindWords(kind)}` : `${mappings.length} ${kindWords(kind)}s`;
    notes.note(
      mappings.length === 0
        ? `The organization has no ${kindWords(kind)}s.`
        : `Compared with the organization's ${found}.`,
    );
    return mappings.map(({ arnPattern, accountIdentifier, id }) => ({
      pattern: arnPattern,
      place: accountIdentifier ? `acts as \`${accountIdentifier}\`` : `id \`${id}\``,
    }));
  } catch (error) {
    if (!(error instanceof LiveFailure) || run.signal.aborted) throw error;
    if (error.detail)
      notes.note(`${error.kind === "tls" ? "The reason" : "Datadog says"}: “${error.detail}”`);
    notes.advise(`The mappings could not be listed. ${error.message} ${error.next}`);
    return undefined;
  }
}

function judge(candidates: readonly Candidate[], question: MappingQuestion, notes: StepNotes): void {
  const { arn } = question;
  const judged = candidates.map((each) => ({ ...each, ...matchCaller(each.pattern, arn) }));
  const matching = judged.filter(({ matches }) => matches);
  const others = judged.filter(({ matches }) => !matches);
  for (const { pattern, place, because } of matching)
    notes.note(`Matches: \`${pattern}\` (${place}), since ${because}.`);
  for (const { pattern, place, because } of others.slice(0, MOST_SHOWN))
    notes.note(`Does not match: \`${pattern}\` (${place}): ${because}.`);
  if (others.length > MOST_SHOWN) notes.note(`${others.length - MOST_SHOWN} more do not match.`);
  if (matching.length === 0) advise(question, notes);
}

function advise({ arn, kind, apiUrl }: MappingQuestion, notes: StepNotes): void {
  const none = `No ${kindWords(kind)} matches, so Datadog will most likely refuse.`;
  try {
    const pattern = proposePattern(arn);
    notes.advise(`${none} This creates a mapping for it:`, commandFor(kind, pattern, apiUrl));
    notes.advise(
      `Or send this to \`${apiUrl}/api/v2/cloud_auth/aws/${kind}_mapping\`:`,
      requestFor(kind, pattern),
    );
  } catch (error) {
    if (!(error instanceof LiveFailure)) throw error;
    notes.advise(`${none} ${error.message} ${error.next}`);
  }
}

function commandFor(kind: MappingKind, pattern: string, apiUrl: string): Repair {
  const account = kind === "persona" ? " \\\n  --account-identifier <SERVICE_ACCOUNT_UUID_OR_EMAIL>" : "";
  return {
    language: "shellscript",
    text: `ddconf mapping create --kind ${kind} ${placeFlag(apiUrl)} \\\n  --pattern '${pattern}'${account}\n`,
  };
}

/** The body of the request that creates the mapping. */
function requestFor(kind: MappingKind, pattern: string): Repair {
  const account = kind === "persona" ? { account_identifier: "<SERVICE_ACCOUNT_UUID_OR_EMAIL>" } : {};
  const body = { data: { type: TYPES[kind], attributes: { ...account, arn_pattern: pattern } } };
  return { language: "json", text: `${JSON.stringify(body, null, 2)}\n` };
}
