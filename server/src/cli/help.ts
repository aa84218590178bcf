/** Shown below `ddconf --help`. */
export const EXAMPLES = `
Examples:
  $ ddconf check                                  check what is below this folder
  $ ddconf check /etc/datadog-agent               check an Agent's own files
  $ ddconf check --fix --dry-run                  show what --fix would change
  $ ddconf explain schema/unknown-key             read about a rule
  $ ddconf generate                               list what ddconf can write
  $ ddconf auth test                              try out how the Agent logs in
  $ ddconf mapping match <caller-arn> *.json      which mapping matches a caller
  $ ddconf mapping list                           mappings that Datadog has
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
With files: each is a request to Datadog's API that maps an AWS identity, or its
answer; nothing is sent anywhere. Without files: the mappings that Datadog has,
with DD_API_KEY and DD_APP_KEY from the environment. \`aws sts
get-caller-identity\` prints the ARN of a caller.

Exit codes:
  0  a mapping matches
  1  none does
  2  wrong usage, no ARN of a caller, or something could not be read

Examples:
  $ ddconf mapping match \\
      arn:aws:sts::123456789012:assumed-role/datadog-agent/i-0123456789abcdef0 \\
      mappings/*.json
  $ ddconf mapping match                          this machine, at Datadog
  $ ddconf mapping match "$(aws sts get-caller-identity --query Arn --output text)" .
  $ curl … | ddconf mapping match <caller-arn> -
`;

const KEYS_AND_CODES = `
DD_API_KEY and DD_APP_KEY come from the environment. They go to the API of the
site, and to nobody else. docs/live-checks.md says what leaves this machine.

Exit codes:
  0  done
  2  not done; the text says why and what to do
`;

/** Shown below `ddconf mapping list --help`. */
export const LIST_EXAMPLES = `${KEYS_AND_CODES}
Examples:
  $ ddconf mapping list
  $ ddconf mapping list --kind intake --site datadoghq.eu
  $ ddconf mapping list --config /etc/datadog-agent/datadog.yaml --format json
`;

/** Shown below `ddconf mapping create --help`. */
export const CREATE_EXAMPLES = `
Without --pattern, AWS is asked who the caller is, every session of its role is
proposed, and you are asked before it is created. A pattern that Datadog refuses
or that nobody can match is not sent.
${KEYS_AND_CODES}
Examples:
  $ ddconf mapping create                         on the Agent's own host
  $ ddconf mapping create --as me --profile staging
  $ ddconf mapping create --pattern 'arn:aws:sts::123456789012:assumed-role/agent/*'
  $ ddconf mapping create --kind persona --account-identifier terraform@example.com
`;

/** Shown below `ddconf mapping delete --help`. */
export const DELETE_EXAMPLES = `${KEYS_AND_CODES}
Examples:
  $ ddconf mapping delete 3b0bd4c9-3a87-4d0f-8a65-5a36c1a9f0a2
  $ ddconf mapping delete 'arn:aws:sts::123456789012:assumed-role/agent/*' --yes
`;

/** Shown below `ddconf auth test --help`. */
export const AUTH_EXAMPLES = `
Steps: the configuration, AWS credentials, who AWS says this is, a mapping that
matches, the proof, the exchange. The exchange issues a real API key, so you are
asked first; the key is never shown or kept. With DD_API_KEY and DD_APP_KEY in the
environment the mappings are those that Datadog has; otherwise those in the JSON
files here. docs/live-checks.md says what leaves this machine.

Exit codes:
  0  it works, warnings or not
  1  a step failed, or you called it off
  2  wrong usage, or there was nobody to ask and no --yes

Examples:
  $ ddconf auth test                              on the Agent's own host
  $ ddconf auth test datadog.yaml --dry-run       without the exchange
  $ ddconf auth test --as me --assume-role arn:aws:iam::123456789012:role/agent
  $ ddconf auth test --as terraform --org-uuid <uuid> --site datadoghq.eu
  $ ddconf auth test --sandbox http://127.0.0.1:8126 --yes
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
