export { fetchDatabaseToken } from "./database-token";
export { testDatabaseLogin } from "./test-database-login";
