import type { MapNode } from "../../model/node";
import { CONNECTORS } from "../../model/sqlserver/connectors";
import { closest } from "../../schema/similar";
import { defineRule, type Reporter, type RuleContext } from "../define";
import { removeFix, writeFix } from "../support/fixes";
import { type Given, isFilled, isNotNull } from "../support/given";
import { isKnownConnector, readSqlserverAuth, type SqlserverAuth } from "../support/sqlserver-auth";
import { foreignProperties, setConnectorFix } from "../support/sqlserver-connection";
import { wordReport } from "../support/sqlserver-words";

export default defineRule({
  id: "sqlserver/connector",
  title: "The check connects with another library than the file says",
  severity: "warning",
  appliesTo: "sqlserver.instance",
  check({ map, root }, report, context) {
    const auth = readSqlserverAuth(map, root, context.settings);
    const { instance, initConfig } = auth.connector;
    const inherited = isKnownConnector(initConfig.text ?? "") ? initConfig.text : undefined;
    judgeWord(initConfig, "adodbapi", report);
    // sqlserver/managed-identity-needs-odbc says what an unknown word leads to there
    if (auth.identity.on && auth.connector.runs === "adodbapi") return;
    if (judgeWord(instance, inherited ?? "adodbapi", report)) return;
    judgeSpelling(auth, report);
    judgeUnread(auth, map, report, context);
  },
});

function judgeWord({ scalar, unknowable }: Given, fallback: string, report: Reporter): boolean {
  if (!scalar || unknowable || scalar.value === null) return false;
  if (typeof scalar.value === "string" && isKnownConnector(scalar.text)) return false;
  const effect = `it logs a warning and connects with \`${fallback}\`${fallback === "adodbapi" ? ", which exists on Windows only" : ""}`;
  report(
    scalar,
    wordReport({ name: "connector", scalar, known: CONNECTORS, meant: meantBy(scalar.text), effect }),
  );
  return true;
}

/** People name the driver, or the Python module, where the connector belongs. */
function meantBy(word: string): string | undefined {
  if (/odbc|freetds/i.test(word)) return "odbc";
  return /ole ?db|^ado/i.test(word) ? "adodbapi" : closest(word, CONNECTORS);
}

/** The check accepts the names in any case, and then compares them exactly. */
function judgeSpelling(auth: SqlserverAuth, report: Reporter): void {
  const { scalar, text } = auth.connector.decidedBy ?? {};
  if (!scalar || text === undefined || CONNECTORS.some((name) => name === text)) return;
  const wanted = text.toLowerCase();
  const mayName = isFilled(auth.driver) || isFilled(auth.dsn) || auth.connectionString.unknowable;
  const namesDriver = mayName || auth.odbcDriver !== undefined;
  if (wanted === "odbc" && namesDriver) return;
  report(scalar, {
    severity: namesDriver ? "warning" : "error",
    message:
      wanted === "odbc"
        ? "The check accepts `odbc` in any case, but fills in its default driver only for the name in lower case: no driver is named here, so the connection fails with “no default driver specified”. Write `odbc`."
        : "The check accepts `adodbapi` in any case, but uses it only for the name in lower case: this instance connects with ODBC. Write `adodbapi`, or `odbc` if that is what you want.",
    fixes: [writeFix(scalar, wanted)],
  });
}

/** `driver` and `dsn` are ODBC's; that they are there says which connector was meant. */
function judgeUnread(auth: SqlserverAuth, map: MapNode, report: Reporter, context: RuleContext): void {
  const { connector } = auth;
  if (connector.runs !== "adodbapi" || foreignProperties(auth).length > 0) return;
  const unread = [auth.driver, auth.dsn].filter(isNotNull).flatMap(({ entry }) => entry ?? []);
  const [first] = unread;
  if (!first) return;
  const names = unread.map(({ name }) => `\`${name}\``).join(" and ");
  const cause = connector.decidedBy ? "it connects with" : "without a `connector` it connects with";
  report(first.key, {
    message: `The check ignores ${names}: ${cause} \`adodbapi\`, which exists on Windows only. Write \`connector: odbc\`${connector.decidedBy ? `, or remove ${names}` : ""}.`,
    fixes: [setConnectorFix(context, map, connector), removeFix(context, map, unread)],
  });
}
