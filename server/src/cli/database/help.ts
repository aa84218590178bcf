/** Shown below `ddconf db --help`. */
export const DATABASE_EXAMPLES = `
A token goes to the database's own host over TLS, and nowhere else. The queries of
the test only read. A password that the file does not hold is taken from the
variable DDCONF_DB_PASSWORD. docs/live-checks.md says what leaves this machine.

Exit codes of the test:
  0  the Agent can log in, and its check has what it needs, warnings or not
  1  a step failed, or you called it off
  2  wrong usage, or there was nobody to ask and no --yes

Examples:
  $ ddconf db test conf.d/postgres.d/conf.yaml
  $ ddconf db test conf.yaml --instance orders --as me --profile production
  $ PGPASSWORD="$(ddconf db token conf.yaml)" psql "host=… user=datadog sslmode=require"
`;
