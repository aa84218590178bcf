import { liesBelow, reachesBelow } from "../../config/version";
import type { TextEdit } from "../../model/edit";
import { effectiveEntries, type MapNode, mapOf } from "../../model/node";
import { defineRule, type Fix, type RuleContext } from "../define";
import { editorOf, fixOf, removeFix } from "../support/fixes";
import { givenIn, isFilled } from "../support/given";
import { type PostgresAuth, readPostgresAuth } from "../support/postgres-auth";

export default defineRule({
  id: "postgres/azure-legacy-managed-identity",
  title: "`managed_identity` is the old place of the Azure login",
  severity: "warning",
  appliesTo: "postgres.instance",
  check({ map }, report, context) {
    const { settings } = context;
    const { azure } = readPostgresAuth(map, settings);
    // up to 7.50 the block is the only way
    if (!azure.legacy || liesBelow(settings.agentVersion, "7.51")) return;
    if (azure.managed) {
      report(azure.legacy.key, {
        message: `Both \`managed_identity\` and \`azure.managed_authentication\` are here. Up to Agent 7.71 the new block wins and this one is ignored; newer Agents lay the keys of this one over it. Keep only \`azure.managed_authentication\`.`,
        fixes: [sameIdentity(azure) ? removeFix(context, map, azure.legacy) : undefined],
        related: [{ at: azure.managed.key, message: "The new block." }],
        tag: "deprecated",
      });
      return;
    }
    const ignored = !azure.block && reachesBelow(settings.agentVersion, "7.72");
    const effect = ignored
      ? "Without an `azure` block Agents up to 7.71 ignore it and have nothing to log in with."
      : "The Agent still reads it and warns in its log.";
    report(azure.legacy.key, {
      ...(ignored ? { severity: "error" } : {}),
      message: `\`managed_identity\` is the old place of these settings. ${effect} Write \`azure.managed_authentication\` with \`enabled: true\` in its place.`,
      fixes: [rewrite(azure, map, context)],
      tag: "deprecated",
    });
  },
});

function sameIdentity({ legacy, managed }: PostgresAuth["azure"]): boolean {
  return ["client_id", "identity_scope"].every((name) => {
    const old = givenIn(legacy?.value, name);
    return !old.entry || old.scalar?.text === givenIn(managed?.value, name).scalar?.text;
  });
}

/** The same settings as a block of `azure`, which is where every Agent from 7.51 on looks. */
function rewrite(
  { legacy, block }: PostgresAuth["azure"],
  map: MapNode,
  context: RuleContext,
): Fix | undefined {
  const old = mapOf(legacy?.value);
  if (!legacy || !old || !isFilled(givenIn(old, "client_id"))) return undefined;
  const settings = effectiveEntries(old).map(({ key, value }) => {
    const source = (span: { start: number; end: number }) => context.region.text.slice(span.start, span.end);
    return `${source(key.span)}: ${source(value.span)}`;
  });
  if (settings.some((line) => line.includes("\n"))) return undefined;
  const lines = ["managed_authentication:", ...["enabled: true", ...settings].map((line) => `  ${line}`)];
  const editor = editorOf(context);
  const title = "Rewrite as `azure.managed_authentication`";
  const added = block ? editor.insert(map, ["azure"], lines) : replaced(lines);
  if (!added) return undefined;
  return block ? fixOf(title, [editor.remove(legacy), added]) : fixOf(title, added);

  function replaced(body: readonly string[]): TextEdit | undefined {
    const last = effectiveEntries(old as MapNode).at(-1);
    if (!legacy || !last || old?.flow) return undefined;
    const indent = " ".repeat(context.lines.position(legacy.key.span.start).character);
    const newText = ["azure:", ...body.map((line) => `${indent}  ${line}`)].join(
      context.region.text.includes("\r\n") ? "\r\n" : "\n",
    );
    return { span: { start: legacy.key.span.start, end: last.span.end }, newText };
  }
}
