-- A service's schema, owned by the login that migrates, and the service's own login, which reads and writes in it.
-- Variables: Service, Login, Password, Owner.
USE PortTracker;
GO

IF SCHEMA_ID(N'$(Service)') IS NULL
    EXEC (N'CREATE SCHEMA [$(Service)] AUTHORIZATION [$(Owner)];');
GO

IF SUSER_ID(N'$(Login)') IS NULL
    CREATE LOGIN [$(Login)] WITH PASSWORD = N'$(Password)', DEFAULT_DATABASE = PortTracker;
ELSE
    ALTER LOGIN [$(Login)] WITH PASSWORD = N'$(Password)';
GO

IF USER_ID(N'$(Login)') IS NULL
    CREATE USER [$(Login)] FOR LOGIN [$(Login)] WITH DEFAULT_SCHEMA = [$(Service)];
GO

GRANT SELECT, INSERT, UPDATE, DELETE, EXECUTE ON SCHEMA::[$(Service)] TO [$(Login)];
GO

-- The job server keeps its tables itself: throughput owns a schema for them.
IF N'$(Service)' = N'throughput'
BEGIN
    IF SCHEMA_ID(N'HangFire') IS NULL
        EXEC (N'CREATE SCHEMA [HangFire] AUTHORIZATION [$(Login)];');
    GRANT CREATE TABLE TO [$(Login)];
END;
GO
