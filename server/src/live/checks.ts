export * from "./mappings";
export { testDelegatedAuth } from "./test-delegated-auth";
export { testTerraformAuth } from "./test-terraform-auth";
