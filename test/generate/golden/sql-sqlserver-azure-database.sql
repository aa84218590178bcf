-- What the sqlserver check of the Datadog Agent needs on shop.database.windows.net (Azure SQL
-- Database).

-- 1. Connected to the database `master`, as the Microsoft Entra administrator.

-- The managed identity by its name as in Entra, which is not its client id.
CREATE LOGIN [<MANAGED_IDENTITY_NAME>] FROM EXTERNAL PROVIDER;
CREATE USER [<MANAGED_IDENTITY_NAME>] FOR LOGIN [<MANAGED_IDENTITY_NAME>];
GO

-- Statistics, running queries, and what the objects in them are.
ALTER SERVER ROLE ##MS_ServerStateReader## ADD MEMBER [<MANAGED_IDENTITY_NAME>];
ALTER SERVER ROLE ##MS_DefinitionReader## ADD MEMBER [<MANAGED_IDENTITY_NAME>];
GO

-- 2. Connected to every database that an instance of the check names, `inventory` among them: a new
-- connection each, USE does not switch.

CREATE USER [<MANAGED_IDENTITY_NAME>] FOR LOGIN [<MANAGED_IDENTITY_NAME>];
GO
