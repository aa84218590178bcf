-- What the postgres check of the Datadog Agent needs on billing.postgres.database.azure.com
-- (PostgreSQL 16).

-- 1. Once per server, on the primary if it has replicas, as an administrator of the server: the
-- Microsoft Entra administrator, connected to the database `postgres`. The function below exists
-- nowhere else.

-- The managed identity by its name as in Entra, capital letters included; its client id is no name.
-- The name is the `username` of the instance.
SELECT * FROM pgaadauth_create_principal('Datadog-Agent-Identity', false, false);

-- Reads all settings, and the statistics and queries of all users.
GRANT pg_read_all_settings TO "Datadog-Agent-Identity";
GRANT pg_read_all_stats TO "Datadog-Agent-Identity";

-- 2. In every database that is to be monitored (in psql: \connect <DATABASE>).

-- The schema of the functions that the Agent calls. Its name is always `datadog`.
CREATE SCHEMA IF NOT EXISTS datadog;
GRANT USAGE ON SCHEMA datadog TO "Datadog-Agent-Identity";
GRANT USAGE ON SCHEMA public TO "Datadog-Agent-Identity";

-- Query metrics. The server parameter `azure.extensions` must list pg_stat_statements.
CREATE EXTENSION IF NOT EXISTS pg_stat_statements;

-- Explain plans. The function runs with the rights of whoever creates it, so create it as a user
-- that may read the tables. Nothing is executed: EXPLAIN only plans.
CREATE OR REPLACE FUNCTION datadog.explain_statement(l_query text, OUT explain json)
RETURNS SETOF json
LANGUAGE plpgsql
STRICT
SECURITY DEFINER
AS $function$
DECLARE
  plan_cursor refcursor;
  plan json;
BEGIN
  SET TRANSACTION READ ONLY;
  -- a cursor takes a single statement, so that nothing can be appended to the query
  OPEN plan_cursor FOR EXECUTE pg_catalog.concat('EXPLAIN (FORMAT JSON) ', l_query);
  FETCH plan_cursor INTO plan;
  CLOSE plan_cursor;
  RETURN QUERY SELECT plan;
END;
$function$;
