import type { DatadogPort } from "./ports";

export const datadog = {} as DatadogPort;
