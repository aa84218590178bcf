import type { DatabaseSession } from "../ports";
import type { ReportWriter } from "../report";
import type { LoginSubject } from "../subjects";
import { type Diagnosing, diagnosing } from "./check";
import { diagnoseMysql } from "./mysql";
import { diagnosePostgres } from "./postgres";
import { diagnoseSqlserver } from "./sqlserver";

const DIAGNOSES: Readonly<Record<LoginSubject["check"], (context: Diagnosing) => Promise<void>>> = {
  postgres: diagnosePostgres,
  mysql: diagnoseMysql,
  sqlserver: diagnoseSqlserver,
};

/** Looks at everything that the check needs of a server it is logged in to; each becomes a step of the report. */
export function diagnose(
  subject: LoginSubject,
  session: DatabaseSession,
  report: ReportWriter,
): Promise<void> {
  return DIAGNOSES[subject.check](diagnosing(subject, session, report));
}
