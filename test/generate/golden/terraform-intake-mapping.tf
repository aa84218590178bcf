# Agents with this AWS identity get an API key that Datadog manages.
# Needs the provider DataDog/datadog in version 4.25 or later.
resource "datadog_aws_wif_intake_mapping" "datadog_agent" {
  arn_pattern = "arn:aws:sts::123456789012:assumed-role/datadog-agent/*"
}
