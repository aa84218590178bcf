import type { Integration } from "../documents/kinds";

/** What people write where the Agent or a check has another name for it, or nothing at all. */
export interface KnownName {
  /** Path of the option to write instead, from the root of the file or of the instance. */
  readonly use?: string;
  /** What to do, as a sentence; when absent, “Write `use` instead”. */
  readonly advice?: string;
  /** True for an option that older Agents read, and that does no harm. */
  readonly outdated?: boolean;
}

type Names = ReadonlyMap<string, KnownName>;

function names(table: Readonly<Record<string, string | KnownName>>): Names {
  return new Map(
    Object.entries(table).map(([name, known]) => [name, typeof known === "string" ? { use: known } : known]),
  );
}

const PER_INSTANCE =
  "Database Monitoring is switched on per database: `dbm: true` in the instance, in `conf.d/<check>.d/conf.yaml`.";

const NO_LONGER = "Older Agents read it: remove it unless one of them reads this file.";

/** Wrong names in datadog.yaml, by path. */
const AGENT = names({
  apm_enabled: "apm_config.enabled",
  process_agent_enabled: "process_config.process_collection.enabled",
  non_local_traffic: "dogstatsd_non_local_traffic",
  "apm_config.non_local_traffic": "apm_config.apm_non_local_traffic",
  "external_metrics.enabled": "external_metrics_provider.enabled",
  container_image_enabled: "container_image.enabled",
  container_lifecycle_enabled: "container_lifecycle.enabled",
  container_lifecycle_events: { use: "container_lifecycle.enabled" },
  inventories_config: { advice: "Write the flat options `inventories_configuration_enabled` and the like." },
  dogstatsd_config: {
    advice: "DogStatsD has flat options: `dogstatsd_port`, `dogstatsd_non_local_traffic` and so on.",
  },
  database_monitoring_enabled: { advice: PER_INSTANCE },
  dbm: { advice: PER_INSTANCE },
  "database_monitoring.enabled": { advice: PER_INSTANCE },
  "security_agent.runtime": {
    advice: "Runtime security has a section of its own: `runtime_security_config`.",
  },
  "security_agent.compliance": { advice: "Compliance has a section of its own: `compliance_config`." },
  "logs_config.enabled": "logs_enabled",
  "logs_config.logs": {
    advice: "Log sources go into a file of their own: `logs:` in `conf.d/<name>.d/conf.yaml`.",
  },
  python_version: {
    advice: "Agent 7 has Python 3 alone, so there is nothing to choose: remove it.",
    outdated: true,
  },
  kubelet_wait_on_missing_container: { advice: NO_LONGER, outdated: true },
  kubelet_listener_polling_interval: { advice: NO_LONGER, outdated: true },
  "admission_controller.inject_config.trace_agent_socket": { advice: NO_LONGER, outdated: true },
  "process_config.run_in_core_agent": {
    advice:
      "Newer Agents decide by themselves where the process checks run: remove it unless an older Agent reads this file.",
    outdated: true,
  },
});

const IN_CONNECTION_STRING =
  "It goes into `connection_string`, with the driver's own name: `Encrypt=yes;TrustServerCertificate=yes`.";
const NO_SUCH_METRICS =
  "The check has no such group of metrics; what it can add is listed in its `conf.yaml.example`.";

/** Wrong names that every database check sees, by path in the instance. */
const COMMON: Readonly<Record<string, string | KnownName>> = {
  user: "username",
  user_name: "username",
  pass: "password",
  passwd: "password",
  server: "host",
  hostname: "host",
  endpoint: "host",
  hostname_override: "reported_hostname",
  name: {
    advice:
      "To tell instances apart, give each its own `tags`; to change the reported host, set `reported_hostname`.",
  },
  schemas: "collect_schemas",
  settings: "collect_settings",
  database_monitoring: "dbm",
  collection_interval: "min_collection_interval",
  interval: "min_collection_interval",
  region: "aws.region",
  role_arn: "aws.managed_authentication.role_arn",
  "aws.role_arn": "aws.managed_authentication.role_arn",
  managed_authentication: "aws.managed_authentication",
  collect_statement_metrics: "query_metrics.enabled",
  statement_metrics: "query_metrics",
  "custom_queries.metric_suffix": {
    advice: "The name of each metric is `metric_prefix`, a dot, and the `name` in `columns`.",
  },
  "custom_queries.name": {
    advice: "A custom query has no name; `metric_prefix` starts the names of its metrics.",
  },
};

const CHECKS: Readonly<Record<Integration, Names>> = {
  postgres: names({
    ...COMMON,
    database: "dbname",
    database_name: "dbname",
    db: "dbname",
    db_name: "dbname",
    sslmode: "ssl",
    ssl_mode: "ssl",
    use_ssl: {
      advice: "TLS is set with `ssl`: `ssl: require`, or `verify-full` together with `ssl_root_cert`.",
    },
    use_tls: {
      advice: "TLS is set with `ssl`: `ssl: require`, or `verify-full` together with `ssl_root_cert`.",
    },
    tls: { advice: "TLS is set with `ssl`: `ssl: require`, or `verify-full` together with `ssl_root_cert`." },
    sslrootcert: "ssl_root_cert",
    sslcert: "ssl_cert",
    sslkey: "ssl_key",
    connect_timeout: {
      advice: "The check has no connection timeout; `query_timeout` (milliseconds) limits its queries.",
    },
    connection_timeout: {
      advice: "The check has no connection timeout; `query_timeout` (milliseconds) limits its queries.",
    },
    timeout: { advice: "`query_timeout` (milliseconds) limits the check's queries." },
    schemas_collection: "collect_schemas",
    collect_column_statistics: "collect_column_stats",
    collect_activity: "query_activity",
    activity_metrics: "collect_activity_metrics",
    collect_table_count: { advice: "The check counts tables by itself; `relations` adds metrics per table." },
    database_metrics: {
      advice:
        "It is an option of the sqlserver check; here each group has a switch of its own: `collect_database_size_metrics` and so on.",
    },
    performance_schema: {
      advice:
        "It is a feature of MySQL; PostgreSQL needs the extension `pg_stat_statements`, set up in the server.",
    },
    collect_blocker_metrics: {
      advice: "Blocking queries come with `query_activity`, which `dbm: true` switches on.",
    },
    collect_connection_metrics: { advice: "Connections are counted with `collect_activity_metrics: true`." },
    "relations.relation_type": { advice: "Kinds of relations are listed in `relkind`: `relkind: [r, i]`." },
    "relations.relation_types": { advice: "Kinds of relations are listed in `relkind`: `relkind: [r, i]`." },
    "relations.schema": { advice: "Schemas are a list: `schemas: [public]`." },
    relation_regex: { advice: "It belongs in an item of `relations`: `- relation_regex: .*`." },
    relation_name: { advice: "It belongs in an item of `relations`: `- relation_name: my_table`." },
  }),
  mysql: names({
    ...COMMON,
    socket: "sock",
    unix_socket: "sock",
    timeout: { use: "connect_timeout" },
    database: { advice: "The check reads the whole server; a custom query names its database itself." },
    dbname: { advice: "The check reads the whole server; a custom query names its database itself." },
    performance_schema: {
      advice: "It is a setting of the server; `options.extra_performance_metrics` adds metrics from it.",
    },
    extra_status_metrics: "options.extra_status_metrics",
    extra_innodb_metrics: "options.extra_innodb_metrics",
    extra_performance_metrics: "options.extra_performance_metrics",
    schema_size_metrics: "options.schema_size_metrics",
    "options.replication_non_blocking_status": { advice: NO_LONGER, outdated: true },
  }),
  sqlserver: names({
    ...COMMON,
    dbname: "database",
    db: "database",
    database_name: "database",
    query_samples: {
      use: "query_activity",
      advice: "The sqlserver check takes samples of queries with `query_activity`.",
    },
    statement_samples: { use: "query_activity" },
    encrypt: { advice: IN_CONNECTION_STRING },
    encryption: { advice: IN_CONNECTION_STRING },
    trustservercertificate: { advice: IN_CONNECTION_STRING },
    trust_server_certificate: { advice: IN_CONNECTION_STRING },
    multisubnetfailover: { advice: "It goes into `connection_string`: `MultiSubnetFailover=yes`." },
    applicationintent: { advice: "It goes into `connection_string`: `ApplicationIntent=ReadOnly`." },
    trusted_connection: { advice: "It goes into `connection_string`: `Trusted_Connection=yes`." },
    tds_version: { advice: "It goes into `connection_string`: `TDS_Version=8.0` (FreeTDS only)." },
    ssl: { advice: IN_CONNECTION_STRING },
    use_ssl: { advice: IN_CONNECTION_STRING },
    connection_options: {
      advice: "Extra settings of the connection go into `connection_string`, as `Key=value;Key=value`.",
    },
    connectionstring: "connection_string",
    query_timeout: "command_timeout",
    connection_timeout: "command_timeout",
    connect_timeout: "command_timeout",
    timeout: "command_timeout",
    autodiscovery: "database_autodiscovery",
    index_usage_metrics_interval: "database_metrics.index_usage_metrics.collection_interval",
    "aws.region": { advice: "There is no IAM login for SQL Server; `aws` takes `instance_endpoint` alone." },
    region: { advice: "There is no IAM login for SQL Server, so no region is needed." },
    role_arn: { advice: "There is no IAM login for SQL Server." },
    managed_authentication: { advice: "Entra login is set with `managed_identity` in the instance." },
    client_id: "managed_identity.client_id",
    identity_scope: "managed_identity.identity_scope",
    collect_connection_metrics: { advice: NO_SUCH_METRICS },
    collect_activity: "query_activity",
  }),
};

/** What is known of a wrong name in datadog.yaml. */
export function knownAgentName(path: string): KnownName | undefined {
  return AGENT.get(path.toLowerCase());
}

/** What is known of a wrong name in an instance; `path` starts at the instance and leaves out list indexes. */
export function knownCheckName(integration: Integration, path: string): KnownName | undefined {
  return CHECKS[integration].get(path.toLowerCase());
}
