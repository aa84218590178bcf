import { jsonText } from "../../generate/artefact";
import type { Platform } from "../../generate/input";
import { database, generated, written } from "./artefact";
import type { Snippet } from "./snippet";

const PROXY = { role: "proxy", identifier: "<PROXY_NAME>", region: "<REGION>", partition: "aws" } as const;

/** Databases by what the id of the resource begins with. */
export const RDS = {
  instance: database({ hosting: "rds", login: "aws-iam" }),
  cluster: database({ hosting: "rds", login: "aws-iam", inCluster: true }),
  proxy: database({ hosting: "rds", login: "aws-iam", rds: PROXY }),
  crossAccount: database({ hosting: "rds", login: "aws-iam", assumedRole: { arn: undefined } }),
} as const;

const everyDatabase = (prefix: string) => `arn:aws:rds-db:*:<ACCOUNT_ID>:dbuser:${prefix}*/<DATABASE_USER>`;

/** What the role of the Agent may do. */
export const POLICIES: readonly Snippet[] = [
  generated(
    {
      name: "IAM policy for an RDS instance",
      prefix: "dd-policy-rds",
      description:
        "When a role is to log in to one RDS instance: `<RESOURCE_ID>` is its DbiResourceId without the `db-`.",
    },
    "rds-policy",
    { database: RDS.instance },
  ),
  generated(
    {
      name: "IAM policy for an Aurora or Multi-AZ cluster",
      prefix: "dd-policy-aurora",
      description:
        "When a role is to log in to the instances of a cluster: `<RESOURCE_ID>` is its DbClusterResourceId without the `cluster-`.",
    },
    "rds-policy",
    { database: RDS.cluster },
  ),
  generated(
    {
      name: "IAM policy for an RDS Proxy",
      prefix: "dd-policy-proxy",
      description:
        "When an application logs in through RDS Proxy; the Agent itself should monitor the instances behind it.",
    },
    "rds-policy",
    { database: RDS.proxy },
  ),
  written(
    {
      name: "IAM policy for every database of an account",
      prefix: "dd-policy-all-databases",
      description:
        "When one role monitors every RDS instance and Aurora cluster of an account, in all regions.",
    },
    "json",
    jsonText({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: "rds-db:connect",
          Resource: [everyDatabase("db-"), everyDatabase("cluster-")],
        },
      ],
    }),
  ),
  generated(
    {
      name: "IAM policy to assume a role in another account",
      prefix: "dd-policy-assume-role",
      description:
        "When the database lies in another account: this permission goes into the role of the Agent, the trust policy into the other one.",
    },
    "assume-role-policy",
  ),
];

/** Who may use a role. */
export const TRUST_POLICIES: readonly Snippet[] = [
  trust("ec2", "an Agent on EC2", "When the Agent runs on EC2 instances."),
  trust("ecs", "an Agent on ECS", "When the Agent runs as a task on ECS or Fargate."),
  trust(
    "eks-irsa",
    "an Agent on EKS, by IRSA",
    "When the Agent runs on EKS and its service account gets the role from the OIDC provider of the cluster.",
  ),
  trust(
    "eks-pod-identity",
    "an Agent on EKS, by Pod Identity",
    "When the Agent runs on EKS with the add-on eks-pod-identity-agent.",
  ),
  trust(
    "cross-account",
    "an Agent in another account",
    "When the database lies in another account: this goes into the role there, and the role of the Agent has to exist already.",
  ),
];

function trust(platform: Platform, who: string, description: string): Snippet {
  return generated(
    { name: `trust policy for ${who}`, prefix: `dd-trust-${platform}`, description },
    "trust-policy",
    { options: { platform } },
  );
}
