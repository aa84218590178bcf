import type { Platform } from "../../generate/input";
import { shellCommand } from "../../generate/shell";
import { generated, written } from "./artefact";
import { RDS } from "./policies";
import type { Snippet } from "./snippet";

const CLUSTER = ["--cluster", "<CLUSTER_NAME>"] as const;
const REGION = ["--region", "<REGION>"] as const;
const NAMESPACE = ["--namespace", "<NAMESPACE>"] as const;
const GROUP = ["--resource-group", "<RESOURCE_GROUP>"] as const;
const IDENTITY = ["--name", "<IDENTITY_NAME>"] as const;
const OIDC = [
  "# Once per cluster: IAM has to know its OIDC provider.",
  `eksctl utils associate-iam-oidc-provider --region '<REGION>' --cluster '<CLUSTER_NAME>' --approve`,
  "",
];

/** Command lines of the clouds. */
export const COMMANDS: readonly Snippet[] = [
  role("ec2", "EC2", "When an Agent on EC2 is to log in to a database with IAM: all commands, in order."),
  role(
    "ecs",
    "ECS",
    "When an Agent on ECS or Fargate is to log in to a database with IAM: all commands, in order.",
  ),
  role(
    "eks-irsa",
    "EKS, by IRSA",
    "When an Agent on EKS is to log in to a database with IAM through its service account: all commands, in order.",
  ),
  role(
    "eks-pod-identity",
    "EKS, by Pod Identity",
    "When an Agent on EKS is to log in to a database with IAM through Pod Identity: all commands, in order.",
  ),
  generated(
    {
      name: "aws: login to a database in another account",
      prefix: "dd-aws-cross-account",
      description:
        "When the database lies in another account than the Agent: the commands for both, in order.",
    },
    "aws-commands",
    { database: RDS.crossAccount },
  ),
  command(
    "aws: switch on IAM authentication for an RDS instance",
    "dd-aws-enable-iam-rds",
    "When `IAMDatabaseAuthenticationEnabled` is false for an instance outside a cluster.",
    shellCommand("aws rds modify-db-instance", [
      ["--db-instance-identifier", "<INSTANCE_NAME>"],
      REGION,
    ]).concat(" \\\n  --enable-iam-database-authentication \\\n  --apply-immediately"),
  ),
  command(
    "aws: switch on IAM authentication for an Aurora or Multi-AZ cluster",
    "dd-aws-enable-iam-aurora",
    "When `IAMDatabaseAuthenticationEnabled` is false for a cluster.",
    shellCommand("aws rds modify-db-cluster", [["--db-cluster-identifier", "<CLUSTER_NAME>"], REGION]).concat(
      " \\\n  --enable-iam-database-authentication \\\n  --apply-immediately",
    ),
  ),
  command(
    "aws: which identity this host has",
    "dd-aws-identity",
    "When a mapping does not match: run it where the Agent runs, with the Agent's credentials.",
    "aws sts get-caller-identity --query Arn --output text",
  ),
  command(
    "aws: log in to Postgres with an IAM token",
    "dd-aws-psql",
    "When you want to see the login itself work: a token alone proves nothing, since AWS is not asked for it.",
    [
      `PGPASSWORD="$(${shellCommand("aws rds generate-db-auth-token", [
        ["--hostname", "<RDS_ENDPOINT>"],
        ["--port", "5432"],
        ["--username", "<DATABASE_USER>"],
        REGION,
      ])})" \\`,
      "  psql 'host=<RDS_ENDPOINT> port=5432 dbname=postgres user=<DATABASE_USER> sslmode=require'",
    ].join("\n"),
  ),
  command(
    "eksctl: service account with a new role",
    "dd-eksctl-service-account",
    "When eksctl is to make the role of the Agent's service account.",
    [
      ...OIDC,
      `${shellCommand("eksctl create iamserviceaccount", [
        REGION,
        CLUSTER,
        NAMESPACE,
        ["--name", "<SERVICE_ACCOUNT>"],
        ["--role-name", "<AGENT_ROLE>"],
        ["--attach-policy-arn", "arn:aws:iam::<ACCOUNT_ID>:policy/<POLICY_NAME>"],
      ])} \\`,
      "  --override-existing-serviceaccounts \\",
      "  --approve",
    ].join("\n"),
  ),
  command(
    "eksctl: service account with an existing role",
    "dd-eksctl-existing-role",
    "When the role of the Agent exists: `--role-name` takes no ARN and would make a new one.",
    [
      ...OIDC,
      `${shellCommand("eksctl create iamserviceaccount", [
        REGION,
        CLUSTER,
        NAMESPACE,
        ["--name", "<SERVICE_ACCOUNT>"],
        ["--attach-role-arn", "arn:aws:iam::<ACCOUNT_ID>:role/<AGENT_ROLE>"],
      ])} \\`,
      "  --override-existing-serviceaccounts \\",
      "  --approve",
    ].join("\n"),
  ),
  command(
    "eksctl: Pod Identity association",
    "dd-eksctl-pod-identity",
    "When the Agent's pods are to get an existing role through Pod Identity.",
    shellCommand("eksctl create podidentityassociation", [
      REGION,
      CLUSTER,
      NAMESPACE,
      ["--service-account-name", "<SERVICE_ACCOUNT>"],
      ["--role-arn", "arn:aws:iam::<ACCOUNT_ID>:role/<AGENT_ROLE>"],
    ]),
  ),
  command(
    "az: managed identity for a virtual machine",
    "dd-az-managed-identity",
    "When the Agent runs on an Azure virtual machine: the last command prints the `client_id` of the instance.",
    [
      shellCommand("az identity create", [GROUP, IDENTITY]),
      shellCommand("az vm identity assign", [
        GROUP,
        ["--name", "<VM_NAME>"],
        ["--identities", "<IDENTITY_NAME>"],
      ]),
      shellCommand("az identity show", [GROUP, IDENTITY, ["--query", "clientId"], ["--output", "tsv"]]),
    ].join("\n"),
  ),
  command(
    "az: workload identity for a service account on AKS",
    "dd-az-workload-identity",
    "When the Agent runs on AKS: the last command prints `client_id` and `tenant_id` of the instance.",
    [
      shellCommand("az identity create", [GROUP, IDENTITY]),
      "# The cluster has to have its OIDC issuer and workload identity switched on.",
      `ISSUER="$(${shellCommand("az aks show", [
        GROUP,
        ["--name", "<CLUSTER_NAME>"],
        ["--query", "oidcIssuerProfile.issuerUrl"],
        ["--output", "tsv"],
      ])})"`,
      `${shellCommand("az identity federated-credential create", [
        GROUP,
        ["--identity-name", "<IDENTITY_NAME>"],
        ["--name", "datadog-agent"],
        ["--subject", "system:serviceaccount:<NAMESPACE>:<SERVICE_ACCOUNT>"],
        ["--audiences", "api://AzureADTokenExchange"],
      ])} \\`,
      '  --issuer "$ISSUER"',
      shellCommand("az identity show", [
        GROUP,
        IDENTITY,
        ["--query", "[clientId, tenantId]"],
        ["--output", "tsv"],
      ]),
    ].join("\n"),
  ),
];

function role(platform: Platform, where: string, description: string): Snippet {
  return generated(
    { name: `aws: login to a database from ${where}`, prefix: `dd-aws-${platform}`, description },
    "aws-commands",
    { database: RDS.instance, options: { platform } },
  );
}

function command(name: string, prefix: string, description: string, text: string): Snippet {
  return written({ name, prefix, description }, "shellscript", `${text}\n`);
}
