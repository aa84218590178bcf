import type { Arn } from "../../../model/aws/arn";

/** Services without regions: their ARNs leave the region empty. */
const GLOBAL = new Set(
  "account budgets ce cloudfront globalaccelerator iam networkmanager organizations route53 savingsplans shield sts waf".split(
    " ",
  ),
);
/** Services all of whose ARNs have a region, an account. Source: the service authorization reference. */
const REGIONAL = new Set(
  "rds-db lambda sqs sns secretsmanager kms ecs ecr kinesis firehose states".split(" "),
);
const WITH_ACCOUNT = new Set(
  "rds-db rds iam sts sqs secretsmanager kms ecs dynamodb kinesis states".split(" "),
);

/** Buckets and objects; access points, jobs and the like have region and account. */
function isBucket({ service, resource }: Arn): boolean {
  return (
    service.text === "s3" &&
    !/^(?:accesspoint|job|storage-lens|async-request|access-grants|[*?])/.test(resource.text)
  );
}

export type Need = "required" | "forbidden" | "either";

export function regionNeed(arn: Arn): Need {
  const service = arn.service.text;
  if (GLOBAL.has(service) || isBucket(arn)) return "forbidden";
  if (service === "rds") return /^global-cluster|^[*?]/.test(arn.resource.text) ? "either" : "required";
  return REGIONAL.has(service) ? "required" : "either";
}

export function accountNeed(arn: Arn): Need {
  if (isBucket(arn) || (arn.service.text === "route53" && arn.resource.text.startsWith("hostedzone/")))
    return "forbidden";
  return WITH_ACCOUNT.has(arn.service.text) ? "required" : "either";
}
