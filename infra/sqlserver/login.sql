-- A login of its own for a container, which may look up who may come in. Variables: Login, Password.
USE PortTracker;
GO

IF SUSER_ID(N'$(Login)') IS NULL
    CREATE LOGIN [$(Login)] WITH PASSWORD = N'$(Password)', DEFAULT_DATABASE = PortTracker;
ELSE
    ALTER LOGIN [$(Login)] WITH PASSWORD = N'$(Password)';
GO

IF USER_ID(N'$(Login)') IS NULL
    CREATE USER [$(Login)] FOR LOGIN [$(Login)];
GO

ALTER ROLE [porttracker_register] ADD MEMBER [$(Login)];
GO
