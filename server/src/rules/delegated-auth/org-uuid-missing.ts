import { type MapNode, scalarOf } from "../../model/node";
import { defineRule, type Report } from "../define";
import { type DelegatedAuthBlock, readDelegatedAuth, sectionOf, settingOf } from "../support/delegated-auth";

export default defineRule({
  id: "delegated-auth/org-uuid-missing",
  title: "delegated_auth names no organization",
  severity: "error",
  appliesTo: "datadog",
  check(root, report) {
    const { global, products } = readDelegatedAuth(root);
    // beside product blocks that name one, the global block may hold just the provider settings
    if (global && !products.some(({ orgUuid }) => orgUuid)) judge(global, root, report);
    for (const block of products) if (!hasOtherSettings(block)) judge(block, root, report);
  },
});

/** In a product's section such settings are reported as misplaced or unknown, and go away with their fix. */
function hasOtherSettings({ map }: DelegatedAuthBlock): boolean {
  return map?.entries.some(({ name }) => name.toLowerCase() !== "org_uuid") ?? false;
}

function judge(
  block: DelegatedAuthBlock,
  root: MapNode,
  report: (at: DelegatedAuthBlock["entry"]["key"], report: Report) => void,
): void {
  if (block.orgUuid) return;
  const { value } = block.entry;
  const empty = scalarOf(value)?.value === null;
  if (!block.map && !empty) return; // neither a block nor empty: a mistake in the type
  const written = settingOf(block.map, "org_uuid");
  const scalar = scalarOf(written?.value);
  if (written && !scalar) return;
  const where = block.holder === root ? "" : ` under \`${sectionOf(block)}\``;
  const variable = `DD_${[...block.path, "org_uuid"].join("_").toUpperCase()}`;
  const explicit = empty || written !== undefined;
  report(written && scalar?.style !== "absent" && scalar ? scalar : (written ?? block.entry).key, {
    ...(explicit ? { severity: "warning" } : {}),
    message: `\`delegated_auth\`${where} names no \`org_uuid\`, which is what switches it on: the Agent asks Datadog for no key, unless \`${variable}\` is set in its environment. Write your organization's UUID as \`org_uuid\`.`,
  });
}
