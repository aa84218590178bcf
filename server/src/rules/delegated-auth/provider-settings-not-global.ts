import { type Entry, effectiveEntries, type MapNode, mapOf, scalarOf } from "../../model/node";
import { isUnknowable } from "../../model/placeholder";
import { defineRule, type Fix, type RuleContext } from "../define";
import {
  type DelegatedAuthBlock,
  isWrittenIn,
  PROVIDER_SETTINGS,
  placeOf,
  readDelegatedAuth,
  scalarSetting,
  sectionOf,
  settingOf,
} from "../support/delegated-auth";
import { globalPath, type Relocation, relocate, removal } from "../support/delegated-auth-fixes";
import { isCommercialRegion } from "../support/sts-regions";

export default defineRule({
  id: "delegated-auth/provider-settings-not-global",
  title: "Provider settings belong to the global delegated_auth section",
  severity: "error",
  appliesTo: "datadog",
  check(root, report, context) {
    const { global, products } = readDelegatedAuth(root);
    let movedBefore = false;
    for (const block of products) {
      const plans = misplacedSettings(block).map((entry) => plan(entry, global));
      const move = moveFix(context, root, block, plans, !movedBefore);
      movedBefore ||= move !== undefined;
      for (const { entry, fate, rival } of plans) {
        report(placeOf(block, entry), {
          message: `${describe(entry, block)} ${advice(entry, fate)}`,
          fixes: [fate === "move" ? move : removeFix(context, root, block, entry, fate)],
          related: rival && fate !== "move" ? [{ at: rival.key, message: "The global setting" }] : [],
        });
      }
    }
  },
});

/**
 * What should happen to a setting of a product section: `move` it to the global section, or remove it
 * because it says nothing that counts (`empty`), the `same` as the global one, or something else (`conflict`).
 */
type Fate = "move" | "empty" | "same" | "conflict";

interface Plan {
  readonly entry: Entry;
  readonly fate: Fate;
  /** The setting of that name in the global section. */
  readonly rival: Entry | undefined;
}

function misplacedSettings(block: DelegatedAuthBlock): readonly Entry[] {
  if (!block.map) return [];
  return effectiveEntries(block.map).filter(({ name }) => PROVIDER_SETTINGS.includes(name.toLowerCase()));
}

function plan(entry: Entry, global: DelegatedAuthBlock | undefined): Plan {
  const rival = settingOf(global?.map, entry.name.toLowerCase());
  const aws = mapOf(entry.value);
  const value = aws ? scalarSetting(aws, "region") : scalarOf(entry.value);
  if (isNull(entry) || (aws && !value)) return { entry, fate: "empty", rival };
  const rivalAws = mapOf(rival?.value);
  const rivalValue = aws ? scalarSetting(rivalAws, "region") : scalarOf(rival?.value);
  if (!rival || isNull(rival) || (aws && rivalAws && !rivalValue)) return { entry, fate: "move", rival };
  return { entry, fate: value && value.text === rivalValue?.text ? "same" : "conflict", rival };
}

function isNull({ value }: Entry): boolean {
  return scalarOf(value)?.value === null;
}

/** One fix for all settings of a block that can move, so that two fixes never create the section twice. */
function moveFix(
  context: RuleContext,
  root: MapNode,
  block: DelegatedAuthBlock,
  plans: readonly Plan[],
  first: boolean,
): Fix | undefined {
  const moving = plans.filter(({ fate, entry }) => fate === "move" && isWrittenIn(block, entry));
  if (moving.length === 0) return undefined;
  const into = globalPath(root);
  const moves = moving.flatMap(({ entry, rival }): readonly Relocation[] => {
    const children = mapOf(entry.value)?.entries;
    if (!rival || !children) return [{ entry, into }];
    return children.map((child) => ({ entry: child, into: [...into, rival.name] }));
  });
  // an empty `provider:` in the global section makes room for the one that has a value
  const replaced = moving.flatMap(({ entry, rival }) => (rival && !mapOf(entry.value) ? [rival] : []));
  const edits = relocate(context, root, block, moves, replaced);
  const names = moving.map(({ entry }) => `\`${entry.name}\``).join(" and ");
  return (
    edits && {
      title: `Move ${names} to the global \`delegated_auth\``,
      edits,
      safe: first && moving.every(({ entry }) => isHarmless(entry)),
    }
  );
}

/** True when the value can only be right, so that making it count breaks nothing that works now. */
function isHarmless({ name, value }: Entry): boolean {
  const scalar = scalarOf(value) ?? scalarSetting(mapOf(value), "region");
  if (!scalar || isUnknowable(scalar)) return false;
  switch (name.toLowerCase()) {
    case "provider":
      return scalar.text === "aws";
    case "aws":
      return (mapOf(value)?.entries.length ?? 0) === 1 && isCommercialRegion(scalar.text);
    default:
      return typeof scalar.value === "number" && scalar.value > 0;
  }
}

function removeFix(
  context: RuleContext,
  root: MapNode,
  block: DelegatedAuthBlock,
  entry: Entry,
  fate: Fate,
): Fix | undefined {
  if (!isWrittenIn(block, entry)) return undefined;
  const title = `Remove \`${entry.name}\`${fate === "conflict" ? " and keep the global one" : ""}`;
  return removal(context, root, block, entry, { title, safe: fate === "same" || isNull(entry) });
}

function describe({ name }: Entry, block: DelegatedAuthBlock): string {
  return `\`${name}\` counts only in the global \`delegated_auth\` section: under \`${sectionOf(block)}\` the Agent takes nothing but \`org_uuid\`, and ignores this.`;
}

function advice({ name }: Entry, fate: Fate): string {
  switch (fate) {
    case "move":
      return "Move it to `delegated_auth` at the top level of the file.";
    case "conflict":
      return `The global section already has another \`${name}\`, which is the one in force: decide there, and remove this one.`;
    case "same":
      return "The global section says the same already: remove it here.";
    case "empty":
      return "Remove it.";
  }
}
