/** Shown below `ddconf --help`. */
export const EXAMPLES = `
Examples:
  $ ddconf check                                  check what is below this folder
  $ ddconf check /etc/datadog-agent               check an Agent's own files
  $ ddconf check --fix --dry-run                  show what --fix would change
  $ ddconf explain schema/unknown-key             read about a rule
  $ ddconf generate                               list what ddconf can write
  $ ddconf mapping match <caller-arn> *.json      which mapping matches a caller
  $ ddconf sandbox                                stand-ins to try things on
`;

/** Shown below `ddconf check --help`. */
export const CHECK_EXAMPLES = `
Files found in folders are checked when their name and content say that an Agent
reads them, or when the kinds of a .ddconf.yaml name them. Hidden folders and
node_modules are skipped.

Exit codes:
  0  nothing found that is as bad as --severity
  1  something found, or --dry-run has changes to show
  2  wrong usage, or a file could not be read or written

Examples:
  $ ddconf check conf.d/postgres.d/conf.yaml      check one file
  $ ddconf check 'hosts/**/datadog.yaml'          check what matches a pattern
  $ ddconf check --severity error                 report errors only
  $ ddconf check --format sarif > ddconf.sarif    for code scanning
  $ helm template . | ddconf check - --stdin-filename datadog.yaml
`;

/** Shown below `ddconf generate --help`. */
export const GENERATE_EXAMPLES = `
What is not known stays in angle brackets. The text goes to standard output; what to know about it goes to
standard error, so that the text alone can be redirected. Nothing is sent anywhere.

Examples:
  $ ddconf generate sql-grants postgres.d/conf.yaml --server-version 15 > grants.sql
  $ ddconf generate rds-policy postgres.d/conf.yaml --instance orders --account 123456789012
  $ ddconf generate trust-policy --platform ecs --account 123456789012 --role DatadogAgent
  $ ddconf generate aws-commands postgres.d/conf.yaml --platform ec2
  $ ddconf generate intake-mapping-curl datadog.yaml --role arn:aws:iam::123456789012:role/DatadogAgent
`;

/** Shown below `ddconf mapping match --help`. */
export const MATCH_EXAMPLES = `
Files are requests to Datadog's API that map an AWS identity, or its answers; each
arn_pattern in them is held against the caller, as Datadog would. Nothing is
sent anywhere. \`aws sts get-caller-identity\` prints the ARN of a caller.

Exit codes:
  0  a pattern matches
  1  none does
  2  wrong usage, no ARN of a caller, or a file could not be read

Examples:
  $ ddconf mapping match \\
      arn:aws:sts::123456789012:assumed-role/datadog-agent/i-0123456789abcdef0 \\
      mappings/*.json
  $ ddconf mapping match "$(aws sts get-caller-identity --query Arn --output text)" .
  $ curl … | ddconf mapping match <caller-arn> -
`;

/** Shown below `ddconf sandbox --help`. */
export const SANDBOX_EXAMPLES = `
Variables go to standard output, requests are logged to standard error, without
secrets. Only this machine can reach the sandbox. It runs until Ctrl-C.

Services: datadog, sts, imds, container, azureImds, entra
Failures:
  throttle, error   refuses as the service does when overloaded or broken
  timeout, drop     never answers; closes the connection
  tls, tls-host     certificate of an unknown authority; of another host
                    (datadog and entra)
  slow:<ms>         answers late
  huge, malformed   sends 3 MiB; sends half an answer
  redirect          points at another host

Examples:
  $ ddconf sandbox --credentials irsa             offer a Kubernetes service account
  $ ddconf sandbox --fail sts=throttle --fail datadog=slow:2000
  $ ddconf sandbox --port 8900 --json             the addresses as JSON
`;
