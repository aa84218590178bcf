import type { AwsPort } from "./ports";

export const aws = {} as AwsPort;
