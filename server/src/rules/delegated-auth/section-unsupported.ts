import type { MapNode } from "../../model/node";
import { isUnknowable } from "../../model/placeholder";
import { defineRule, type Fix, type RuleContext } from "../define";
import { type DelegatedAuthBlock, readDelegatedAuth, sectionOf } from "../support/delegated-auth";
import { relocate, removal } from "../support/delegated-auth-fixes";

export default defineRule({
  id: "delegated-auth/section-unsupported",
  title: "This section does not read delegated_auth",
  severity: "error",
  appliesTo: "datadog",
  check(root, report, context) {
    const { global, misplaced } = readDelegatedAuth(root);
    for (const block of misplaced) {
      report(block.entry.key, {
        message: `The Agent does not look for \`delegated_auth\` under \`${sectionOf(block)}\`: only at the top level and, with an \`org_uuid\` alone, under \`logs_config\`, \`remote_configuration\`, \`evp_proxy_config\` and \`ol_proxy_config\`. ${advice(global)}`,
        fixes: [
          global
            ? removal(context, root, block, block.entry, {
                title: "Remove this `delegated_auth`",
                safe: repeats(block, global),
              })
            : move(context, root, block),
        ],
        related: global ? [{ at: global.entry.key, message: "The global section" }] : [],
      });
    }
  },
});

function advice(global: DelegatedAuthBlock | undefined): string {
  if (!global) return "Move it to the top level, where it covers the data of every product.";
  return global.orgUuid
    ? "The `delegated_auth` at the top level already covers its data: remove this one."
    : "Name the organization in the `delegated_auth` at the top level, and remove this one.";
}

function move(context: RuleContext, root: MapNode, block: DelegatedAuthBlock): Fix | undefined {
  const edits = relocate(context, root, block, [{ entry: block.entry, into: [] }]);
  return edits && { title: "Move `delegated_auth` to the top level", edits, safe: false };
}

/** True when a misplaced block only names the organization that the global one names. */
function repeats(block: DelegatedAuthBlock, global: DelegatedAuthBlock): boolean {
  const org = block.orgUuid;
  if (!org || isUnknowable(org) || block.map?.entries.length !== 1) return false;
  return org.text === global.orgUuid?.text;
}
