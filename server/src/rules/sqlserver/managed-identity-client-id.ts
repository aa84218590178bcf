import { isUuid } from "../../model/azure/clouds";
import { mapOf, scalarOf } from "../../model/node";
import { defineRule } from "../define";
import { isFilled } from "../support/given";
import { readSqlserverAuth } from "../support/sqlserver-auth";

export default defineRule({
  id: "sqlserver/managed-identity-client-id",
  title: "`managed_identity` needs the client id of the identity",
  severity: "error",
  appliesTo: "sqlserver.instance",
  check({ map, root }, report, { settings }) {
    const { identity, username, password } = readSqlserverAuth(map, root, settings);
    const { block, clientId } = identity;
    if (!block) return;
    if (!identity.on) {
      const empty = scalarOf(block.value)?.value === null || mapOf(block.value)?.entries.length === 0;
      if (empty && !isFilled(username) && !isFilled(password))
        report(block.key, {
          message:
            "`managed_identity` is empty, so the check does as if it were not there and has no identity to log in with. Write the `client_id` of the identity below it.",
        });
    } else if (!isFilled(clientId)) {
      report(clientId.entry?.key ?? block.key, {
        message:
          "`managed_identity` has no `client_id`: the check refuses the instance with “missing required property, client_id”. Write the client id of the identity, which also a system-assigned one has.",
      });
    } else if (
      typeof clientId.scalar?.value === "string" &&
      !clientId.unknowable &&
      !isUuid(clientId.scalar.text.trim())
    ) {
      report(clientId.scalar, {
        message: `\`${clientId.scalar.text}\` is no client id: Azure knows no identity by it and gives no token. Write the identity's client id, a UUID.`,
      });
    }
  },
});
