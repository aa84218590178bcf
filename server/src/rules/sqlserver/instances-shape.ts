import { defineRule } from "../define";
import { checkInstancesShape } from "../support/instances-shape";

export default defineRule({
  id: "sqlserver/instances-shape",
  title: "Instances the Agent cannot find or read",
  severity: "error",
  appliesTo: "check",
  kinds: ["sqlserver"],
  check: checkInstancesShape,
});
