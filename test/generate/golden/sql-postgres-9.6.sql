-- What the postgres check of the Datadog Agent needs on localhost (PostgreSQL 9.6).

-- 1. Once per server, on the primary if it has replicas, as a superuser.

-- The user that the Agent logs in as; the password goes into the instance by way of a secret
-- backend.
CREATE USER datadog WITH PASSWORD '<PASSWORD>';

-- 2. In every database that is to be monitored (in psql: \connect <DATABASE>).

-- The schema of the functions that the Agent calls. Its name is always `datadog`.
CREATE SCHEMA IF NOT EXISTS datadog;
GRANT USAGE ON SCHEMA datadog TO datadog;
GRANT USAGE ON SCHEMA public TO datadog;

-- Query metrics. The server parameter `shared_preload_libraries` must list pg_stat_statements.
CREATE EXTENSION IF NOT EXISTS pg_stat_statements;

-- The activity and query statistics of all users. The instance has to name both:
-- `pg_stat_activity_view: datadog.pg_stat_activity()` and `pg_stat_statements_view:
-- datadog.pg_stat_statements()`.
GRANT SELECT ON pg_stat_database TO datadog;
CREATE OR REPLACE FUNCTION datadog.pg_stat_activity()
RETURNS SETOF pg_catalog.pg_stat_activity
LANGUAGE sql
SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $function$ SELECT * FROM pg_catalog.pg_stat_activity; $function$;
CREATE OR REPLACE FUNCTION datadog.pg_stat_statements()
RETURNS SETOF pg_stat_statements
LANGUAGE sql
SECURITY DEFINER
SET search_path = pg_catalog, public, pg_temp
AS $function$ SELECT * FROM pg_stat_statements; $function$;

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
