export { fetchDatabaseToken } from "./database-token";
export * from "./mappings";
export { testDatabaseLogin } from "./test-database-login";
export { testDelegatedAuth } from "./test-delegated-auth";
export { testTerraformAuth } from "./test-terraform-auth";
