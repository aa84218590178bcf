import { defineRule } from "../define";
import { checkInstancesShape } from "../support/instances-shape";

export default defineRule({
  id: "mysql/instances-shape",
  title: "Instances the Agent cannot find or read",
  severity: "error",
  appliesTo: "check",
  kinds: ["mysql"],
  check: checkInstancesShape,
});
