import type { AwsPort, AzurePort, DatabasePort, DatadogPort } from "./ports";

/**
 * What live checks use of SDKs and drivers. Each is a bundle of its own that is loaded when it is first called
 * for: nobody who only lints ever pays for it. The build's list `LAZY` has to name each module.
 */
export interface Libraries {
  aws(): Promise<AwsPort>;
  azure(): Promise<AzurePort>;
  datadog(): Promise<DatadogPort>;
  postgres(): Promise<DatabasePort>;
  mysql(): Promise<DatabasePort>;
  sqlserver(): Promise<DatabasePort>;
}

export const LIBRARIES: Libraries = {
  aws: async () => (await import("./aws")).aws,
  azure: async () => (await import("./azure")).azure,
  datadog: async () => (await import("./datadog")).datadog,
  postgres: async () => (await import("./databases/postgres")).postgres,
  mysql: async () => (await import("./databases/mysql")).mysql,
  sqlserver: async () => (await import("./databases/sqlserver")).sqlserver,
};
