import { formatPath } from "../../model/node";
import { placeholderIn } from "../../model/placeholder";
import { defineRule } from "../define";
import { isFreeText } from "../support/free-text";
import { placeOf } from "../support/place";

/** Values that the Agent sends to Datadog to say who it is. */
const IDENTITIES = new Set(["api_key", "org_uuid"]);

export default defineRule({
  id: "yaml/placeholder",
  title: "A placeholder is not filled in",
  severity: "warning",
  appliesTo: "value",
  kinds: ["datadog", "postgres", "mysql", "sqlserver"],
  check({ scalar, path }, report, { region }) {
    if (typeof scalar.value !== "string" || isFreeText(path)) return;
    const found = placeholderIn(scalar.value);
    if (found?.kind !== "fill-in") return;
    const name = path.filter((step) => typeof step === "string").at(-1) ?? "";
    const identity = IDENTITIES.has(name);
    const then = identity
      ? "The Agent sends it as it is and Datadog refuses it, so no data arrives"
      : "The Agent uses it as it is";
    report(placeOf(found.text, scalar, region), {
      ...(identity ? { severity: "error" } : {}),
      message: `\`${formatPath(path)}\` still holds a placeholder. ${then}. Write the real value${identity ? ", or remove the line if it is set elsewhere" : ""}.`,
    });
  },
});
