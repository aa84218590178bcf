-- What the sqlserver check of the Datadog Agent needs on SQLPROD01 (SQL Server 2022).

-- 1. Once per server, as a member of sysadmin.

USE [master];
GO
-- The Windows account that the Agent's service runs as: a domain account, or the computer's own
-- (`DOMAIN\COMPUTER$`).
CREATE LOGIN [<DOMAIN>\<ACCOUNT_OF_THE_AGENT>] FROM WINDOWS;
CREATE USER [<DOMAIN>\<ACCOUNT_OF_THE_AGENT>] FOR LOGIN [<DOMAIN>\<ACCOUNT_OF_THE_AGENT>];

-- Statistics, running queries, and what the objects in them are.
GRANT VIEW SERVER STATE TO [<DOMAIN>\<ACCOUNT_OF_THE_AGENT>];
GRANT VIEW ANY DEFINITION TO [<DOMAIN>\<ACCOUNT_OF_THE_AGENT>];
-- Connects to every database, those to come included.
GRANT CONNECT ANY DATABASE TO [<DOMAIN>\<ACCOUNT_OF_THE_AGENT>];
GO

-- Log shipping (Agent 7.50 and later) and SQL Server Agent jobs (7.57 and later); leave this out if
-- you monitor neither.
USE [msdb];
GO
CREATE USER [<DOMAIN>\<ACCOUNT_OF_THE_AGENT>] FOR LOGIN [<DOMAIN>\<ACCOUNT_OF_THE_AGENT>];
GRANT SELECT TO [<DOMAIN>\<ACCOUNT_OF_THE_AGENT>];
GO
