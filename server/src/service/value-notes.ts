import { parseArn } from "../model/aws/arn";
import { partitionOfRegion, regionName } from "../model/aws/partitions";
import type { ScalarNode } from "../model/node";
import { parseDatabaseUser } from "../rules/support/iam/rds-db";
import type { Option } from "../schema/option";
import { siteByDomain } from "../schema/sites";

/** What a value means, in Markdown: how YAML reads it, the word of a choice, a site, a region, an ARN. */
export function valueNotes(scalar: ScalarNode, option: Option): string[] {
  if (option.schema["x-secret"]) return [];
  return [
    ...readAs(scalar),
    ...choiceNote(scalar, option),
    ...siteNote(scalar, option),
    ...regionNote(scalar, option),
    ...arnNote(scalar.text),
  ];
}

/** Says so when YAML makes something else of a plain word than what is written: `yes`, `off`, `0755`. */
function readAs({ style, text, value }: ScalarNode): string[] {
  if (style !== "plain" || typeof value === "string" || value === null) return [];
  const asWritten = typeof value === "number" ? Number(text) === value : text.toLowerCase() === String(value);
  return asWritten ? [] : [`YAML reads \`${text}\` as \`${value}\`.`];
}

function choiceNote({ text }: ScalarNode, option: Option): string[] {
  const meaning = option.schema["x-values"]?.[text];
  return meaning === undefined ? [] : [`\`${text}\`: ${meaning}.`];
}

function siteNote({ text }: ScalarNode, option: Option): string[] {
  const site = option.name === "site" ? siteByDomain(text) : undefined;
  return site ? [`The site ${site.region}: web pages at \`${site.app}\`, API at \`${site.api}\`.`] : [];
}

function regionNote({ text }: ScalarNode, option: Option): string[] {
  const name = option.name === "region" ? regionName(text) : undefined;
  return name === undefined ? [] : [`\`${text}\`: ${describeRegion(text)}.`];
}

/** `Europe (Ireland)`, with the partition where it is not the usual one. */
export function describeRegion(region: string): string | undefined {
  const partition = partitionOfRegion(region);
  const name = regionName(region);
  return partition && name && partition.id !== "aws" ? `${name}, partition \`${partition.id}\`` : name;
}

/** The parts of an ARN, one per line; none for a text that is no ARN. */
export function arnNote(text: string): string[] {
  const arn = parseArn(text);
  if (!arn) return [];
  const user = arn.service.text === "rds-db" ? parseDatabaseUser(arn) : undefined;
  const region = arn.region.text === "" ? undefined : describeRegion(arn.region.text);
  const [type, ...names] = arn.resource.text.split(/[:/]/);
  const parts: [string, string | undefined, string?][] = user?.user
    ? [
        ["database user", user.user.text],
        ["on the database with the resource id", user.id.text],
      ]
    : names.length > 0
      ? [[type ?? "", arn.resource.text.slice((type ?? "").length + 1)]]
      : [["resource", arn.resource.text]];
  const lines = [
    ...parts,
    ["account", arn.account.text],
    ["region", arn.region.text, region],
    ["service", arn.service.text],
    ["partition", arn.partition.text],
  ].flatMap(([what, value, more]) => (value ? [`- ${what} \`${value}\`${more ? ` (${more})` : ""}`] : []));
  return [`**ARN**\n\n${lines.join("\n")}`];
}
