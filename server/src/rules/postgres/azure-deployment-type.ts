import { reachesBelow } from "../../config/version";
import { type Entry, mapOf } from "../../model/node";
import { optionAt } from "../../schema/catalogue";
import { closest } from "../../schema/similar";
import { defineRule, type Reporter, type RuleContext } from "../define";
import { writeFix } from "../support/fixes";
import { type Given, isNotNull } from "../support/given";
import { readPostgresAuth } from "../support/postgres-auth";

/** What people write for it: the words of Azure SQL, of the portal and of older files. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  flexible: "flexible_server",
  single: "single_server",
  vm: "virtual_machine",
  postgresql_flexible_server: "flexible_server",
  azure_postgresql_flexible_server: "flexible_server",
};

export default defineRule({
  id: "postgres/azure-deployment-type",
  title: "`deployment_type` is none that the postgres check knows",
  severity: "warning",
  appliesTo: "postgres.instance",
  check({ map }, report, context) {
    const { azure } = readPostgresAuth(map, context.settings);
    const { deploymentType, block } = azure;
    if (isNotNull(deploymentType)) judge(deploymentType, report, context);
    else if (block && mapOf(block.value)?.entries.length) missing(block, report, context);
  },
});

function judge({ entry, scalar, text, unknowable }: Given, report: Reporter, { options }: RuleContext): void {
  const known = (optionAt(options, ["instances", 0, "azure", "deployment_type"])?.schema.enum ?? []).map(
    String,
  );
  if (!entry || unknowable || (text !== undefined && known.includes(text))) return;
  const list = known.map((word) => `\`${word}\``).join(", ");
  if (typeof scalar?.value !== "string") {
    report(entry.value, {
      severity: "error",
      message: `\`deployment_type\` takes a word, and this is none: the check refuses the instance. Write one of ${list}.`,
    });
    return;
  }
  const word = scalar.value;
  const meant = OTHER_WORDS[word.toLowerCase()] ?? closest(word, known);
  const ofSql = word === "sql_database" || word === "managed_instance";
  report(entry.value, {
    message: `\`${word}\` is ${ofSql ? "a deployment type of SQL Server, none of PostgreSQL" : "no deployment type of the postgres check"}, so the database is not linked to its Azure resource. ${meant ? `Did you mean \`${meant}\`?` : `Write one of ${list}.`}`,
    fixes: [meant === undefined ? undefined : writeFix(scalar, meant)],
  });
}

function missing(block: Entry, report: Reporter, { settings }: RuleContext): void {
  if (!reachesBelow(settings.agentVersion, "7.72")) return;
  report(block.key, {
    severity: "error",
    message:
      "The `azure` block has no `deployment_type`: Agents up to 7.71 then fail to start the instance with a KeyError. Write `flexible_server`, `single_server` or `virtual_machine`.",
  });
}
