import type { Severity } from "../../config/settings";
import { defineRule } from "../define";
import { spanInside } from "../support/given";
import { connectionProperty, readSqlserverAuth } from "../support/sqlserver-auth";
import { rewriteInside } from "../support/sqlserver-connection";
import { replaceText } from "../support/values";

const WANTED = "ODBC Driver 18 for SQL Server";

export default defineRule({
  id: "sqlserver/managed-identity-driver",
  title: "The driver cannot log in with a token",
  severity: "error",
  appliesTo: "sqlserver.instance",
  check({ map, root }, report, context) {
    const auth = readSqlserverAuth(map, root, context.settings);
    if (auth.login !== "managed-identity") return;
    const { driver, connectionString } = auth;
    if (driver.text && driver.scalar) {
      const fault = faultOf(driver.text);
      const braces = driver.text.trim().startsWith("{");
      if (fault)
        report(driver.scalar, {
          ...fault,
          fixes: [replaceText(driver.scalar, braces ? `{${WANTED}}` : WANTED)],
        });
      return;
    }
    const property = connectionProperty(auth, "driver");
    const fault = property && faultOf(property.value);
    if (!fault || !connectionString.scalar) return;
    report(spanInside(context.region.text, connectionString.scalar, property.valueSpan), {
      ...fault,
      fixes: [
        rewriteInside(context, connectionString, property.valueSpan, `{${WANTED}}`, `Write \`{${WANTED}}\``),
      ],
    });
  },
});

/** Drivers that are known not to do it; the name of any other is the machine's own affair. */
function faultOf(driver: string): { readonly message: string; readonly severity: Severity } | undefined {
  const name = driver.replace(/^\s*\{|\}\s*$/g, "").trim();
  const advice = `Write \`${WANTED}\`, which the Agent's Linux packages and images bring along.`;
  if (/freetds|libtdsodbc/i.test(name))
    return {
      severity: "error",
      message: `FreeTDS cannot log in with the token of a managed identity, so the database refuses the Agent. ${advice}`,
    };
  if (/^SQL Server$|Native Client|^ODBC Driver 11 /i.test(name))
    return {
      severity: "error",
      message: `\`${name}\` cannot log in with the token of a managed identity: that takes Microsoft's ODBC driver 17 or newer. ${advice}`,
    };
  if (/^ODBC Driver 13/i.test(name))
    return {
      severity: "warning",
      message: `For \`managed_identity\` Datadog asks for Microsoft's ODBC driver 17 or newer; with \`${name}\` the login may fail. ${advice}`,
    };
  return undefined;
}
