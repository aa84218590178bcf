# Identity mapping: an AWS identity acts as a Datadog account.
# DD_API_KEY and DD_APP_KEY come from the environment; the shell refuses to go on if one is missing.
curl --fail-with-body --silent --show-error --request POST 'https://api.datadoghq.com/api/v2/cloud_auth/aws/persona_mapping' \
  --header 'Content-Type: application/json' \
  --header "DD-API-KEY: ${DD_API_KEY:?}" \
  --header "DD-APPLICATION-KEY: ${DD_APP_KEY:?}" \
  --data @- <<'JSON'
{
  "data": {
    "type": "aws_cloud_auth_config",
    "attributes": {
      "account_identifier": "<SERVICE_ACCOUNT_UUID_OR_EMAIL>",
      "arn_pattern": "arn:aws:sts::<ACCOUNT_ID>:assumed-role/<ROLE>/*"
    }
  }
}
JSON
