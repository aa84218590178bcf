-- What the mysql check of the Datadog Agent needs on 127.0.0.1 (MySQL 5.6).

-- 1. Once per server, on the primary if it has replicas, as an administrator. '%' lets the user
-- come from any host; a narrower name works too.

-- The user that the Agent logs in as; the password goes into the instance by way of a secret
-- backend.
CREATE USER 'datadog'@'%' IDENTIFIED BY '<PASSWORD>';
-- At most five connections, so that a mistake of the monitoring cannot use them all up.
GRANT USAGE ON *.* TO 'datadog'@'%' WITH MAX_USER_CONNECTIONS 5;

-- Replication state, running threads of all users, and query statistics.
GRANT REPLICATION CLIENT ON *.* TO 'datadog'@'%';
GRANT PROCESS ON *.* TO 'datadog'@'%';
GRANT SELECT ON performance_schema.* TO 'datadog'@'%';
-- Index metrics.
GRANT SELECT ON mysql.innodb_index_stats TO 'datadog'@'%';

-- The schema of the procedures that the Agent calls. Its name is always `datadog`.
CREATE SCHEMA IF NOT EXISTS datadog;
GRANT EXECUTE ON datadog.* TO 'datadog'@'%';

-- Lets the Agent switch on the statistics that it reads, which a restart of the server switches
-- off.
DELIMITER $$
CREATE PROCEDURE datadog.enable_events_statements_consumers()
  SQL SECURITY DEFINER
BEGIN
  UPDATE performance_schema.setup_consumers SET enabled = 'YES' WHERE name LIKE 'events_statements_%';
  UPDATE performance_schema.setup_consumers SET enabled = 'YES' WHERE name = 'events_waits_current';
END $$
DELIMITER ;

-- Explain plans of queries that run in no schema. Nothing is executed: EXPLAIN only plans.
DELIMITER $$
CREATE PROCEDURE datadog.explain_statement(IN query TEXT)
  SQL SECURITY DEFINER
BEGIN
  SET @explain := CONCAT('EXPLAIN FORMAT=json ', query);
  PREPARE stmt FROM @explain;
  EXECUTE stmt;
  DEALLOCATE PREPARE stmt;
END $$
DELIMITER ;

-- 2. For every schema whose queries are to be explained: put its name in the two places.

DELIMITER $$
CREATE PROCEDURE `<SCHEMA>`.explain_statement(IN query TEXT)
  SQL SECURITY DEFINER
BEGIN
  SET @explain := CONCAT('EXPLAIN FORMAT=json ', query);
  PREPARE stmt FROM @explain;
  EXECUTE stmt;
  DEALLOCATE PREPARE stmt;
END $$
DELIMITER ;
GRANT EXECUTE ON PROCEDURE `<SCHEMA>`.explain_statement TO 'datadog'@'%';
