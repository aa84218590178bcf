import { renameKey } from "../../model/edit";
import { type Entry, effectiveEntries, type MapNode, mapOf, scalarOf } from "../../model/node";
import { MASK } from "../../model/placeholder";
import { closest } from "../../schema/similar";
import { defineRule, type Fix, type Report, type RuleContext } from "../define";
import {
  BLOCK_SETTINGS,
  type DelegatedAuthBlock,
  isWrittenIn,
  placeOf,
  readDelegatedAuth,
  settingOf,
} from "../support/delegated-auth";
import { globalPath, relocate, removal } from "../support/delegated-auth-fixes";

export default defineRule({
  id: "delegated-auth/unknown-setting",
  title: "delegated_auth has no such setting",
  severity: "error",
  appliesTo: "datadog",
  check(root, report, context) {
    const { global, products } = readDelegatedAuth(root);
    for (const block of products)
      for (const entry of unknownIn(block.map, BLOCK_SETTINGS))
        report(placeOf(block, entry), judge(entry, { block, root, context, settings: ["org_uuid"] }));
    if (!global) return;
    const place = { block: global, root, context };
    for (const entry of unknownIn(global.map, BLOCK_SETTINGS))
      report(placeOf(global, entry), judge(entry, { ...place, settings: BLOCK_SETTINGS }));
    const aws = settingOf(global.map, "aws");
    for (const entry of aws ? unknownIn(mapOf(aws.value), ["region"]) : [])
      report(entry.key, judgeBelowAws(entry, { ...place, settings: ["region"] }));
  },
});

/** Where an unknown setting stands, and the names that are known there. */
interface Place {
  readonly block: DelegatedAuthBlock;
  readonly root: MapNode;
  readonly context: RuleContext;
  readonly settings: readonly string[];
}

/** Other names of the settings: from builds before the release, and from Datadog's Terraform provider. */
const OTHER_NAMES = new Map([
  ["aws_region", "aws.region"],
  ["region", "aws.region"],
  ["cloud_provider_region", "aws.region"],
  ["cloud_provider_type", "provider"],
  ["cloud_provider", "provider"],
  ["refresh_interval", "refresh_interval_mins"],
  ["refresh_interval_minutes", "refresh_interval_mins"],
]);

function unknownIn(map: MapNode | undefined, settings: readonly string[]): readonly Entry[] {
  if (!map) return [];
  return effectiveEntries(map).filter(
    ({ name }) => !settings.includes(name.toLowerCase()) && !name.includes(MASK),
  );
}

function judge(entry: Entry, place: Place): Report {
  const name = entry.name.toLowerCase();
  const meant = OTHER_NAMES.get(name) ?? closest(name, place.settings);
  if (name === "enabled") return judgeEnabled(entry, place);
  if (name === "api_key")
    return {
      message:
        "`delegated_auth` takes no `api_key`: the Agent ignores it here. A key to fall back on stands beside `delegated_auth`, one level up.",
    };
  if (meant === "aws.region")
    return {
      message: `${ignored(entry)} Name the region of the STS endpoint as \`aws.region\` in the global \`delegated_auth\`.`,
      fixes: [regionFix(entry, place) ?? remove(entry, place)],
    };
  if (meant !== undefined && place.settings.includes(meant)) return judgeMisspelt(entry, meant, place);
  const takes =
    place.settings === BLOCK_SETTINGS
      ? "It takes `org_uuid`, `provider`, `aws.region` and `refresh_interval_mins`"
      : "In a product's section it takes `org_uuid` only";
  return { message: `${ignored(entry)} ${takes}: remove it.`, fixes: [remove(entry, place)] };
}

function judgeEnabled(entry: Entry, place: Place): Report {
  const off = scalarOf(entry.value)?.value === false;
  return {
    message: off
      ? `${ignored(entry)} Delegated authentication stays on as long as \`org_uuid\` is set: to switch it off, remove that.`
      : `${ignored(entry)} It is \`org_uuid\` that switches delegated authentication on: remove this line.`,
    fixes: [remove(entry, place, !off)],
  };
}

function judgeMisspelt(entry: Entry, meant: string, place: Place): Report {
  if (settingOf(place.block.map, meant))
    return {
      message: `${ignored(entry)} \`${meant}\` is set as well: remove this one.`,
      fixes: [remove(entry, place)],
    };
  const rename = isWrittenIn(place.block, entry) ? renameFix(entry, meant) : undefined;
  return {
    message: `${ignored(entry)} Did you mean \`${meant}\`?`,
    fixes: [rename, remove(entry, place)],
  };
}

function judgeBelowAws(entry: Entry, place: Place): Report {
  const aws = settingOf(place.block.map, "aws");
  const own = aws?.value.kind === "map" && aws.value.entries.includes(entry) && isWrittenIn(place.block, aws);
  const free = settingOf(mapOf(aws?.value), "region") === undefined;
  const meant = free && /region/i.test(entry.name);
  return {
    message: `\`delegated_auth.aws\` has no \`${entry.name}\`: the Agent ignores it. ${meant ? "Did you mean `region`?" : "All it takes is `region`; the AWS credentials come from where the Agent runs. Remove it."}`,
    fixes: own
      ? [
          meant ? renameFix(entry, "region") : undefined,
          removal(place.context, place.root, place.block, entry),
        ]
      : [],
  };
}

function ignored({ name }: Entry): string {
  return `\`delegated_auth\` has no \`${name}\`: the Agent ignores it.`;
}

function renameFix(entry: Entry, name: string): Fix {
  return { title: `Rename to \`${name}\``, edits: [renameKey(entry, name)], safe: false };
}

function remove(entry: Entry, { block, root, context }: Place, safe = false): Fix | undefined {
  return isWrittenIn(block, entry) ? removal(context, root, block, entry, { safe }) : undefined;
}

/** Moves a region to `aws.region` of the global block, unless one is there. */
function regionFix(entry: Entry, { block, root, context }: Place): Fix | undefined {
  const aws = settingOf(readDelegatedAuth(root).global?.map, "aws");
  if (!isWrittenIn(block, entry) || settingOf(mapOf(aws?.value), "region")) return undefined;
  const into = [...globalPath(root), aws?.name ?? "aws"];
  const edits = relocate(context, root, block, [{ entry, into, as: "region" }]);
  return edits && { title: "Move to `aws.region`", edits, safe: false };
}
