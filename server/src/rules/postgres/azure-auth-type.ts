import { liesBelow } from "../../config/version";
import { closest } from "../../schema/similar";
import { defineRule } from "../define";
import { writeFix } from "../support/fixes";
import { isNotNull, switchOf } from "../support/given";
import { readPostgresAuth } from "../support/postgres-auth";

const TYPES = ["managed_identity", "workload_identity"];

export default defineRule({
  id: "postgres/azure-auth-type",
  title: "`auth_type` is none that the Agent knows",
  severity: "error",
  appliesTo: "postgres.instance",
  check({ map }, report, context) {
    const { azure } = readPostgresAuth(map, context.settings);
    const { entry, scalar, text, unknowable } = azure.authType;
    if (!entry || unknowable || !isNotNull(azure.authType)) return;
    if (typeof scalar?.value === "string" && (text === "" || TYPES.includes(scalar.value))) return;
    // the key came with 7.80, and what is not read cannot be wrong
    if (liesBelow(context.settings.agentVersion, "7.80")) return;
    const meant = text === undefined ? undefined : closest(text, TYPES);
    const isWord = typeof scalar?.value === "string";
    if (isWord && switchOf(azure.enabled) === "off") return;
    report(entry.value, {
      message: `\`auth_type\` takes \`managed_identity\` or \`workload_identity\`, and ${isWord ? `\`${text}\`` : "this"} is neither: the check refuses the instance. ${meant ? `Did you mean \`${meant}\`?` : "Write one of the two, or leave it out for `managed_identity`."}`,
      fixes: [meant === undefined ? undefined : writeFix(scalar, meant)],
    });
  },
});
