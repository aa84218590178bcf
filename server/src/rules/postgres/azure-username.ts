import { isUuid } from "../../model/azure/clouds";
import { defineRule } from "../define";
import { readPostgresAuth, usesAzure } from "../support/postgres-auth";

export default defineRule({
  id: "postgres/azure-username",
  title: "`username` is an id where the identity's name belongs",
  severity: "warning",
  appliesTo: "postgres.instance",
  check({ map }, report, context) {
    const auth = readPostgresAuth(map, context.settings);
    const { scalar, text } = auth.username;
    if (!usesAzure(auth) || !scalar || text === undefined || !isUuid(text.trim())) return;
    report(scalar, {
      message:
        "`username` is a UUID. The database looks for a role of that name, and `pgaadauth_create_principal` creates it under the name of the identity, so the login fails. Write the identity's name, in its exact case; the id belongs into `client_id`.",
    });
  },
});
