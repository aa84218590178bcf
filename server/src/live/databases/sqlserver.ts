import type { DatabasePort } from "../ports";

export const sqlserver = {} as DatabasePort;
