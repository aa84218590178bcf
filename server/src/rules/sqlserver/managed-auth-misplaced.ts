import { type Entry, effectiveEntries, entryOf, type MapNode, mapOf } from "../../model/node";
import { defineRule, type Fix, type Reporter, type RuleContext } from "../define";
import { editorOf, fixOf, removeFix } from "../support/fixes";
import { givenIn, isFilled, switchOf } from "../support/given";

export default defineRule({
  id: "sqlserver/managed-auth-misplaced",
  title: "The sqlserver check does not read this block for its login",
  severity: "error",
  appliesTo: "sqlserver.instance",
  check({ map }, report, context) {
    judgeAzure(map, report, context);
    judgeAws(map, report, context);
  },
});

function judgeAzure(map: MapNode, report: Reporter, context: RuleContext): void {
  const azure = entryOf(map, "azure");
  const entry = entryOf(azure?.value, "managed_authentication");
  if (!azure || !entry) return;
  const place = entryOf(map, "managed_identity");
  const enabled = givenIn(entry.value, "enabled");
  const off = enabled.entry && switchOf(enabled) === "off";
  // without its last key the block would be no block any more
  const removed = mapOf(azure.value)?.entries.length === 1 ? azure : entry;
  const remove = removeFix(context, map, removed, "Remove `azure.managed_authentication`");
  if (place || off) {
    report(entry.key, {
      severity: "warning",
      message: `The sqlserver check does not read \`azure.managed_authentication\`, whatever it says. ${place ? "It goes by `managed_identity`, which is here too." : "Its own block is `managed_identity`, beside `azure`, and that is not here."} Remove \`azure.managed_authentication\`.`,
      fixes: [remove],
      ...(place ? { related: [{ at: place.key, message: "The block that counts." }] } : {}),
    });
    return;
  }
  report(entry.key, {
    message:
      "The sqlserver check does not read `azure.managed_authentication`, so the Agent never asks for a token. Write `managed_identity` with `client_id` beside `azure`; it has no `enabled`.",
    fixes: [asManagedIdentity(entry, removed, map, context)],
  });
}

/** The same identity as the top-level block that the check reads. */
function asManagedIdentity(
  entry: Entry,
  removed: Entry,
  map: MapNode,
  context: RuleContext,
): Fix | undefined {
  const kept = ["client_id", "identity_scope"].flatMap((name) => {
    const setting = givenIn(entry.value, name);
    return isFilled(setting) && setting.entry ? [setting.entry] : [];
  });
  if (!kept.some(({ name }) => name === "client_id")) return undefined;
  const lines = kept.map(({ span }) => context.region.text.slice(span.start, span.end));
  if (lines.some((line) => line.includes("\n"))) return undefined;
  const editor = editorOf(context);
  return fixOf("Rewrite as `managed_identity`", [
    editor.remove(removed),
    editor.insert(map, ["managed_identity"], lines),
  ]);
}

function judgeAws(map: MapNode, report: Reporter, context: RuleContext): void {
  const aws = entryOf(map, "aws");
  const managed = entryOf(aws?.value, "managed_authentication");
  const region = entryOf(aws?.value, "region");
  const first = managed ?? region;
  const fails = !entryOf(aws?.value, "instance_endpoint");
  // of a region without an endpoint, sqlserver/aws-block speaks
  if (!aws || !first || (!managed && fails)) return;
  const unread = [managed, region].flatMap((entry) => entry ?? []);
  const names = unread.map(({ name }) => `\`aws.${name}\``).join(" and ");
  const enabled = managed && switchOf(givenIn(managed.value, "enabled")) !== "off";
  const whole = effectiveEntries(mapOf(aws.value) ?? map).length === unread.length;
  report(first.key, {
    severity: enabled || fails ? "error" : "warning",
    message: enabled
      ? `The sqlserver check has no login with IAM and does not read ${names}: it logs in with \`username\` and \`password\`. Remove this and write a SQL login, with its password as a secret.`
      : `The sqlserver check has no login with IAM and does not read ${names}. Of \`aws\` it reads only \`instance_endpoint\`${fails ? ", and without it fails to start the instance" : ""}. Remove ${whole ? "`aws`" : "the rest"}.`,
    fixes: [removeFix(context, map, whole ? aws : unread, `Remove ${whole ? "`aws`" : names}`)],
  });
}
