import { entryOf } from "../../model/node";
import { ADO_PROVIDERS, DEFAULT_ADO_PROVIDER } from "../../model/sqlserver/connectors";
import { closest } from "../../schema/similar";
import { defineRule, type Reporter } from "../define";
import { removeFix } from "../support/fixes";
import { type Given, givenIn, isNotNull } from "../support/given";
import { readSqlserverAuth } from "../support/sqlserver-auth";
import { wordReport } from "../support/sqlserver-words";

export default defineRule({
  id: "sqlserver/adoprovider",
  title: "`adoprovider` does not say which provider is used",
  severity: "warning",
  appliesTo: "sqlserver.instance",
  check({ map, root }, report, context) {
    const { connector, adoprovider } = readSqlserverAuth(map, root, context.settings);
    const initConfig = givenIn(entryOf(root, "init_config")?.value, "adoprovider");
    judge(initConfig, DEFAULT_ADO_PROVIDER, report);
    if (connector.runs === "odbc" && isNotNull(adoprovider) && adoprovider.entry) {
      report(adoprovider.entry.key, {
        severity: "information",
        message:
          "`adoprovider` belongs to `adodbapi`. This instance connects with ODBC, and the check ignores it with a warning in its log. Remove it; `driver` is what ODBC goes by.",
        fixes: [removeFix(context, map, adoprovider.entry, undefined, true)],
        tag: "unnecessary",
      });
    } else {
      judge(adoprovider, isKnown(initConfig.text) ? initConfig.text : DEFAULT_ADO_PROVIDER, report);
    }
  },
});

function isKnown(provider: string | undefined): provider is string {
  return provider !== undefined && ADO_PROVIDERS.includes(provider.toUpperCase());
}

function judge({ scalar, unknowable }: Given, fallback: string, report: Reporter): void {
  if (!scalar || unknowable || scalar.value === null) return;
  if (typeof scalar.value === "string" && isKnown(scalar.text)) return;
  const meant = meantBy(scalar.text);
  const effect = `it logs a warning and uses \`${fallback}\``;
  report(scalar, wordReport({ name: "adoprovider", scalar, known: ADO_PROVIDERS, meant, effect }));
}

/** Connection strings elsewhere name providers with their versions: `SQLNCLI11.1`, `MSOLEDBSQL.1`. */
function meantBy(word: string): string | undefined {
  const bare = word
    .trim()
    .toUpperCase()
    .replace(/\.\d+$/, "");
  return isKnown(bare) ? bare : closest(bare, ADO_PROVIDERS);
}
