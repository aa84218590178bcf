# An IAM login to the database as <DATABASE_USER>.
# Run the commands one by one: each tells what it changed. Fill in what stands in angle brackets first.

# The resource id that goes into the policy below; the policy has the `db-` already.
# If this prints the name of a cluster as well, the policy needs the id of the cluster (`cluster-…`).
# The last word says whether IAM authentication is on for the database; it has to be.
aws rds describe-db-instances \
  --db-instance-identifier '<INSTANCE_NAME>' \
  --query 'DBInstances[0].[DbiResourceId,DBClusterIdentifier,IAMDatabaseAuthenticationEnabled]' \
  --output text

# Account <ACCOUNT_ID>: <AGENT_ROLE> may log in as <DATABASE_USER>.
aws iam put-role-policy \
  --role-name '<AGENT_ROLE>' \
  --policy-name datadog-rds-connect \
  --policy-document '{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "rds-db:connect",
      "Resource": "arn:aws:rds-db:<REGION>:<ACCOUNT_ID>:dbuser:db-<RESOURCE_ID>/<DATABASE_USER>"
    }
  ]
}'
