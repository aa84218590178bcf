import { entryOf, scalarOf, textAt } from "../../model/node";
import { isUnknowable } from "../../model/placeholder";
import { defineRule } from "../define";
import { MAPPING_TYPES } from "../support/mapping-types";

export default defineRule({
  id: "mapping/account-identifier",
  title: "account_identifier does not fit the kind of mapping",
  severity: "error",
  appliesTo: "arn-pattern",
  kinds: ["identity-mapping"],
  check({ data, attributes, entry }, report) {
    const mapping = MAPPING_TYPES.get(textAt(data, ["type"]) ?? "");
    const identifier = entryOf(attributes, "account_identifier");
    if (mapping === "intake" && identifier) {
      report(identifier.key, {
        message:
          "An intake mapping gives a workload a managed API key and belongs to no Datadog user: Datadog takes no `account_identifier` with it. Remove it, or send the request as an identity mapping.",
      });
    } else if (mapping === "persona" && !identifier) {
      report(entry.key, {
        message:
          "An identity mapping says which Datadog account the AWS identity acts as, and this one names none: Datadog refuses it. Add `account_identifier` with the e-mail address or handle of the user, or the UUID of the service account.",
      });
    } else if (mapping === "persona" && identifier) {
      const scalar = scalarOf(identifier.value);
      if (typeof scalar?.value === "string" && (isUnknowable(scalar) || /^\S+$/.test(scalar.text.trim())))
        return;
      report(identifier.value, {
        message:
          "This is no account, and Datadog refuses the mapping. Write the e-mail address or handle of a Datadog user, or the UUID of a service account.",
      });
    }
  },
});
