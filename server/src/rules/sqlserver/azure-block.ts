import type { MapNode } from "../../model/node";
import { type Entry, entryOf, mapOf } from "../../model/node";
import { optionAt } from "../../schema/catalogue";
import { closest } from "../../schema/similar";
import { defineRule, type Reporter, type RuleContext } from "../define";
import { insertFix, writeFix } from "../support/fixes";
import { type Given, givenIn, isFilled, isNotNull, switchOf } from "../support/given";
import { readSqlserverAuth, type SqlserverAuth } from "../support/sqlserver-auth";

/** What people write for it: words of the portal and of Azure's resource types. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  sql_db: "sql_database",
  azure_sql_database: "sql_database",
  azure_sql_server_database: "sql_database",
  database: "sql_database",
  sql_managed_instance: "managed_instance",
  azure_sql_server_managed_instance: "managed_instance",
  mi: "managed_instance",
  vm: "virtual_machine",
};

export default defineRule({
  id: "sqlserver/azure-block",
  title: "The `azure` block does not fit the check",
  severity: "error",
  appliesTo: "sqlserver.instance",
  check({ map, root }, report, context) {
    const block = entryOf(map, "azure");
    if (!block || !mapOf(block.value)?.entries.length) return;
    const auth = readSqlserverAuth(map, root, context.settings);
    const type = givenIn(block.value, "deployment_type");
    reportMissing(block, auth, map, report, context);
    if (isNotNull(type)) judgeType(type, report, context);
    if (type.text === "sql_database") judgeDatabase(auth, map, type, report);
  },
});

function reportMissing(
  block: Entry,
  auth: SqlserverAuth,
  map: MapNode,
  report: Reporter,
  context: RuleContext,
): void {
  // a block that is there for login alone is a mistake of its own: sqlserver/managed-auth-misplaced
  if (mapOf(block.value)?.entries.every(({ name }) => name === "managed_authentication")) return;
  const names = [givenIn(block.value, "fully_qualified_domain_name"), givenIn(block.value, "name")];
  const missing = [
    ...(isNotNull(givenIn(block.value, "deployment_type")) ? [] : ["deployment_type"]),
    ...(names.some(({ entry }) => entry) ? [] : ["fully_qualified_domain_name"]),
  ];
  if (missing.length === 0) return;
  const wanted = missing.map((name) => `\`${name}\``).join(" and ");
  const known = missing.flatMap((name) => lineFor(name, auth) ?? []);
  const complete = known.length === missing.length;
  const advice = complete ? known.map((line) => `\`${line}\``).join(" and ") : wanted;
  report(block.key, {
    message: `\`azure\` has no ${wanted}, and the check fails to start an instance where one of its two keys is missing. Write ${advice}; or remove \`azure\`, if there is no Azure resource to link to.`,
    fixes: [complete ? insertFix(context, map, ["azure"], known, `Add ${wanted}`) : undefined],
  });
}

/** What the host says: `<server>.database.windows.net` is a SQL database, one more label a managed instance. */
function lineFor(name: string, { azureHost, address }: SqlserverAuth): string | undefined {
  if (azureHost?.database !== "sqlserver" || !address) return undefined;
  if (name !== "deployment_type") return `${name}: ${address.name}`;
  const labels = address.name.slice(0, -azureHost.cloud.suffixes.sqlserver.length).split(".").length;
  return `deployment_type: ${labels > 1 ? "managed_instance" : "sql_database"}`;
}

function judgeType(
  { entry, scalar, text, unknowable }: Given,
  report: Reporter,
  { options }: RuleContext,
): void {
  const known = (optionAt(options, ["instances", 0, "azure", "deployment_type"])?.schema.enum ?? []).map(
    String,
  );
  if (!entry || unknowable || (text !== undefined && known.includes(text))) return;
  const word = text ?? "";
  const meant = OTHER_WORDS[word.toLowerCase()] ?? closest(word, known);
  const ofPostgres = word === "flexible_server" || word === "single_server";
  const advice = meant
    ? `Did you mean \`${meant}\`?`
    : `Write ${known.map((name) => `\`${name}\``).join(", ")}.`;
  report(entry.value, {
    message: `${scalar ? `\`${word}\`` : "This"} is ${ofPostgres ? "a deployment type of PostgreSQL, none of SQL Server" : "no deployment type of SQL Server"}: the check fails to start this instance. ${advice}`,
    fixes: [meant === undefined ? undefined : writeFix(scalar, meant)],
  });
}

/** Each Azure SQL database stands alone: nothing is seen of a server's other ones. */
function judgeDatabase({ database }: SqlserverAuth, map: MapNode, type: Given, report: Reporter): void {
  const discovery = givenIn(map, "database_autodiscovery");
  const advice = "Write one instance per database, with its name as `database`.";
  if (switchOf(discovery) === "on" && discovery.scalar) {
    report(discovery.scalar, {
      severity: "warning",
      message: `Autodiscovery does not work on Azure SQL Database, where the Agent sees no database but the one it is connected to. ${advice}`,
    });
  } else if (!isFilled(database)) {
    report(type.scalar ?? map, {
      severity: "warning",
      message: `Without \`database\` the Agent connects to \`master\`, and on Azure SQL Database it then sees nothing of the databases that hold the data. ${advice}`,
    });
  } else if (database.text === "master" && database.scalar) {
    report(database.scalar, {
      severity: "warning",
      message: `Connected to \`master\`, the Agent sees nothing of the databases that hold the data: on Azure SQL Database each stands alone. ${advice}`,
    });
  }
}
