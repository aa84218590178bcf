# An IAM login to orders as datadog.
# Run the commands one by one: each tells what it changed. Fill in what stands in angle brackets first.

# The resource id that goes into the policy below, in the account of the database; the policy has the `db-` already.
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
        "Service": "pods.eks.amazonaws.com"
      },
      "Action": [
        "sts:AssumeRole",
        "sts:TagSession"
      ]
    }
  ]
}'
aws eks create-pod-identity-association \
  --cluster-name '<CLUSTER_NAME>' \
  --namespace '<NAMESPACE>' \
  --service-account '<SERVICE_ACCOUNT>' \
  --role-arn arn:aws:iam::123456789012:role/datadog-agent

# Account 123456789012: the Agent's role may assume orders-login. This adds a permission and leaves
# the role's trust policy alone; update-assume-role-policy would replace it.
aws iam put-role-policy \
  --role-name datadog-agent \
  --policy-name assume-orders-login \
  --policy-document '{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "sts:AssumeRole",
      "Resource": "arn:aws:iam::210987654321:role/monitoring/orders-login"
    }
  ]
}'

# Account 210987654321: the role that the Agent assumes, and who may assume it. The Agent's role must
# exist by now. If this role exists already, use `aws iam update-assume-role-policy` with this document.
aws iam create-role \
  --path /monitoring/ \
  --role-name orders-login \
  --assume-role-policy-document '{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Principal": {
        "AWS": "arn:aws:iam::123456789012:role/datadog-agent"
      },
      "Action": "sts:AssumeRole"
    }
  ]
}'

# Account 210987654321: orders-login may log in as datadog.
aws iam put-role-policy \
  --role-name orders-login \
  --policy-name datadog-rds-connect \
  --policy-document '{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": "rds-db:connect",
      "Resource": "arn:aws:rds-db:eu-west-1:210987654321:dbuser:db-<RESOURCE_ID>/datadog"
    }
  ]
}'
