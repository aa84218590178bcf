import { textOf } from "../../generate/artefact";
import { apiUrl } from "../../generate/datadog/mapping";
import { generated, written } from "./artefact";
import { RDS } from "./policies";
import type { Snippet } from "./snippet";

const INTAKE = "/api/v2/cloud_auth/aws/intake_mapping";
const IDENTITY = "/api/v2/cloud_auth/aws/persona_mapping";

const WHEN = {
  list: "When you want to see what is mapped already, with the UUID of each mapping.",
  delete: "When a mapping is wrong: none can be changed, so delete it and create a new one.",
} as const;

/** Requests that tell Datadog which AWS identities to believe. */
export const MAPPINGS: readonly Snippet[] = [
  generated(
    {
      name: "intake mapping, request body",
      prefix: "dd-mapping-intake",
      description: "When Agents with an AWS role are to get their API key from Datadog.",
    },
    "intake-mapping",
  ),
  generated(
    {
      name: "intake mapping, curl",
      prefix: "dd-mapping-intake-curl",
      description: "When Agents with an AWS role are to get their API key from Datadog, as a command.",
    },
    "intake-mapping-curl",
  ),
  generated(
    {
      name: "identity mapping, request body",
      prefix: "dd-mapping-identity",
      description: "When an AWS role is to act as a Datadog account, as Terraform does.",
    },
    "identity-mapping",
  ),
  generated(
    {
      name: "identity mapping, curl",
      prefix: "dd-mapping-identity-curl",
      description: "When an AWS role is to act as a Datadog account, as a command.",
    },
    "identity-mapping-curl",
  ),
  request("intake", "list", INTAKE),
  request("intake", "delete", `${INTAKE}/<MAPPING_UUID>`),
  request("identity", "list", IDENTITY),
  request("identity", "delete", `${IDENTITY}/<MAPPING_UUID>`),
];

function request(kind: "intake" | "identity", action: "list" | "delete", path: string): Snippet {
  const names = {
    name: `${action} ${kind} mapping${action === "list" ? "s" : ""}, curl`,
    prefix: `dd-mapping-${kind}-${action}`,
    description: WHEN[action],
  };
  const url = `${apiUrl({ options: {} })}${path}`;
  return written(
    names,
    "shellscript",
    textOf([
      [
        "# DD_API_KEY and DD_APP_KEY come from the environment; the shell refuses to go on if one is missing.",
        `curl --fail-with-body --silent --show-error --request ${action === "list" ? "GET" : "DELETE"} '${url}' \\`,
        // biome-ignore lint/suspicious/noTemplateCurlyInString: variables of the shell
        '  --header "DD-API-KEY: ${DD_API_KEY:?}" \\',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: variables of the shell
        '  --header "DD-APPLICATION-KEY: ${DD_APP_KEY:?}"',
      ],
    ]),
  );
}

/** The same for Terraform, and what goes with it. */
export const TERRAFORM: readonly Snippet[] = [
  generated(
    {
      name: "Terraform: Datadog provider without keys",
      prefix: "dd-terraform-provider",
      description:
        "When Terraform is to log in to Datadog with its AWS credentials; an identity mapping comes first.",
    },
    "terraform-provider",
  ),
  generated(
    {
      name: "Terraform: intake mapping",
      prefix: "dd-terraform-intake-mapping",
      description: "When the mapping for keyless Agents is kept in Terraform (provider 4.25 and later).",
    },
    "terraform-intake-mapping",
  ),
  generated(
    {
      name: "Terraform: identity mapping",
      prefix: "dd-terraform-identity-mapping",
      description:
        "When the mapping of an AWS role to a Datadog account is kept in Terraform (provider 4.25 and later).",
    },
    "terraform-identity-mapping",
  ),
  generated(
    {
      name: "Terraform: IAM policy for an RDS instance",
      prefix: "dd-terraform-policy-rds",
      description: "When the permission to log in to an RDS instance is kept in Terraform.",
    },
    "terraform-rds-policy",
    { database: RDS.instance },
  ),
  generated(
    {
      name: "Terraform: IAM policy for an Aurora or Multi-AZ cluster",
      prefix: "dd-terraform-policy-aurora",
      description: "When the permission to log in to the instances of a cluster is kept in Terraform.",
    },
    "terraform-rds-policy",
    { database: RDS.cluster },
  ),
  generated(
    {
      name: "Terraform: IAM policy for an RDS Proxy",
      prefix: "dd-terraform-policy-proxy",
      description: "When the permission to log in through RDS Proxy is kept in Terraform.",
    },
    "terraform-rds-policy",
    { database: RDS.proxy },
  ),
];
