import { type RuleSummary, rulePage, ruleSummaries } from "../../service/rule-pages";
import type { ServerContext } from "../context";

/** Answers `ddconf/rules` with every rule, and `ddconf/rulePage` with the Markdown of one, or null. */
export function registerRulePage({ connection }: ServerContext): void {
  connection.onRequest("ddconf/rules", (): RuleSummary[] => ruleSummaries());
  connection.onRequest(
    "ddconf/rulePage",
    async (params: { readonly id?: unknown } | undefined): Promise<string | null> =>
      (typeof params?.id === "string" ? await rulePage(params.id) : undefined) ?? null,
  );
}
