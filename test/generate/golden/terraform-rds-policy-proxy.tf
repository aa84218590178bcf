# Put the name of your own resource in place of aws_db_proxy.front.
data "aws_iam_policy_document" "datadog_rds_connect" {
  statement {
    actions   = ["rds-db:connect"]
    resources = ["arn:aws:rds-db:eu-west-1:123456789012:dbuser:${element(split(":", aws_db_proxy.front.arn), 6)}/datadog"]
  }
}

resource "aws_iam_role_policy" "datadog_rds_connect" {
  name   = "datadog-rds-connect"
  role   = "datadog-agent"
  policy = data.aws_iam_policy_document.datadog_rds_connect.json
}
