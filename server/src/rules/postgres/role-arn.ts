import { type Arn, isAccountId, parseArn } from "../../model/aws/arn";
import { partitionById, partitionOfRegion } from "../../model/aws/partitions";
import type { Span } from "../../model/text";
import { defineRule, type Fix, type RuleContext } from "../define";
import { writeFix } from "../support/fixes";
import { type Given, spanInside, switchOf } from "../support/given";
import { readPostgresAuth } from "../support/postgres-auth";

interface Fault {
  readonly message: string;
  readonly part: Span;
  readonly instead?: string;
}

export default defineRule({
  id: "postgres/role-arn",
  title: "`role_arn` names no role that the Agent can assume",
  severity: "error",
  appliesTo: "postgres.instance",
  check({ map }, report, context) {
    const { aws } = readPostgresAuth(map, context.settings);
    const { scalar, text, entry } = aws.roleArn;
    if (!scalar || !entry || text === undefined || text === "") return;
    if (switchOf(aws.enabled) === "off") {
      report(entry.key, {
        severity: "warning",
        message:
          "`role_arn` stands here, but `enabled` is not true: the Agent assumes no role and uses no IAM token. Write `enabled: true` beside it, or remove `role_arn`.",
      });
      return;
    }
    const fault = faultIn(text, aws.region);
    if (!fault) return;
    report(placeOf(fault, aws.roleArn, context) ?? scalar, {
      message: `${fault.message} The Agent asks AWS for the role in \`role_arn\`, AWS refuses, and the login never starts.`,
      fixes: [fixOfFault(fault, aws.roleArn)],
    });
  },
});

function placeOf(fault: Fault, { scalar }: Given, { region }: RuleContext): Span | undefined {
  return scalar && spanInside(region.text, scalar, fault.part);
}

function fixOfFault({ instead }: Fault, { scalar }: Given): Fix | undefined {
  return instead === undefined ? undefined : writeFix(scalar, instead);
}

function faultIn(text: string, region: Given): Fault | undefined {
  const whole = { start: 0, end: text.length };
  const arn = parseArn(text);
  const form = "`arn:aws:iam::<account>:role/<name>`";
  if (!arn)
    return { part: whole, message: `\`${text}\` is no ARN. Write the whole ARN of the role, ${form}.` };
  const assumed = roleOfSession(arn);
  if (assumed !== undefined)
    return {
      part: whole,
      instead: assumed,
      message: `This ARN names a session of a role. Write the role itself, \`${assumed}\`.`,
    };
  if (arn.service.text !== "iam" || !/^role\/./.test(arn.resource.text))
    return {
      part: arn.service.text === "iam" ? arn.resource.span : whole,
      message: `This ARN names no role, and only a role can be assumed. Write ${form}.`,
    };
  return faultInParts(arn, region);
}

/** `arn:aws:sts::<account>:assumed-role/<role>/<session>` → the role, where its path is not lost. */
function roleOfSession({ partition, service, account, resource }: Arn): string | undefined {
  const role = /^assumed-role\/([\w+=,.@-]+)(?:\/|$)/.exec(resource.text)?.[1];
  if (role === undefined || (service.text !== "sts" && service.text !== "iam")) return undefined;
  return `arn:${partition.text}:iam::${account.text}:role/${role}`;
}

function faultInParts(
  { partition, account, resource, region: ownRegion }: Arn,
  region: Given,
): Fault | undefined {
  if (/[*?]/.test(resource.text))
    return { part: resource.span, message: "`role_arn` takes one role, no pattern. Write its name in full." };
  if (!isAccountId(account.text))
    return {
      part: account.text === "" ? resource.span : account.span,
      message: `An AWS account id has 12 digits, and \`${account.text}\` is none. Write that of the account the role is in.`,
    };
  if (ownRegion.text !== "")
    return { part: ownRegion.span, message: "The ARN of a role names no region. Leave that part empty." };
  return faultInPartition(partition.text, partition.span, region);
}

function faultInPartition(partition: string, part: Span, region: Given): Fault | undefined {
  const wanted = region.text === undefined ? undefined : partitionOfRegion(region.text)?.id;
  if (!partitionById(partition))
    return { part, message: `AWS has no partition \`${partition}\`. Write \`${wanted ?? "aws"}\`.` };
  if (wanted === undefined || wanted === partition) return undefined;
  return {
    part,
    message: `The role is in the partition \`${partition}\`, the region \`${region.text}\` in \`${wanted}\`, and roles do not reach across partitions. Write a role of \`${wanted}\`.`,
  };
}
