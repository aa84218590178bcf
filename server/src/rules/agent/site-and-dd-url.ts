import { YamlEditor } from "../../model/edit";
import { type MapNode, scalarOf } from "../../model/node";
import { isUnknowable } from "../../model/placeholder";
import { DEFAULT_SITE, hostOfUrl, isAcceptedSite, siteOfHost } from "../../schema/sites";
import { defineRule, type Fix, type RuleContext } from "../define";
import { entryIgnoringCase, replaceText } from "../support/values";

export default defineRule({
  id: "agent/site-and-dd-url",
  title: "`dd_url` points at another site than `site`",
  severity: "warning",
  appliesTo: "datadog",
  check(root, report, context) {
    const url = entryIgnoringCase(root, "dd_url");
    const target = url && scalarOf(url.value);
    if (!target || typeof target.value !== "string" || isUnknowable(target)) return;
    const urlSite = siteOfHost(hostOfUrl(target.text) ?? "");
    if (!urlSite) return;

    const entry = entryIgnoringCase(root, "site");
    const written = scalarOf(entry?.value);
    const isWritten = written !== undefined && written.value !== null && written.text.trim() !== "";
    if (isWritten && isUnknowable(written)) return;
    const site = isWritten ? written.text.trim().toLowerCase() : (context.settings.site ?? DEFAULT_SITE);
    if (site === urlSite || !isAcceptedSite(site)) return;

    const source = isWritten
      ? ""
      : context.settings.site
        ? ", the site of this project"
        : ", the default unless `DD_SITE` is set";
    report(url.value, {
      message: `\`dd_url\` belongs to \`${urlSite}\`, while \`site\` is \`${site}\`${source}. The Agent sends metrics and host data to \`dd_url\` and logs, traces and processes to \`${site}\`, so part of it is refused or lands elsewhere: set \`site: ${urlSite}\` or remove \`dd_url\`.`,
      fixes: [
        isWritten
          ? replaceText(written, urlSite, false, `Set \`site\` to \`${urlSite}\``)
          : addSite(root, urlSite, context),
        removeUrl(url, context),
      ],
      related: entry && isWritten ? [{ at: entry.value, message: `\`site\` says \`${site}\`` }] : [],
    });
  },
});

function addSite(root: MapNode, site: string, { region, lines }: RuleContext): Fix | undefined {
  const edit = new YamlEditor(region.text, lines).insert(root, [], [`site: ${site}`]);
  return edit && { title: `Add \`site: ${site}\``, edits: [edit], safe: false };
}

function removeUrl(url: MapNode["entries"][number], { region, lines }: RuleContext): Fix | undefined {
  const edit = new YamlEditor(region.text, lines).remove(url);
  return edit && { title: "Remove `dd_url`", edits: [edit], safe: false };
}
