import { isUuid } from "../../model/azure/clouds";
import { defineRule } from "../define";
import { isFilled } from "../support/given";
import { readPostgresAuth, usesAzure } from "../support/postgres-auth";

export default defineRule({
  id: "postgres/azure-client-id",
  title: "Azure login needs the client id of the identity",
  severity: "error",
  appliesTo: "postgres.instance",
  check({ map }, report, context) {
    const auth = readPostgresAuth(map, context.settings);
    if (!usesAzure(auth)) return;
    const { clientId, enabled, authType } = auth.azure;
    if (!isFilled(clientId)) {
      // an older Agent that is told `workload_identity` does not know it: postgres/azure-version says that
      if (authType.text === "workload_identity") return;
      report(clientId.entry?.key ?? enabled.entry?.value ?? map, {
        message:
          "Azure login with a managed identity is on, but `client_id` is not set: the check refuses the instance with “Azure client_id must be set”. Write the client id of the identity, which also a system-assigned one has.",
      });
    } else if (clientId.scalar && clientId.text !== undefined && !isUuid(clientId.text.trim())) {
      report(clientId.scalar, {
        message: `\`${clientId.text}\` is no client id: Azure knows no identity by it and gives no token. Write the identity's client id, a UUID; its name belongs into \`username\`.`,
      });
    }
  },
});
