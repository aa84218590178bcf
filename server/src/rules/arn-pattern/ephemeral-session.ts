import { defineRule } from "../define";
import { isAssumedRole, judge } from "../support/arn-patterns";

/** Session names that AWS and its SDKs make up, and where they come from. */
const EPHEMERAL: readonly (readonly [RegExp, string])[] = [
  [/^i-[0-9a-f]+$/, "the id of one EC2 instance"],
  [/^eks-/, "the name of one pod's session on EKS"],
  [
    /^(?:botocore-session|boto3-session|aws-sdk|aws-go-sdk)-?/,
    "a name that an AWS SDK made up for one process",
  ],
  [/^[0-9a-f]{32}$/, "the id of one ECS task"],
];

export default defineRule({
  id: "arn-pattern/ephemeral-session",
  title: "The session name changes with every workload",
  severity: "information",
  appliesTo: "arn-pattern",
  kinds: ["identity-mapping"],
  check(place, report, context) {
    const pattern = judge(place, context);
    const session = pattern?.names.at(-1);
    if (!pattern || !session || !isAssumedRole(pattern) || pattern.names.length < 2) return;
    const origin = EPHEMERAL.find(([shape]) => shape.test(session.text))?.[1];
    if (!origin) return;
    // ids of instances have 8 or 17 digits
    const isImpossible = /^i-/.test(session.text) && !/^i-(?:.{8}|.{17})$/.test(session.text);
    const effect = isImpossible
      ? "reads like the id of an EC2 instance and is too short or too long for one, so the mapping matches nobody"
      : `is ${origin}: the mapping matches this one and none that comes after it`;
    report(pattern.at(session.span), {
      message: `\`${session.text}\` ${effect}. Write \`*\` for any session of the role.`,
      fixes: [pattern.rewrite("Match any session with `*`", `${pattern.text.slice(0, session.span.start)}*`)],
    });
  },
});
