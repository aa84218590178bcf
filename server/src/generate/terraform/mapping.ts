import { type Artefact, textOf } from "../artefact";
import { awsFacts } from "../aws/facts";
import { DATADOG_ACCOUNT, type MappingKind, mappingNotes, sessionPattern } from "../datadog/mapping";
import type { GenerateInput } from "../input";
import { hclArguments, hclName, hclString } from "./hcl";

const COMMENTS: Readonly<Record<MappingKind, string>> = {
  intake: "# Agents with this AWS identity get an API key that Datadog manages.",
  identity: "# Whoever has this AWS identity acts as the Datadog account.",
};

/** A mapping as a resource of Terraform. */
export function terraformMapping(kind: MappingKind, input: GenerateInput): Artefact {
  const { agentRole } = awsFacts(input);
  const known = input.options.role !== undefined;
  const name = known ? hclName(agentRole.name) : kind === "intake" ? "agent" : "terraform";
  const values: (readonly [string, string])[] = [["arn_pattern", hclString(sessionPattern(kind, input))]];
  if (kind === "identity") values.unshift(["account_identifier", hclString(DATADOG_ACCOUNT)]);
  return {
    language: "terraform",
    title: `Terraform: ${kind} mapping of an AWS identity`,
    text: textOf([
      [
        COMMENTS[kind],
        "# Needs the provider DataDog/datadog in version 4.25 or later.",
        `resource "datadog_aws_wif_${kind}_mapping" ${hclString(name)} {`,
        ...hclArguments("  ", values),
        "}",
      ],
    ]),
    notes: [
      ...mappingNotes(kind, input),
      ...(kind === "identity"
        ? ["A provider that logs in through a mapping cannot create that mapping: use keys the first time."]
        : []),
    ],
  };
}
