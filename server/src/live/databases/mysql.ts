import type { DatabasePort } from "../ports";

export const mysql = {} as DatabasePort;
