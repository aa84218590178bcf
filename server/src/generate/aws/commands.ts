import { type Artefact, jsonText, textOf } from "../artefact";
import type { GenerateInput, Platform } from "../input";
import { shellCommand } from "../shell";
import { type AwsFacts, awsFacts, type RoleName, resourcePrefix } from "./facts";
import { attachCommands, describeCommand, putRolePolicy } from "./notes";
import { assumeRolePolicy, type PolicyDocument, rdsConnectPolicy, trustPolicy } from "./policies";

/** The AWS command lines for an IAM login, in the order in which they work. */
export function awsCommands(input: GenerateInput): Artefact {
  const facts = awsFacts(input);
  const { targetRole, agentRole } = facts;
  const steps = [
    databaseSteps(input),
    agentRoleSteps(input, facts),
    ...(targetRole ? crossAccountSteps(facts, targetRole) : [connectStep(facts, agentRole)]),
  ];
  const heading = [
    `# An IAM login to ${input.database?.rds?.identifier ?? "the database"} as ${facts.databaseUser}.`,
    "# Run the commands one by one: each tells what it changed. Fill in what stands in angle brackets first.",
  ];
  return {
    language: "shellscript",
    title: `AWS commands: log in to ${input.database?.rds?.identifier ?? "the database"} as ${facts.databaseUser}`,
    text: textOf([heading, ...steps.filter((lines) => lines.length > 0)]),
    notes: [
      ...(targetRole
        ? [
            "The commands are for two accounts; the comments say which. Switch profiles in between (`AWS_PROFILE`).",
          ]
        : []),
      "The user in the database comes from `ddconf generate sql-grants`.",
    ],
  };
}

function databaseSteps({ database, options }: GenerateInput): string[] {
  if (options.resourceId !== undefined) return [];
  const where = database?.assumedRole ? ", in the account of the database" : "";
  const prefix = resourcePrefix(database);
  return [
    `# The resource id that goes into the policy below${where}; the policy has the \`${prefix}\` already.`,
    ...(prefix === "db-"
      ? [
          "# If this prints the name of a cluster as well, the policy needs the id of the cluster (`cluster-…`).",
        ]
      : []),
    ...(prefix === "prx-"
      ? []
      : ["# The last word says whether IAM authentication is on for the database; it has to be."]),
    describeCommand(database),
  ];
}

function agentRoleSteps(input: GenerateInput, facts: AwsFacts): string[] {
  const platform = agentPlatform(input);
  if (!platform) return [];
  return [
    `# The role of the Agent, in account ${facts.agentRole.account}. Leave this out if the Agent has a role already.`,
    createRole(facts.agentRole, trustPolicy(platform, facts, input.options.region)),
    ...attachCommands(platform, facts),
  ];
}

/** `cross-account` says nothing about where the Agent itself runs. */
function agentPlatform({ options }: GenerateInput): Exclude<Platform, "cross-account"> | undefined {
  return options.platform === "cross-account" ? undefined : options.platform;
}

function crossAccountSteps(facts: AwsFacts, target: RoleName): string[][] {
  const { agentRole } = facts;
  return [
    [
      `# Account ${agentRole.account}: the Agent's role may assume ${target.name}. This adds a permission and leaves`,
      "# the role's trust policy alone; update-assume-role-policy would replace it.",
      putRolePolicy(agentRole, `assume-${target.name}`.slice(0, 128), jsonOf(assumeRolePolicy(target))),
    ],
    [
      `# Account ${target.account}: the role that the Agent assumes, and who may assume it. The Agent's role must`,
      "# exist by now. If this role exists already, use `aws iam update-assume-role-policy` with this document.",
      createRole(target, trustPolicy("cross-account", facts, undefined)),
    ],
    connectStep(facts, target),
  ];
}

function connectStep(facts: AwsFacts, role: RoleName): string[] {
  return [
    `# Account ${role.account}: ${role.name} may log in as ${facts.databaseUser}.`,
    putRolePolicy(role, "datadog-rds-connect", jsonOf(rdsConnectPolicy(facts))),
  ];
}

function createRole(role: RoleName, trusted: PolicyDocument): string {
  return shellCommand("aws iam create-role", [
    ...(role.path === "/" ? [] : [["--path", role.path] as const]),
    ["--role-name", role.name],
    ["--assume-role-policy-document", jsonOf(trusted)],
  ]);
}

function jsonOf(document: PolicyDocument): string {
  return jsonText(document).trimEnd();
}
