# Intake mapping: API keys for the Agents with this AWS identity.
# DD_API_KEY and DD_APP_KEY come from the environment; the shell refuses to go on if one is missing.
curl --fail-with-body --silent --show-error --request POST 'https://api.datadoghq.eu/api/v2/cloud_auth/aws/intake_mapping' \
  --header 'Content-Type: application/json' \
  --header "DD-API-KEY: ${DD_API_KEY:?}" \
  --header "DD-APPLICATION-KEY: ${DD_APP_KEY:?}" \
  --data @- <<'JSON'
{
  "data": {
    "type": "aws_cloud_auth_intake_mapping",
    "attributes": {
      "arn_pattern": "arn:aws:sts::123456789012:assumed-role/datadog-agent/*"
    }
  }
}
JSON
