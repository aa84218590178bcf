import type { Platform } from "../input";
import type { AwsFacts, RoleName } from "./facts";

/** A policy document as JSON takes it. */
export type PolicyDocument = {
  readonly Version: "2012-10-17";
  readonly Statement: readonly Readonly<Record<string, unknown>>[];
};

/** Lets its holder log in to the database as one user. */
export function rdsConnectPolicy({
  partition,
  region,
  databaseAccount,
  resourceId,
  databaseUser,
}: AwsFacts): PolicyDocument {
  const resource = `arn:${partition}:rds-db:${region}:${databaseAccount}:dbuser:${resourceId}/${databaseUser}`;
  return policy({ Effect: "Allow", Action: "rds-db:connect", Resource: resource });
}

/** Lets its holder assume one role. */
export function assumeRolePolicy(role: RoleName): PolicyDocument {
  return policy({ Effect: "Allow", Action: "sts:AssumeRole", Resource: role.arn });
}

/** Says who may assume a role: the place where the Agent runs, or the Agent's role of another account. */
export function trustPolicy(platform: Platform, facts: AwsFacts, region: string | undefined): PolicyDocument {
  return policy({ Effect: "Allow", ...TRUST[platform](facts, region) });
}

type Trust = (facts: AwsFacts, region: string | undefined) => Readonly<Record<string, unknown>>;

const TRUST: Readonly<Record<Platform, Trust>> = {
  ec2: ({ partition }) => ({
    Principal: { Service: `ec2.amazonaws.com${partition === "aws-cn" ? ".cn" : ""}` },
    Action: "sts:AssumeRole",
  }),
  // without the condition, ECS tasks of another account could be pointed at the role
  ecs: ({ partition, agentRole }, region = "<ECS_REGION>") => ({
    Principal: { Service: "ecs-tasks.amazonaws.com" },
    Action: "sts:AssumeRole",
    Condition: {
      StringEquals: { "aws:SourceAccount": agentRole.account },
      ArnLike: { "aws:SourceArn": `arn:${partition}:ecs:${region}:${agentRole.account}:*` },
    },
  }),
  "eks-irsa": ({ partition, agentRole }, region = "<EKS_REGION>") => {
    const provider = `oidc.eks.${region}.amazonaws.com${partition === "aws-cn" ? ".cn" : ""}/id/<OIDC_ID>`;
    return {
      Principal: { Federated: `arn:${partition}:iam::${agentRole.account}:oidc-provider/${provider}` },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: {
        StringEquals: {
          [`${provider}:aud`]: "sts.amazonaws.com",
          [`${provider}:sub`]: "system:serviceaccount:<NAMESPACE>:<SERVICE_ACCOUNT>",
        },
      },
    };
  },
  "eks-pod-identity": () => ({
    Principal: { Service: "pods.eks.amazonaws.com" },
    Action: ["sts:AssumeRole", "sts:TagSession"],
  }),
  "cross-account": ({ agentRole }) => ({
    Principal: { AWS: agentRole.arn },
    Action: "sts:AssumeRole",
  }),
};

function policy(statement: Readonly<Record<string, unknown>>): PolicyDocument {
  return { Version: "2012-10-17", Statement: [statement] };
}
