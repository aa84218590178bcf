import { scalarOf } from "../../model/node";
import { isUnknowable } from "../../model/placeholder";
import { defineRule } from "../define";

export default defineRule({
  id: "mapping/secret-in-clear",
  title: "A Datadog key stands in the file",
  severity: "error",
  appliesTo: "mapping",
  kinds: ["identity-mapping"],
  check({ map }, report) {
    for (const { name, value } of map.entries) {
      const scalar = scalarOf(value);
      if (!scalar || isUnknowable(scalar) || !/^dd[-_](?:api|application|app)[-_]key$/i.test(name)) continue;
      if (!/^(?:[0-9a-f]{32}|[0-9a-f]{40})$/i.test(scalar.text)) continue;
      report(scalar, {
        message: `A key stands here in clear text, and everyone who can read the file can use it. Take \`${name}\` from the environment when you send the request, and revoke this key if the file was ever shared.`,
      });
    }
  },
});
