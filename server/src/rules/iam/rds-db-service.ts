import { defineRule } from "../define";
import { placeOf } from "../support/iam/arns";
import { replacePart } from "../support/iam/edits";
import { IAM_POLICY } from "../support/iam/places";

export default defineRule({
  id: "iam/rds-db-service",
  title: "Database users belong to the service `rds-db`",
  severity: "error",
  appliesTo: "statement",
  kinds: IAM_POLICY,
  check({ statement }, report, context) {
    for (const place of statement.arns) {
      const service = place.arn?.service;
      if (!place.arn || !service || place.where === "principal") continue;
      const isSlip = /^rds_?db$/i.test(service.text);
      const isUser = /^rds$/i.test(service.text) && /^db-?user[:/]/i.test(place.arn.resource.text);
      if (!isSlip && !isUser) continue;
      report(placeOf(service, place, context), {
        message: `A database user belongs to the service \`rds-db\`, not to \`${service.text}\`, so this resource matches no login: write \`rds-db\`.`,
        fixes: [replacePart(place.scalar, service.span, "rds-db", context)],
      });
    }
  },
});
