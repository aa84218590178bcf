import { textOf } from "../../generate/artefact";
import { LiveFailure, type Repair } from "../failure";
import type { DatabaseSession } from "../ports";
import type { ReportWriter, StepNotes } from "../report";
import type { LoginSubject } from "../subjects";

/** A row of an answer. */
export type Row = Readonly<Record<string, unknown>>;

/** What a check of the server has at hand. */
export interface Diagnosing {
  readonly subject: LoginSubject;
  readonly report: ReportWriter;
  /** Runs one statement that only reads. */
  ask(sql: string): Promise<readonly Row[]>;
}

/** Asks in the words of one check, so that a refusal says what could not be found out. */
export function diagnosing(
  subject: LoginSubject,
  session: DatabaseSession,
  report: ReportWriter,
): Diagnosing {
  return { subject, report, ask: (sql) => session.query(sql) };
}

/** One thing that the check needs. A failure is told, and the others are looked at all the same. */
export async function look(
  { report }: Diagnosing,
  id: string,
  title: string,
  work: (notes: StepNotes) => Promise<void> | void,
): Promise<void> {
  await report.tryStep(id, title, async (notes) => {
    try {
      await work(notes);
    } catch (error) {
      if (!(error instanceof LiveFailure) || error.code === undefined || error.kind !== "service")
        throw error;
      throw new LiveFailure(
        "service",
        "This could not be found out, since the server refused the question.",
        "See what it says; it may be for want of another right in this report.",
        { detail: error.detail, code: error.code },
      );
    }
  });
}

/** Something is missing that SQL can give. */
export function lacks(message: string, next: string, repair: Repair): LiveFailure {
  return new LiveFailure("permission", message, next, { repair });
}

/** @param grant blocks of the grant generator */
export function sqlRepair(grant: readonly (readonly string[])[]): Repair {
  return { language: "sql", text: textOf(grant) };
}

/** True for what drivers make of a boolean: `t`, 1 and true. */
export function isTrue(value: unknown): boolean {
  return value === true || value === 1 || value === "1" || value === "t";
}

export function textIn(row: Row | undefined, column: string): string | undefined {
  const value = row?.[column];
  return value === null || value === undefined ? undefined : String(value);
}

/** Why a step was left out. */
export const ONLY_FOR_DBM =
  "Needed for Database Monitoring only (`dbm: true`), which this instance does not use.";
