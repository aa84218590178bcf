# Whoever has this AWS identity acts as the Datadog account.
# Needs the provider DataDog/datadog in version 4.25 or later.
resource "datadog_aws_wif_identity_mapping" "terraform" {
  account_identifier = "<SERVICE_ACCOUNT_UUID_OR_EMAIL>"
  arn_pattern        = "arn:aws:sts::<ACCOUNT_ID>:assumed-role/<ROLE>/*"
}
