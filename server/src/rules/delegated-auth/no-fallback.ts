import type { MapNode } from "../../model/node";
import { defineRule } from "../define";
import {
  type DelegatedAuthBlock,
  readDelegatedAuth,
  scalarSetting,
  sectionOf,
} from "../support/delegated-auth";

export default defineRule({
  id: "delegated-auth/no-fallback",
  title: "No api_key to fall back on",
  severity: "information",
  appliesTo: "datadog",
  check(root, report) {
    const { global, enabled } = readDelegatedAuth(root);
    if (hasKey(root)) return;
    for (const block of enabled) {
      // without a key of its own, a product uses the one that the global block gets
      if (block !== global && (global?.orgUuid || hasKey(block.holder))) continue;
      report(block.entry.key, {
        message: `There is no \`api_key\` beside this \`delegated_auth\`. If the first request for a key fails, the Agent has none ${lost(block, root)} until it tries again, about an hour later. To have one to fall back on, keep an \`api_key\` in the file or in \`DD_API_KEY\`.`,
      });
    }
  },
});

function hasKey(section: MapNode): boolean {
  return (scalarSetting(section, "api_key")?.text ?? "") !== "";
}

function lost(block: DelegatedAuthBlock, root: MapNode): string {
  return block.holder === root ? "and sends no data" : `for \`${sectionOf(block)}\` and sends nothing for it`;
}
