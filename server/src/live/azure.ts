import type { AzurePort } from "./ports";

export const azure = {} as AzurePort;
