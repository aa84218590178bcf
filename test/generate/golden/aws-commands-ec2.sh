# An IAM login to orders as datadog.
# Run the commands one by one: each tells what it changed. Fill in what stands in angle brackets first.

# The resource id that goes into the policy below; the policy has the `db-` already.
# If this prints the name of a cluster as well, the policy needs the id of the cluster (`cluster-…`).
# The last word says whether IAM authentication is on for the database; it has to be.
aws rds describe-db-instances \
  --db-instance-identifier orders \
  --query 'DBInstances[0].[DbiResourceId,DBClusterIdentifier,IAMDatabaseAuthenticationEnabled]' \
  --output text

# The role of the Agent, in account 123456789012. Leave this out if the Agent has a role already.
aws iam create-role \
  --role-name datadog-agent \
  --assume-role-policy-document '{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": {
        "Service": "ec2.amazonaws.com"
      },
      "Action": "sts:AssumeRole"
    }
  ]
}'
aws iam create-instance-profile --instance-profile-name datadog-agent
aws iam add-role-to-instance-profile \
  --instance-profile-name datadog-agent \
  --role-name datadog-agent
aws ec2 associate-iam-instance-profile \
  --instance-id '<INSTANCE_ID>' \
  --iam-instance-profile Name=datadog-agent

# Account 123456789012: datadog-agent may log in as datadog.
aws iam put-role-policy \
  --role-name datadog-agent \
  --policy-name datadog-rds-connect \
  --policy-document '{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "rds-db:connect",
      "Resource": "arn:aws:rds-db:eu-west-1:123456789012:dbuser:db-<RESOURCE_ID>/datadog"
    }
  ]
}'
