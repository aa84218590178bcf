import { type Artefact, jsonText } from "../artefact";
import type { GenerateInput, Platform } from "../input";
import { awsFacts } from "./facts";
import { platformNotes } from "./notes";
import { trustPolicy } from "./policies";

const WHO: Readonly<Record<Platform, string>> = {
  ec2: "EC2 instances",
  ecs: "tasks of ECS",
  "eks-irsa": "a service account of EKS (IRSA)",
  "eks-pod-identity": "pods of EKS (Pod Identity)",
  "cross-account": "the Agent's role",
};

/** The platform that was asked for; an instance that assumes a role asks for that role's trust. */
export function platformOf({ database, options }: GenerateInput): Platform {
  return options.platform ?? (database?.assumedRole ? "cross-account" : "ec2");
}

/** The trust policy of the Agent's role; for `cross-account`, of the role that the Agent assumes. */
export function trust(input: GenerateInput): Artefact {
  const platform = platformOf(input);
  const facts = awsFacts({ ...input, options: { ...input.options, platform } });
  const role = platform === "cross-account" ? (facts.targetRole ?? facts.agentRole) : facts.agentRole;
  return {
    language: "json",
    title: `Trust policy: ${WHO[platform]} may assume ${role.name}`,
    text: jsonText(trustPolicy(platform, facts, input.options.region)),
    notes: [
      `It is the trust policy of ${role.name}: the \`--assume-role-policy-document\` of \`aws iam create-role\`, or of \`update-assume-role-policy\` for a role that exists, which replaces what the role trusted before.`,
      ...platformNotes(platform, facts),
    ],
  };
}
