import type { PolicyStatement } from "../../model/aws/policy";
import { scalarOf } from "../../model/node";
import { defineRule } from "../define";
import { IAM_POLICY } from "../support/iam/places";

const TASKS = /^ecs-tasks\.amazonaws\.com(?:\.cn)?$/;
/** Condition keys that tell on whose behalf a service calls. */
const SOURCES = /^aws:source(?:account|arn|orgid|orgpaths)$/i;

export default defineRule({
  id: "iam/source-account",
  title: "ECS may assume the role on behalf of any account",
  severity: "information",
  appliesTo: "statement",
  kinds: IAM_POLICY,
  check({ policy, statement }, report) {
    if (policy.type !== "trust" || scalarOf(statement.element("Effect")?.value)?.text !== "Allow") return;
    const [tasks, ...others] = statement.principals;
    // other services may send no source, so that the same condition would lock them out
    if (!tasks?.scalar || others.length > 0 || tasks.key?.name !== "Service") return;
    if (!TASKS.test(tasks.scalar.text) || looksAtSource(statement)) return;
    report(tasks.scalar, {
      message:
        'ECS tasks can assume this role, and no condition says whose. AWS recommends to name the account: add `"Condition": { "StringEquals": { "aws:SourceAccount": "<account>" } }`, best together with `"ArnLike": { "aws:SourceArn": "arn:aws:ecs:<region>:<account>:*" }`.',
    });
  },
});

function looksAtSource({ conditions }: PolicyStatement): boolean {
  return conditions.some(({ key }) => SOURCES.test(key.name));
}
