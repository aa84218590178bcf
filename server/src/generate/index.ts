import type { Artefact } from "./artefact";
import { assumeRole } from "./aws/assume-role-policy";
import { awsCommands } from "./aws/commands";
import { rdsPolicy } from "./aws/rds-policy";
import { trust } from "./aws/trust-policy";
import { mappingCommand, mappingRequest } from "./datadog/mapping";
import type { GenerateInput } from "./input";
import { sqlGrants } from "./sql/grants";
import { terraformMapping } from "./terraform/mapping";
import { terraformProvider } from "./terraform/provider";
import { terraformRdsPolicy } from "./terraform/rds-policy";

/**
 * What a generator reads, if it is there.
 * - `instance`: an instance of a check
 * - `agent`: a datadog.yaml
 */
export type Source = "instance" | "agent";

export interface Generator {
  /** As typed on the command line. */
  readonly id: string;
  /** Completes “writes …”. */
  readonly summary: string;
  readonly reads: Source;
  /** True when there is nothing to write without a file. */
  readonly needsFile: boolean;
  generate(input: GenerateInput): Artefact;
}

/** Every generator, in the order in which they are listed. */
export const GENERATORS: readonly Generator[] = [
  instance("sql-grants", "the SQL that makes the Agent's database user and its rights", (input) => {
    if (!input.database) throw new Error("sql-grants needs an instance");
    return sqlGrants({ ...input, database: input.database });
  }),
  instance("rds-policy", "the IAM policy for a login to RDS or Aurora (rds-db:connect)", rdsPolicy),
  instance(
    "assume-role-policy",
    "the permission of the Agent's role to assume the role in role_arn",
    assumeRole,
  ),
  instance("trust-policy", "who may assume the Agent's role, by --platform; or the role in role_arn", trust),
  instance("aws-commands", "the AWS command lines for an IAM login, in order", awsCommands),
  instance("terraform-rds-policy", "the IAM policy for a login as Terraform", terraformRdsPolicy),
  agent("intake-mapping", "the request that gives Agents without a key their API key", (input) =>
    mappingRequest("intake", input),
  ),
  agent("intake-mapping-curl", "the same as a curl command", (input) => mappingCommand("intake", input)),
  agent("identity-mapping", "the request that lets an AWS identity act as a Datadog account", (input) =>
    mappingRequest("identity", input),
  ),
  agent("identity-mapping-curl", "the same as a curl command", (input) => mappingCommand("identity", input)),
  agent("terraform-provider", "the Datadog provider of Terraform without keys", terraformProvider),
  agent("terraform-intake-mapping", "the intake mapping as Terraform", (input) =>
    terraformMapping("intake", input),
  ),
  agent("terraform-identity-mapping", "the identity mapping as Terraform", (input) =>
    terraformMapping("identity", input),
  ),
];

export function generatorById(id: string): Generator | undefined {
  return GENERATORS.find((generator) => generator.id === id);
}

type Generate = Generator["generate"];

function instance(id: string, summary: string, generate: Generate): Generator {
  return { id, summary, reads: "instance", needsFile: id === "sql-grants", generate };
}

function agent(id: string, summary: string, generate: Generate): Generator {
  return { id, summary, reads: "agent", needsFile: false, generate };
}
