import { parseArn } from "../../model/aws/arn";
import type { Policy, PolicyStatement } from "../../model/aws/policy";
import { CURRENT_VERSION, OLD_VERSION, parseOperator } from "../../model/aws/policy-grammar";
import { type PolicyVariable, type VariableKind, variablesIn } from "../../model/aws/policy-variables";
import { type ScalarNode, scalarOf } from "../../model/node";
import { defineRule, type Fix, type Reporter, type RuleContext } from "../define";
import { replacePart, replaceValue } from "../support/iam/edits";
import { IAM_POLICY, placeIn } from "../support/iam/places";

export default defineRule({
  id: "iam/policy-variable",
  title: "AWS cannot fill in a variable",
  severity: "error",
  appliesTo: "statement",
  kinds: IAM_POLICY,
  check({ policy, statement }, report, context) {
    const judge = (
      scalar: ScalarNode | undefined,
      unsupported: (variable: PolicyVariable) => string | undefined,
    ) => {
      for (const variable of scalar ? variablesIn(scalar.text) : []) {
        const problem = BROKEN[variable.kind]?.(variable.text) ?? unsupportedIn(variable, unsupported);
        if (!scalar || !problem) continue;
        report(placeIn(scalar, variable.span, context), {
          message: problem,
          fixes: [fixOf(variable, scalar, context)],
        });
      }
    };
    checkPlaces(statement, judge);
    checkVersion(policy, statement, report, context);
  },
});

type Judge = (
  scalar: ScalarNode | undefined,
  unsupported: (variable: PolicyVariable) => string | undefined,
) => void;

const BROKEN: Readonly<Partial<Record<VariableKind, (text: string) => string>>> = {
  "no-brace": (text) =>
    `The variable \`${text}\` has no closing brace, so AWS takes it for plain text or refuses the policy: write \`${text}}\`.`,
  "no-quote": (text) =>
    `The default in \`${text}\` is not in quotes, and IAM refuses the policy: write it in single quotes, \`\${key, 'default'}\`.`,
  space: (text) =>
    `A blank stands in the name of the variable \`${text}\`, and IAM refuses the policy: remove it.`,
  empty: () =>
    `\`\${}\` names no variable, and IAM refuses the policy: write a key such as \`\${aws:username}\`, or \`\${$}\` for a dollar sign.`,
};

function unsupportedIn(
  variable: PolicyVariable,
  unsupported: (variable: PolicyVariable) => string | undefined,
): string | undefined {
  return variable.kind === "variable" ? unsupported(variable) : undefined;
}

function checkPlaces(statement: PolicyStatement, judge: Judge): void {
  for (const { scalar, element } of [...statement.actions, ...statement.principals])
    judge(
      scalar,
      ({ text }) =>
        `AWS fills in variables in \`Resource\` and \`Condition\` only; in \`${element.name}\` \`${text}\` is plain text, and IAM refuses the policy. Write the name itself.`,
    );
  judge(
    scalarOf(statement.element("Sid")?.value),
    ({ text }) =>
      `AWS fills in variables in \`Resource\` and \`Condition\` only; in \`Sid\` \`${text}\` is plain text, and IAM refuses the policy. Write a plain word.`,
  );
  for (const { scalar } of statement.resources) {
    const resource = scalar && parseArn(scalar.text)?.resource.span.start;
    judge(scalar, ({ text, span }) =>
      resource !== undefined && span.start < resource
        ? `AWS fills in variables only behind the fifth colon of an ARN, so \`${text}\` is plain text here and the ARN matches nothing: write the value itself, or \`*\`.`
        : undefined,
    );
  }
  for (const { operator, values } of statement.conditions) {
    const { base } = parseOperator(operator.name);
    const takesVariables = !base || /^(?:String|Arn)/.test(base);
    for (const { scalar } of values)
      judge(scalar, ({ text }) =>
        takesVariables
          ? undefined
          : `AWS fills in variables for \`String…\` and \`Arn…\` operators only; with \`${operator.name}\` \`${text}\` is plain text, and IAM refuses the policy. Write the value itself.`,
      );
  }
}

function fixOf(
  { kind, text, span }: PolicyVariable,
  scalar: ScalarNode,
  context: RuleContext,
): Fix | undefined {
  if (kind === "no-brace") return replacePart(scalar, span, `${text}}`, context);
  return kind === "space" ? replacePart(scalar, span, text.replace(/\s+/g, ""), context) : undefined;
}

/** In the language of 2008 there are no variables. A missing `Version` has a finding of its own. */
function checkVersion(
  policy: Policy,
  statement: PolicyStatement,
  report: Reporter,
  context: RuleContext,
): void {
  const version = scalarOf(policy.version?.value);
  if (version?.text !== OLD_VERSION) return;
  const values = [...statement.resources, ...statement.conditions.flatMap((condition) => condition.values)];
  for (const { scalar } of values) {
    const variable =
      scalar && variablesIn(scalar.text).find(({ kind }) => kind === "variable" || kind === "literal");
    if (!variable) continue;
    report(placeIn(scalar, variable.span, context), {
      message: `The policy's \`Version\` is \`${OLD_VERSION}\`, whose language has no variables, so \`${variable.text}\` is plain text and matches nothing. Write \`"Version": "${CURRENT_VERSION}"\`.`,
      fixes: [
        { ...replaceValue(version, CURRENT_VERSION), title: `Set \`Version\` to \`${CURRENT_VERSION}\`` },
      ],
      related: [{ at: version, message: "The version stands here" }],
    });
  }
}
