import type { AgentDocument } from "../documents/document";
import { textAt } from "../model/node";
import type { SiteSettings } from "./endpoints";

/**
 * Which site's API a datadog.yaml belongs to: its `site`, else the one that an old `dd_url` names.
 *
 * @returns undefined when the document is no datadog.yaml
 */
export function siteOf(document: AgentDocument): SiteSettings | undefined {
  const region = document.regions.find(({ kind }) => kind === "datadog");
  if (!region) return undefined;
  const root = region.stream.documents[0]?.root;
  const site = textAt(root, ["site"]);
  return site ? { site } : { ddUrl: textAt(root, ["dd_url"]) };
}
