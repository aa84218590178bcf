/** Where a key of datadog.yaml is really read. */
export interface OtherFile {
  /** How messages name the file. */
  readonly file: string;
  /** What to write there, as a sentence. */
  readonly advice?: string;
}

const SYSTEM_PROBE = "system-probe.yaml";
const CHECK_FILE = "a check's own file, `conf.d/<check>.d/conf.yaml`";

const NETWORK = "Write `network_config:` with `enabled: true` below it, there.";
const PROBE =
  "The system probe starts when one of its products is enabled there, for example `network_config.enabled`.";

/** Keys that people put into datadog.yaml, by path. */
const FILES = new Map<string, OtherFile>([
  ...[
    "network_config",
    "system_probe_config",
    "service_monitoring_config",
    "universal_service_monitoring_config",
    "event_monitoring_config",
    "ebpf_check",
    "discovery",
    "dynamic_instrumentation",
    "gpu_monitoring",
    "traceroute",
    "ping",
    "windows_crash_detection",
    ...[
      "fim_enabled",
      "custom_sensitive_words",
      "envs_with_value",
      "event_server",
      "network",
      "remote_configuration",
      "security_profile",
      "self_test",
      "syscall_monitor",
      "activity_dump.enabled",
      "activity_dump.dump_duration",
      "activity_dump.traced_cgroups_count",
    ].map((key) => `runtime_security_config.${key}`),
  ].map((key): [string, OtherFile] => [key, { file: SYSTEM_PROBE }]),
  ["network_monitoring", { file: SYSTEM_PROBE, advice: NETWORK }],
  ["network_monitoring_enabled", { file: SYSTEM_PROBE, advice: NETWORK }],
  ["process_config.network", { file: SYSTEM_PROBE, advice: NETWORK }],
  ["system_probe", { file: SYSTEM_PROBE, advice: PROBE }],
  ["system_probe_enabled", { file: SYSTEM_PROBE, advice: PROBE }],
  ["enable_system_probe", { file: SYSTEM_PROBE, advice: PROBE }],
  ...["instances", "init_config", "ad_identifiers", "advanced_ad_identifiers"].map(
    (key): [string, OtherFile] => [key, { file: CHECK_FILE }],
  ),
  ["integrations", { file: CHECK_FILE, advice: "Each integration has a file of its own there." }],
  [
    "logs",
    {
      file: "a file of its own, `conf.d/<name>.d/conf.yaml`",
      advice: "Keep `logs:` as its first line there.",
    },
  ],
  ...["clusterAgent", "agents", "datadog"].map((key): [string, OtherFile] => [
    key,
    { file: "the values of the Helm chart" },
  ]),
]);

/** The file that reads a key, when it is not datadog.yaml. `path` has dots between its keys. */
export function otherFileOf(path: string): OtherFile | undefined {
  return FILES.get(path);
}
