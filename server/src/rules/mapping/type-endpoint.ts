import { entryOf, scalarOf } from "../../model/node";
import { isUnknowable } from "../../model/placeholder";
import { closest } from "../../schema/similar";
import { defineRule } from "../define";
import { contentOf } from "../support/arn-patterns";
import { MAPPING_TYPES } from "../support/mapping-types";

export default defineRule({
  id: "mapping/type-endpoint",
  title: "The type of the mapping is not known",
  severity: "error",
  appliesTo: "arn-pattern",
  kinds: ["identity-mapping"],
  check({ data, attributes }, report) {
    const holder = data ?? attributes;
    const entry = entryOf(holder, "type");
    const scalar = scalarOf(entry?.value);
    if (!data || (scalar && (isUnknowable(scalar) || MAPPING_TYPES.has(scalar.text)))) return;
    const known = [...MAPPING_TYPES.keys()].map((type) => `\`${type}\``).join(", ");
    if (!entry || !scalar) {
      report(entryOf(data, "attributes")?.key ?? data, {
        message: `The request has no \`type\` beside \`attributes\`, and Datadog refuses it. Write the type that the endpoint takes: ${known}.`,
      });
      return;
    }
    const near = closest(scalar.text, MAPPING_TYPES.keys());
    report(scalar, {
      message: `No mapping endpoint takes the type \`${scalar.text}\`, and Datadog refuses the request. ${near ? `Did you mean \`${near}\`?` : `Types are ${known}.`}`,
      fixes: [
        near
          ? { title: `Write \`${near}\``, edits: [{ span: contentOf(scalar), newText: near }], safe: false }
          : undefined,
      ],
    });
  },
});
