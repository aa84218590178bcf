import { defineRule } from "../define";
import { checkInstancesShape } from "../support/instances-shape";

export default defineRule({
  id: "postgres/instances-shape",
  title: "Instances the Agent cannot find or read",
  severity: "error",
  appliesTo: "check",
  kinds: ["postgres"],
  check: checkInstancesShape,
});
