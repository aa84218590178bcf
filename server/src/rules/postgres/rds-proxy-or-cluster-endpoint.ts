import { defineRule } from "../define";
import { type PostgresAuth, readPostgresAuth } from "../support/postgres-auth";

/** Names that poolers go by. */
const POOLER = /(?:^|[.-])(?:pgbouncer|pgpool|pgcat|pgdog|odyssey|pooler)(?:[.-]|\d|$)/i;
/** Port of the PgBouncer that is built into Azure's servers; elsewhere the number alone says nothing. */
const AZURE_POOLER_PORT = "6432";

export default defineRule({
  id: "postgres/rds-proxy-or-cluster-endpoint",
  title: "The host is not the database itself",
  severity: "warning",
  appliesTo: "postgres.instance",
  check({ map }, report, context) {
    const auth = readPostgresAuth(map, context.settings);
    const { scalar, text } = auth.host;
    if (!scalar || text === undefined) return;
    const what = endpointKind(auth) ?? (POOLER.test(text) ? "a connection pooler" : undefined);
    if (what) {
      report(scalar, {
        message: `This is ${what}: its connections go now to one server and now to another, so the Agent mixes what it measures. Write the endpoint of each database instance, one instance of the check for each.`,
      });
    } else if (auth.azureHost && auth.port.scalar && auth.port.text === AZURE_POOLER_PORT) {
      report(auth.port.scalar, {
        message:
          "Behind port 6432 of an Azure server stands its built-in PgBouncer. Through a pooler the Agent measures the pooler's sessions and loses its own settings between two queries. Write the port of the database itself, 5432.",
      });
    }
  },
});

function endpointKind({ rds }: PostgresAuth): string | undefined {
  if (rds?.role === "proxy") return "an RDS Proxy endpoint";
  return rds?.role === "cluster" ? "a cluster endpoint" : undefined;
}
