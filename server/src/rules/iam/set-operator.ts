import { parseOperator } from "../../model/aws/policy-grammar";
import { scalarOf } from "../../model/node";
import { defineRule } from "../define";
import { renameJsonKey } from "../support/iam/edits";
import { IAM_POLICY, isFillIn } from "../support/iam/places";

/** Global keys that hold one value, and those that hold several; of other keys nothing is said. */
const SINGLE = new Set(
  (
    "aws:currenttime aws:epochtime aws:ec2instancesourcevpc aws:federatedprovider aws:multifactorauthage " +
    "aws:multifactorauthpresent aws:principalaccount aws:principalarn aws:principalisawsservice aws:principalorgid " +
    "aws:principalservicename aws:principaltype aws:referer aws:requestedregion aws:resourceaccount " +
    "aws:resourceorgid aws:securetransport aws:sourceaccount aws:sourcearn aws:sourceidentity aws:sourceip " +
    "aws:sourceorgid aws:sourcevpc aws:sourcevpce aws:tokenissuetime aws:useragent aws:userid aws:username " +
    "aws:viaawsservice aws:vpcsourceip sts:externalid sts:rolesessionname"
  ).split(" "),
);
const SINGLE_PREFIX = /^aws:(?:principaltag|requesttag|resourcetag)\//;
const MULTIPLE = new Set(
  (
    "aws:tagkeys aws:calledvia aws:principalorgpaths aws:principalservicenameslist aws:resourceorgpaths " +
    "aws:sourceorgpaths aws:vpceorgpaths"
  ).split(" "),
);

export default defineRule({
  id: "iam/set-operator",
  title: "The set operator does not fit the condition key",
  severity: "warning",
  appliesTo: "statement",
  kinds: IAM_POLICY,
  check({ statement }, report) {
    const allows = scalarOf(statement.element("Effect")?.value)?.text !== "Deny";
    for (const { operator, key } of statement.conditions) {
      const { base, set } = parseOperator(operator.name);
      if (!base || base === "Null" || isFillIn(key.name)) continue;
      const name = key.name.toLowerCase();
      const single = SINGLE.has(name) || SINGLE_PREFIX.test(name);
      if (set === "ForAllValues" && single && allows) {
        const plain = operator.name.replace("ForAllValues:", "");
        report(operator.key, {
          message: `\`ForAllValues\` also holds when the request does not have the key at all, and \`${key.name}\` has one value only: without it this statement applies to everyone. Write \`${plain}\`.`,
          fixes: [renameJsonKey(operator, plain)],
        });
      } else if (!set && MULTIPLE.has(name)) {
        report(operator.key, {
          message: `\`${key.name}\` holds several values, and \`${operator.name}\` compares only one: write \`ForAllValues:${operator.name}\` (each value must match) or \`ForAnyValue:${operator.name}\` (one is enough).`,
        });
      }
    }
  },
});
