-- What the postgres check of the Datadog Agent needs on ledger.postgres.database.azure.com
-- (PostgreSQL 11).

-- 1. Once per server, on the primary if it has replicas, as an administrator of the server.

-- The user that the Agent logs in as; the password goes into the instance by way of a secret
-- backend.
CREATE USER datadog WITH PASSWORD '<PASSWORD>';

-- Reads all settings, and the statistics and queries of all users.
GRANT pg_monitor TO datadog;

-- 2. In every database that is to be monitored (in psql: \connect <DATABASE>).

-- The schema of the functions that the Agent calls. Its name is always `datadog`.
CREATE SCHEMA IF NOT EXISTS datadog;
GRANT USAGE ON SCHEMA datadog TO datadog;
GRANT USAGE ON SCHEMA public TO datadog;

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
