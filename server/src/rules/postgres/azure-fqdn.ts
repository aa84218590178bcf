import { parseAzureHost } from "../../model/azure/clouds";
import { defineRule } from "../define";
import { writeFix } from "../support/fixes";
import { readPostgresAuth } from "../support/postgres-auth";

export default defineRule({
  id: "postgres/azure-fqdn",
  title: "`fully_qualified_domain_name` is not that of the host",
  severity: "warning",
  appliesTo: "postgres.instance",
  check({ map }, report, context) {
    const { azure, azureHost, host } = readPostgresAuth(map, context.settings);
    const { scalar, text } = azure.fqdn;
    if (!scalar || text === undefined || text === "" || azure.deploymentType.text === "virtual_machine")
      return;
    const named = parseAzureHost(text);
    const problem =
      "Datadog finds the Azure resource by this name, so the database is not linked to its own.";
    if (azureHost?.database === "postgres" && host.text !== undefined) {
      const same =
        named?.database === "postgres" &&
        named.server === azureHost.server &&
        named.cloud === azureHost.cloud;
      const wanted = `${azureHost.server}${azureHost.cloud.suffixes.postgres}`;
      if (same) return;
      report(scalar, {
        message: `This is not the name of the host. ${problem} Write \`${wanted}\`.`,
        fixes: [writeFix(scalar, wanted)],
        related: host.scalar ? [{ at: host.scalar, message: "The host of this instance." }] : [],
      });
    } else if (named && named.database !== "postgres") {
      const wanted = `${named.server}${named.cloud.suffixes.postgres}`;
      report(scalar, {
        message: `No PostgreSQL server of Azure has a name that ends like this. ${problem} Write its full name, as a rule \`${wanted}\`.`,
      });
    }
  },
});
