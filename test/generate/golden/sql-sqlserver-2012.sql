-- What the sqlserver check of the Datadog Agent needs on 10.0.3.21 (SQL Server 2012).

-- 1. Once per server, as a member of sysadmin.

USE [master];
GO
-- The login of the Agent; the password goes into the instance by way of a secret backend.
CREATE LOGIN [datadog] WITH PASSWORD = '<PASSWORD>';
CREATE USER [datadog] FOR LOGIN [datadog];

-- Statistics, running queries, and what the objects in them are.
GRANT VIEW SERVER STATE TO [datadog];
GRANT VIEW ANY DEFINITION TO [datadog];
GO

-- Log shipping (Agent 7.50 and later) and SQL Server Agent jobs (7.57 and later); leave this out if
-- you monitor neither.
USE [msdb];
GO
CREATE USER [datadog] FOR LOGIN [datadog];
GRANT SELECT TO [datadog];
GO

-- 2. For every database that is to be monitored, and again for each new one: SQL Server before 2014
-- has no CONNECT ANY DATABASE.

USE [erp];
GO
CREATE USER [datadog] FOR LOGIN [datadog];
GO
