import { PARTITIONS } from "../../../model/aws/partitions";
import { closest } from "../../../schema/similar";
import { isKnownService } from "./actions";

/** Names in front of `.amazonaws.com` that are no prefixes of actions. */
const FURTHER = new Set(
  (
    "access-grants.s3 accountdiscovery.ssm agentless.inspector2 airflow-env " +
    "appstream.application-autoscaling batchoperations.s3 billingconsole build.apprunner channels.lex " +
    "cks.kms config-conforms config-multiaccountsetup continuousexport.discovery credentials.iot " +
    "custom-resource.application-autoscaling custom.rds delivery.logs directoryservice " +
    "dynamodb.application-autoscaling ec2.application-autoscaling ec2fleet ec2scheduled ecs-tasks " +
    "ecs.application-autoscaling edgelambda eks-connector eks-fargate eks-fargate-pods eks-nodegroup " +
    "elasticmapreduce.application-autoscaling email.cognito-idp events.workmail export.rds " +
    "guardrails.bedrock hooks.cloudformation lambda.application-autoscaling lexv2 logger.cloudfront " +
    "logging.s3 macie maintenance.s3 malware-protection-plan.guardduty malware-protection.guardduty " +
    "member.org.stacksets.cloudformation migrationhub monitoring monitoring.rds ops.apigateway " +
    "ops.emr-serverless pods.eks preview.rds purchaseorders rds.application-autoscaling rdsdataservice " +
    "replication.dynamodb replicator.lambda reporting.trustedadvisor resource.cloudformation " +
    "resources.cloudformation roles.deepracer sagemaker.application-autoscaling scheduler.redshift " +
    "servicecatalog-appregistry spot spotfleet stacksets.cloudformation storage-lens.s3 " +
    "streams.metrics.cloudwatch tasks.apprunner traffic.cloudfront transcribe.streaming transitgateway " +
    "vmie vpc-flow-logs"
  ).split(" "),
);

/** What roles are usually for: a slip for one of these is told from a service that ddconf does not know. */
const USUAL = (
  "ec2 ecs-tasks ecs lambda pods.eks eks eks-fargate-pods eks-nodegroup rds monitoring.rds export.rds states events " +
  "scheduler codebuild codedeploy codepipeline cloudformation glue apigateway batch sagemaker firehose spotfleet " +
  "edgelambda elasticmapreduce emr-serverless s3 sns sqs kms logs delivery.logs vpc-flow-logs cloudtrail config " +
  "backup dms redshift autoscaling application-autoscaling ssm bedrock tasks.apprunner build.apprunner"
).split(" ");

const SUFFIXES = [...new Set(PARTITIONS.map(({ dnsSuffix }) => dnsSuffix))].sort(
  (a, b) => b.length - a.length,
);

export interface ServicePrincipal {
  /** What stands before the suffix, without a region: `ecs-tasks`, `pods.eks`. */
  readonly name: string;
  readonly suffix: string;
}

/** Takes `<name>[.<region>].<DNS suffix of a partition>` apart; undefined when it is written otherwise. */
export function parseServicePrincipal(text: string): ServicePrincipal | undefined {
  const suffix = SUFFIXES.find((candidate) => text.endsWith(`.${candidate}`));
  const front = suffix && text.slice(0, -suffix.length - 1);
  if (!suffix || !front || !/^[a-z0-9_-]+(?:\.[a-z0-9-]+)*$/.test(front)) return undefined;
  return { name: front.replace(/\.[a-z]{2,4}(?:-[a-z]+)+-\d+$/, ""), suffix };
}

export function isKnownServicePrincipal({ name }: ServicePrincipal): boolean {
  return FURTHER.has(name) || isKnownService(name);
}

/** The principal that a name is most likely a slip for: `ecs-task` → `ecs-tasks`. */
export function usualService(name: string): string | undefined {
  return closest(name, USUAL);
}
