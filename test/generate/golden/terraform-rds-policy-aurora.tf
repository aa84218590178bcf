# Put the name of your own resource in place of aws_rds_cluster.database.
data "aws_iam_policy_document" "datadog_rds_connect" {
  statement {
    actions   = ["rds-db:connect"]
    resources = ["arn:aws-us-gov:rds-db:us-gov-west-1:123456789012:dbuser:${aws_rds_cluster.database.cluster_resource_id}/dd_agent"]
  }
}

resource "aws_iam_role_policy" "datadog_rds_connect" {
  name   = "datadog-rds-connect"
  role   = "datadog-agent"
  policy = data.aws_iam_policy_document.datadog_rds_connect.json
}
