import type { GenerateInput, Platform } from "../input";
import { shellCommand, shellWord } from "../shell";
import { type AwsFacts, type RoleName, resourcePrefix } from "./facts";

/** Commands, one line each, for use inside a note. */
function inline(command: string): string {
  return `\`${command.replaceAll(" \\\n ", "")}\``;
}

/** How to find the resource id, and what else is easily wrong about it. */
export function resourceIdNotes({ database, options }: GenerateInput): string[] {
  if (options.resourceId !== undefined) return [];
  const prefix = resourcePrefix(database);
  const notes = [
    `The resource id is no name: ${inline(describeCommand(database))} prints it. It comes with \`${prefix}\` in front, which must not stand there twice.`,
  ];
  if (prefix === "db-")
    notes.push(
      "If that prints the name of a cluster too (Aurora, Multi-AZ cluster), AWS wants the resource id of the cluster, `cluster-…`, in place of `db-…`; `--resource-id` takes either.",
    );
  return notes;
}

/** The command that prints the resource id of the database. */
export function describeCommand(database: GenerateInput["database"]): string {
  // the first label of these endpoints names the endpoint
  const named = !/\.cluster-custom-|\.endpoint\.proxy-/.test(database?.host ?? "");
  const identifier = (named && database?.rds?.identifier) || undefined;
  if (database?.rds?.role === "proxy") {
    return shellCommand("aws rds describe-db-proxies", [
      ["--db-proxy-name", identifier ?? "<PROXY_NAME>"],
      ["--query", "DBProxies[0].DBProxyArn"],
      ["--output", "text"],
    ]);
  }
  if (resourcePrefix(database) === "cluster-") {
    const cluster = database?.rds?.role === "cluster" ? identifier : undefined;
    return shellCommand("aws rds describe-db-clusters", [
      ["--db-cluster-identifier", cluster ?? "<CLUSTER_NAME>"],
      ["--query", "DBClusters[0].[DbClusterResourceId,IAMDatabaseAuthenticationEnabled]"],
      ["--output", "text"],
    ]);
  }
  return shellCommand("aws rds describe-db-instances", [
    ["--db-instance-identifier", identifier ?? "<INSTANCE_NAME>"],
    ["--query", "DBInstances[0].[DbiResourceId,DBClusterIdentifier,IAMDatabaseAuthenticationEnabled]"],
    ["--output", "text"],
  ]);
}

/** Commands that give an existing role to the place where the Agent runs. Cross-account has none. */
export function attachCommands(platform: Platform, { agentRole }: AwsFacts): string[] {
  switch (platform) {
    case "ec2":
      return [
        `aws iam create-instance-profile --instance-profile-name ${shellWord(agentRole.name)}`,
        shellCommand("aws iam add-role-to-instance-profile", [
          ["--instance-profile-name", agentRole.name],
          ["--role-name", agentRole.name],
        ]),
        shellCommand("aws ec2 associate-iam-instance-profile", [
          ["--instance-id", "<INSTANCE_ID>"],
          ["--iam-instance-profile", `Name=${agentRole.name}`],
        ]),
      ];
    case "eks-irsa":
      return [
        `kubectl annotate serviceaccount '<SERVICE_ACCOUNT>' --namespace '<NAMESPACE>' \\\n  ${shellWord(`eks.amazonaws.com/role-arn=${agentRole.arn}`)}`,
      ];
    case "eks-pod-identity":
      return [
        shellCommand("aws eks create-pod-identity-association", [
          ["--cluster-name", "<CLUSTER_NAME>"],
          ["--namespace", "<NAMESPACE>"],
          ["--service-account", "<SERVICE_ACCOUNT>"],
          ["--role-arn", agentRole.arn],
        ]),
      ];
    default:
      return [];
  }
}

/** What the place where the Agent runs needs beside the trust policy. */
export function platformNotes(platform: Platform, facts: AwsFacts): string[] {
  const commands = attachCommands(platform, facts).map(inline);
  switch (platform) {
    case "ec2":
      return [
        `An EC2 instance takes a role only inside an instance profile, which the console makes by itself and the command line does not: ${commands.join(", then ")}.`,
      ];
    case "ecs":
      return [
        "Name the role as `taskRoleArn` in the task definition of the Agent; `executionRoleArn` is for ECS itself and gives the Agent nothing.",
      ];
    case "eks-irsa":
      return [
        `The cluster needs an IAM OIDC provider; \`<OIDC_ID>\` is the last part of what \`aws eks describe-cluster --name '<CLUSTER_NAME>' --query cluster.identity.oidc.issuer --output text\` prints.`,
        `The service account of the Agent names the role: ${commands[0]}.`,
      ];
    case "eks-pod-identity":
      return [`The cluster needs the add-on eks-pod-identity-agent, and an association: ${commands[0]}.`];
    default:
      return [
        "The Agent's role must exist before this policy is saved: AWS refuses principals that it cannot find.",
        "The Agent's role needs the permission as well: `ddconf generate assume-role-policy`.",
      ];
  }
}

/** Puts a policy into a role, beside what the role has already. */
export function putRolePolicy(role: RoleName, name: string, document: string): string {
  return shellCommand("aws iam put-role-policy", [
    ["--role-name", role.name],
    ["--policy-name", name],
    ["--policy-document", document],
  ]);
}
