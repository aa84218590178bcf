import type { DatabasePort } from "../ports";

export const postgres = {} as DatabasePort;
