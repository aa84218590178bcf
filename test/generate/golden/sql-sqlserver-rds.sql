-- What the sqlserver check of the Datadog Agent needs on
-- erp.cq1xk2v8b3ty.us-east-1.rds.amazonaws.com (SQL Server 2014 or later).

-- 1. Once per server, as the master user.

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
GRANT SELECT ON dbo.log_shipping_monitor_primary TO [datadog];
GRANT SELECT ON dbo.log_shipping_monitor_secondary TO [datadog];
GRANT SELECT ON dbo.sysjobs TO [datadog];
GRANT SELECT ON dbo.sysjobhistory TO [datadog];
GRANT SELECT ON dbo.sysjobactivity TO [datadog];
GO

-- 2. For every database that is to be monitored, and again for each new one: RDS does not let
-- anybody grant CONNECT ANY DATABASE.

USE [<DATABASE>];
GO
CREATE USER [datadog] FOR LOGIN [datadog];
GO
