-- What the sqlserver check of the Datadog Agent needs on erp.cfcc2366ab90.database.windows.net (SQL
-- Server 2014 or later).

-- 1. Once per server, as the Microsoft Entra administrator.

USE [master];
GO
-- The managed identity by its name as in Entra, which is not its client id.
CREATE LOGIN [<MANAGED_IDENTITY_NAME>] FROM EXTERNAL PROVIDER;
CREATE USER [<MANAGED_IDENTITY_NAME>] FOR LOGIN [<MANAGED_IDENTITY_NAME>];

-- Statistics, running queries, and what the objects in them are.
GRANT VIEW SERVER STATE TO [<MANAGED_IDENTITY_NAME>];
GRANT VIEW ANY DEFINITION TO [<MANAGED_IDENTITY_NAME>];
-- Connects to every database, those to come included.
GRANT CONNECT ANY DATABASE TO [<MANAGED_IDENTITY_NAME>];
GO

-- Log shipping (Agent 7.50 and later) and SQL Server Agent jobs (7.57 and later); leave this out if
-- you monitor neither.
USE [msdb];
GO
CREATE USER [<MANAGED_IDENTITY_NAME>] FOR LOGIN [<MANAGED_IDENTITY_NAME>];
GRANT SELECT TO [<MANAGED_IDENTITY_NAME>];
GO
