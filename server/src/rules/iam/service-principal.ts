import { parseArn } from "../../model/aws/arn";
import type { Policy, PolicyStatement } from "../../model/aws/policy";
import { type ScalarNode, scalarOf } from "../../model/node";
import { defineRule, type Reporter, type RuleContext } from "../define";
import { replacePart, replaceValue } from "../support/iam/edits";
import { IAM_POLICY, isFillInOrVariable, placeIn } from "../support/iam/places";
import {
  isKnownServicePrincipal,
  parseServicePrincipal,
  type ServicePrincipal,
  usualService,
} from "../support/iam/service-principals";

export default defineRule({
  id: "iam/service-principal",
  title: "That is not the name of an AWS service",
  severity: "error",
  appliesTo: "statement",
  kinds: IAM_POLICY,
  check({ policy, statement }, report, context) {
    for (const { scalar, key } of statement.principals) {
      if (!scalar || key?.name !== "Service" || isFillInOrVariable(scalar.text)) continue;
      const service = parseServicePrincipal(scalar.text);
      if (!service) reportFormat(scalar, report);
      else if (isKnownServicePrincipal(service))
        checkUse(scalar, service, { policy, statement }, report, context);
      else reportUnknown(scalar, service, report, context);
    }
  },
});

function reportFormat(scalar: ScalarNode, report: Reporter): void {
  if (/^[\w-]+\.amazon\.com$/.test(scalar.text)) return; // alexa-appkit.amazon.com
  const name = scalar.text
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, "")
    .replace(/\/.*$/, "")
    .replace(/\.a[a-z]*\.com?$/, "");
  const meant = isKnownServicePrincipal({ name, suffix: "" }) ? name : usualService(name);
  report(scalar, {
    message: `\`${scalar.text}\` is not how a service is named, and IAM refuses the policy. Write \`<service>.amazonaws.com\`${meant ? `, here \`${meant}.amazonaws.com\`` : ", for example `ecs-tasks.amazonaws.com`"}.`,
    fixes: [meant ? replaceValue(scalar, `${meant}.amazonaws.com`) : undefined],
  });
}

function reportUnknown(
  scalar: ScalarNode,
  { name }: ServicePrincipal,
  report: Reporter,
  context: RuleContext,
): void {
  const meant = usualService(name);
  const part = { start: 0, end: name.length };
  report(placeIn(scalar, part, context), {
    severity: meant ? "error" : "information",
    message: meant
      ? `No AWS service is named \`${scalar.text}\`, and IAM refuses the policy. Did you mean \`${meant}.amazonaws.com\`?`
      : `ddconf knows no AWS service named \`${scalar.text}\`. If there is none, IAM refuses the policy: check the spelling.`,
    fixes: [meant ? replacePart(scalar, part, meant, context) : undefined],
  });
}

function checkUse(
  scalar: ScalarNode,
  { name, suffix }: ServicePrincipal,
  { policy, statement }: { policy: Policy; statement: PolicyStatement },
  report: Reporter,
  context: RuleContext,
): void {
  const part = { start: 0, end: name.length };
  if (name === "ecs" && policy.type === "trust" && isForTasks(statement)) {
    report(placeIn(scalar, part, context), {
      severity: "warning",
      message:
        "`ecs.amazonaws.com` is the ECS service itself. A task, such as one with the Agent, gets its role through `ecs-tasks.amazonaws.com` and cannot assume this one: write `ecs-tasks.amazonaws.com` if the role is for tasks.",
      fixes: [replacePart(scalar, part, "ecs-tasks", context)],
    });
  }
  if (name !== "ec2") return;
  const wanted = partitionOf(policy) === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";
  if (suffix === wanted || !partitionOf(policy) || !suffix.startsWith("amazonaws.com")) return;
  const end = { start: scalar.text.length - suffix.length, end: scalar.text.length };
  report(placeIn(scalar, end, context), {
    message: `The other ARNs of this policy are in the partition \`${partitionOf(policy)}\`, where EC2 is \`ec2.${wanted}\`; under another name instances cannot assume the role. Write \`ec2.${wanted}\`.`,
    fixes: [replacePart(scalar, end, wanted, context)],
  });
}

/** The service itself has a role as well, for infrastructure that it manages. */
function isForTasks(statement: PolicyStatement): boolean {
  const sid = scalarOf(statement.element("Sid")?.value)?.text ?? "";
  return statement.conditions.length === 0 && !/infra|service/i.test(sid);
}

/** The partition that the ARNs of a policy agree on. */
function partitionOf({ statements }: Policy): string | undefined {
  const found = new Set(
    statements
      .flatMap(({ principals, resources }) => [...principals, ...resources])
      .flatMap(({ scalar }) => (scalar ? [parseArn(scalar.text)?.partition.text] : []))
      .filter((partition) => partition !== undefined && /^aws(?:-[a-z-]+)?$/.test(partition)),
  );
  return found.size === 1 ? [...found][0] : undefined;
}
