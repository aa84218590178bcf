import { isAccountId } from "../../model/aws/arn";
import { type Artefact, textOf } from "../artefact";
import { type AwsFacts, awsFacts, resourcePrefix } from "../aws/facts";
import type { GenerateInput } from "../input";
import { hclArguments, hclName, hclString } from "./hcl";

/** The permission for an IAM login as Terraform, with the resource id taken from the database's own resource. */
export function terraformRdsPolicy(input: GenerateInput): Artefact {
  const facts = awsFacts(input);
  const { partition, region, databaseUser } = facts;
  const role = facts.targetRole ?? facts.agentRole;
  const reference = resourceReference(input);
  const knownAccount = isAccountId(facts.databaseAccount);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: an interpolation of Terraform
  const account = knownAccount ? facts.databaseAccount : "${data.aws_caller_identity.current.account_id}";
  const user = hclString(databaseUser).slice(1, -1);
  const arn = `"arn:${partition}:rds-db:${region}:${account}:dbuser:${reference.interpolation}/${user}"`;
  return {
    language: "terraform",
    title: `Terraform: IAM policy to log in to ${input.database?.rds?.identifier ?? "the database"} as ${databaseUser}`,
    text: textOf([
      knownAccount ? [] : ['data "aws_caller_identity" "current" {}'],
      [
        ...(reference.comment === undefined ? [] : [`# ${reference.comment}`]),
        'data "aws_iam_policy_document" "datadog_rds_connect" {',
        "  statement {",
        ...hclArguments("    ", [
          ["actions", '["rds-db:connect"]'],
          ["resources", `[${arn}]`],
        ]),
        "  }",
        "}",
      ],
      [
        'resource "aws_iam_role_policy" "datadog_rds_connect" {',
        ...hclArguments("  ", [
          ["name", '"datadog-rds-connect"'],
          ["role", hclString(role.name)],
          ["policy", "data.aws_iam_policy_document.datadog_rds_connect.json"],
        ]),
        "}",
      ],
    ]),
    notes: notesOf(facts, knownAccount),
  };
}

interface Reference {
  readonly interpolation: string;
  readonly comment?: string;
}

/** `.id`, `.identifier` and `.arn` are not what AWS compares with; these attributes are. */
function resourceReference({ database, options }: GenerateInput): Reference {
  if (options.resourceId !== undefined) return { interpolation: options.resourceId };
  const prefix = resourcePrefix(database);
  const name = database?.rds && database.rds.role !== "instance" ? database.rds.identifier : undefined;
  if (prefix === "prx-") {
    const resource = `aws_db_proxy.${hclName(name ?? "database")}`;
    return {
      interpolation: `\${element(split(":", ${resource}.arn), 6)}`,
      comment: `Put the name of your own resource in place of ${resource}.`,
    };
  }
  if (prefix === "cluster-") {
    const resource = `aws_rds_cluster.${hclName(name ?? "database")}`;
    return {
      interpolation: `\${${resource}.cluster_resource_id}`,
      comment: `Put the name of your own resource in place of ${resource}.`,
    };
  }
  const resource = `aws_db_instance.${hclName(database?.rds?.identifier ?? "database")}`;
  return {
    interpolation: `\${${resource}.resource_id}`,
    comment: `Put the name of your own resource in place of ${resource}. For Aurora: aws_rds_cluster.<name>.cluster_resource_id.`,
  };
}

function notesOf({ targetRole, databaseAccount }: AwsFacts, knownAccount: boolean): string[] {
  const notes = targetRole
    ? [
        `The role is the one that the Agent assumes; apply this in the account of the database (${databaseAccount}).`,
      ]
    : ["The role is the one that the Agent runs as."];
  if (!knownAccount)
    notes.push("The account is the one that Terraform runs in; it must be that of the database.");
  return notes;
}
