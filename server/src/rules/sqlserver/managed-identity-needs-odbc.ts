import { defineRule } from "../define";
import { readSqlserverAuth } from "../support/sqlserver-auth";
import { setConnectorFix } from "../support/sqlserver-connection";

export default defineRule({
  id: "sqlserver/managed-identity-needs-odbc",
  title: "`managed_identity` needs `connector: odbc`",
  severity: "error",
  appliesTo: "sqlserver.instance",
  check({ map, root }, report, context) {
    const { identity, connector } = readSqlserverAuth(map, root, context.settings);
    if (!identity.on || !identity.block || connector.runs !== "adodbapi") return;
    const { instance, initConfig, decidedBy } = connector;
    const why =
      decidedBy === instance
        ? "With `adodbapi`"
        : decidedBy === initConfig
          ? "`init_config` sets `connector: adodbapi`, and with it"
          : instance.text === undefined
            ? "The connector is `adodbapi` when none is set, and with it"
            : "This is no connector, so the check falls back to `adodbapi`, and with that";
    report(instance.text === undefined ? identity.block.key : (instance.scalar ?? identity.block.key), {
      message: `${why} the Agent never asks for a token: it logs in with the Windows account that it runs under, and on Linux it does not connect at all. Write \`connector: odbc\`.`,
      fixes: [setConnectorFix(context, map, connector)],
      related: [
        ...(decidedBy === initConfig && initConfig.scalar
          ? [{ at: initConfig.scalar, message: "The connector for all instances." }]
          : []),
      ],
    });
  },
});
