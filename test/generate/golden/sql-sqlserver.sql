-- What the sqlserver check of the Datadog Agent needs on 10.0.3.21 (SQL Server 2014 or later).

-- 1. Once per server, as a member of sysadmin.

USE [master];
GO
-- The login of the Agent; the password goes into the instance by way of a secret backend.
CREATE LOGIN [datadog] WITH PASSWORD = '<PASSWORD>';
CREATE USER [datadog] FOR LOGIN [datadog];

-- Statistics, running queries, and what the objects in them are.
GRANT VIEW SERVER STATE TO [datadog];
GRANT VIEW ANY DEFINITION TO [datadog];
-- Connects to every database, those to come included.
GRANT CONNECT ANY DATABASE TO [datadog];
GO

-- Log shipping (Agent 7.50 and later) and SQL Server Agent jobs (7.57 and later); leave this out if
-- you monitor neither.
USE [msdb];
GO
CREATE USER [datadog] FOR LOGIN [datadog];
GRANT SELECT TO [datadog];
GO
