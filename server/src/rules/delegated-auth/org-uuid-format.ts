import type { ScalarNode } from "../../model/node";
import { isUnknowable } from "../../model/placeholder";
import { defineRule, type Fix } from "../define";
import { readDelegatedAuth } from "../support/delegated-auth";

export default defineRule({
  id: "delegated-auth/org-uuid-format",
  title: "org_uuid is not a UUID",
  severity: "error",
  appliesTo: "datadog",
  check(root, report) {
    for (const { orgUuid } of readDelegatedAuth(root).enabled) {
      if (!orgUuid || isUnknowable(orgUuid) || UUID.test(orgUuid.text)) continue;
      report(orgUuid, {
        message: `${describe(orgUuid.text)} The Agent sends it as it is, Datadog knows no such organization, and no key comes back. ${WHERE}`,
        fixes: [extract(orgUuid)],
      });
    }
  },
});

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const WHERE =
  "Write the UUID from Organization Settings > Workload Identity Federation, such as `11111111-2222-3333-4444-555555555555`.";

/** The value is never quoted: what is no UUID may be a key that was pasted into the wrong place. */
function describe(text: string): string {
  if (/^[0-9a-f]{32}$/i.test(text))
    return "This `org_uuid` is 32 hex digits without dashes, which is what an API key looks like.";
  if (/^\d+$/.test(text)) return "This `org_uuid` is a number, and not the UUID of your organization.";
  return "This `org_uuid` is not a UUID.";
}

/** Where a UUID is all there is between blanks, braces or quotes, nothing has to be guessed. */
function extract(scalar: ScalarNode): Fix | undefined {
  const inner = scalar.text.replace(/^[\s{("']+|[\s})"']+$/g, "");
  if (!UUID.test(inner) || scalar.style === "block") return undefined;
  return {
    title: "Write only the UUID",
    edits: [{ span: scalar.span, newText: JSON.stringify(inner) }],
    safe: true,
  };
}
