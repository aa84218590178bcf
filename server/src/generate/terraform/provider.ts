import { DEFAULT_SITE } from "../../schema/sites";
import { type Artefact, textOf } from "../artefact";
import { apiUrl } from "../datadog/mapping";
import type { GenerateInput } from "../input";
import { hclArguments, hclString } from "./hcl";

/** The Datadog provider with an AWS identity in place of keys. */
export function terraformProvider(input: GenerateInput): Artefact {
  const { agent, options } = input;
  const region = options.region ?? agent?.region;
  const values: (readonly [string, string])[] = [
    ["org_uuid", hclString(agent?.orgUuid ?? "<ORG_UUID>")],
    ["cloud_provider_type", hclString("aws")],
  ];
  if (region !== undefined) values.push(["cloud_provider_region", hclString(region)]);
  if (agent?.site !== undefined && agent.site !== DEFAULT_SITE)
    values.unshift(["api_url", hclString(`${apiUrl(input)}/`)]);
  return {
    language: "terraform",
    title: "Terraform: the Datadog provider without keys",
    text: textOf([
      REQUIRED,
      [
        "# Logs in to Datadog with the AWS identity that Terraform runs as. An identity mapping must name it.",
        'provider "datadog" {',
        ...hclArguments("  ", values),
        "}",
      ],
    ]),
    notes: [
      "The provider takes AWS credentials from its own arguments or from AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN, and needs all three; it reads no profiles and asks no metadata service.",
      "`api_key` and `app_key`, or DD_API_KEY and DD_APP_KEY, are no longer needed: remove them.",
      "`ddconf generate identity-mapping` writes the mapping, which has to be there first.",
    ],
  };
}

const REQUIRED: readonly string[] = [
  "terraform {",
  "  required_providers {",
  "    datadog = {",
  '      source  = "DataDog/datadog"',
  '      version = ">= 4.25"',
  "    }",
  "  }",
  "}",
];
