export * from "./mappings";
