import { partitionOfRegion } from "../../model/aws/partitions";
import { parseRdsHost } from "../../model/aws/rds-host";
import { defineRule, type Fix, type Reporter } from "../define";
import { insertFix, writeFix } from "../support/fixes";
import { type Given, isFilled } from "../support/given";
import { type PostgresAuth, readPostgresAuth, wantsIam } from "../support/postgres-auth";

export default defineRule({
  id: "postgres/iam-needs-region",
  title: "IAM login needs `aws.region`",
  severity: "error",
  appliesTo: "postgres.instance",
  check({ map }, report, context) {
    const auth = readPostgresAuth(map, context.settings);
    if (!wantsIam(auth, context.settings)) return;
    const { region, enabled } = auth.aws;
    // with an RDS host, postgres/iam-region-mismatch says more about a wrong region
    if (isFilled(region)) return auth.rds ? undefined : reportShape(region, report);
    const wanted = regionOfHost(auth);
    const advice = wanted === undefined ? "" : `, \`region: ${wanted}\``;
    report(region.entry?.key ?? enabled.entry?.value ?? map, {
      message: `IAM login is on, but \`aws.region\` is not set: the check refuses the instance with “AWS region must be set when using AWS managed authentication”. Write the region of the database${advice}.`,
      fixes: [addRegion(region, wanted)],
    });

    function addRegion({ entry, scalar }: Given, name: string | undefined): Fix | undefined {
      if (name === undefined) return undefined;
      const title = `Add \`region: ${name}\``;
      if (entry) return writeFix(scalar, name, false, title);
      return insertFix(context, map, ["aws"], [`region: ${name}`], title);
    }
  },
});

function reportShape({ text, scalar }: Given, report: Reporter): void {
  if (text === undefined || !scalar || partitionOfRegion(text)) return;
  const zone = text
    .trim()
    .toLowerCase()
    .replace(/[a-z]$/, "");
  report(scalar, {
    message: `\`${text}\` is not shaped like an AWS region. The Agent signs the IAM token for it, so the database refuses the login. Write a region such as \`us-east-1\`, without the letter of an availability zone.`,
    fixes: [partitionOfRegion(zone) ? writeFix(scalar, zone) : undefined],
  });
}

function regionOfHost({ rds, aws }: PostgresAuth): string | undefined {
  const endpoint = aws.instanceEndpoint.text;
  return rds?.region ?? (endpoint === undefined ? undefined : parseRdsHost(endpoint)?.region);
}
