import { PARTITIONS } from "../../../model/aws/partitions";
import { closest } from "../../../schema/similar";
import { isKnownService } from "./actions";

/** Names in front of `.amazonaws.com` that are no prefixes of actions. */
const FURTHER = new Set(
  (
    "ecs-tasks pods.eks eks-fargate eks-fargate-pods eks-nodegroup eks-connector spotfleet spot ec2fleet ec2scheduled " +
    "edgelambda replicator.lambda monitoring.rds export.rds preview.rds rdsdataservice custom.rds vpc-flow-logs " +
    "delivery.logs monitoring cloudwatch build.apprunner tasks.apprunner apprunner vmie ssm-incidents " +
    "ops.apigateway replication.dynamodb dynamodb.application-autoscaling ecs.application-autoscaling " +
    "rds.application-autoscaling lambda.application-autoscaling appstream.application-autoscaling " +
    "custom-resource.application-autoscaling elasticmapreduce.application-autoscaling " +
    "ec2.application-autoscaling sagemaker.application-autoscaling channels.lex lexv2 continuousexport.discovery " +
    "credentials.iot cks.kms ops.emr-serverless emr-containers email.cognito-idp inspector agentless.inspector2 " +
    "malware-protection.guardduty malware-protection-plan.guardduty config-conforms config-multiaccountsetup " +
    "member.org.stacksets.cloudformation stacksets.cloudformation hooks.cloudformation resources.cloudformation " +
    "resource.cloudformation traffic.cloudfront logger.cloudfront transitgateway vpc-lattice guardrails.bedrock " +
    "redshift-serverless scheduler.redshift databrew access-analyzer billingconsole codecommit codestar-notifications " +
    "codeguru-reviewer compute-optimizer fms globalaccelerator health.amazonaws imagebuilder iot iotevents " +
    "license-manager macie marketplacecommerceanalytics mediapackage migrationhub nimble opsworks-cm pipes " +
    "purchaseorders ram reporting.trustedadvisor robomaker roles.deepracer rolesanywhere s3-outposts " +
    "streams.metrics.cloudwatch billing batchoperations.s3 maintenance.s3 logging.s3 access-grants.s3 " +
    "servicecatalog-appregistry serverlessrepo sms storage-lens.s3 storagegateway support synthetics transcribe.streaming " +
    "transfer voiceid waf-regional wellarchitected workspaces worklink wam network-firewall network.rds " +
    "dlm fis firehose greengrass ec2-instance-connect autoscaling-plans appfabric accountdiscovery.ssm " +
    "airflow airflow-env deadline directoryservice dsql events.workmail lakeformation lightsail mgn drs"
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
