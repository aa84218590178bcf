data "aws_caller_identity" "current" {}

# Put the name of your own resource in place of aws_db_instance.orders. For Aurora: aws_rds_cluster.<name>.cluster_resource_id.
data "aws_iam_policy_document" "datadog_rds_connect" {
  statement {
    actions   = ["rds-db:connect"]
    resources = ["arn:aws:rds-db:eu-west-1:${data.aws_caller_identity.current.account_id}:dbuser:${aws_db_instance.orders.resource_id}/datadog"]
  }
}

resource "aws_iam_role_policy" "datadog_rds_connect" {
  name   = "datadog-rds-connect"
  role   = "datadog-agent"
  policy = data.aws_iam_policy_document.datadog_rds_connect.json
}
