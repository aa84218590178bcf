# Put the name of your own resource in place of aws_db_instance.orders. For Aurora: aws_rds_cluster.<name>.cluster_resource_id.
data "aws_iam_policy_document" "datadog_rds_connect" {
  statement {
    actions   = ["rds-db:connect"]
    resources = ["arn:aws:rds-db:eu-west-1:210987654321:dbuser:${aws_db_instance.orders.resource_id}/datadog"]
  }
}

resource "aws_iam_role_policy" "datadog_rds_connect" {
  name   = "datadog-rds-connect"
  role   = "orders-login"
  policy = data.aws_iam_policy_document.datadog_rds_connect.json
}
