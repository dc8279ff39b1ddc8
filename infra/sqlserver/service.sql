-- A service's schemas, owned by the login that migrates; the service's own login reads and writes in them.
-- Variables: Service, Login, Owner.
USE PortTracker;
GO

IF SCHEMA_ID(N'$(Service)') IS NULL
    EXEC (N'CREATE SCHEMA [$(Service)] AUTHORIZATION [$(Owner)];');
GO

ALTER USER [$(Login)] WITH DEFAULT_SCHEMA = [$(Service)];
GO

GRANT SELECT, INSERT, UPDATE, DELETE, EXECUTE ON SCHEMA::[$(Service)] TO [$(Login)];
GO

-- The audit trail is in a schema of its own, so that this can be said before the table is there: the service adds rows and reads
-- them, and has no right to change or delete one.
IF SCHEMA_ID(N'$(Service)_audit') IS NULL
    EXEC (N'CREATE SCHEMA [$(Service)_audit] AUTHORIZATION [$(Owner)];');
GO

GRANT SELECT, INSERT ON SCHEMA::[$(Service)_audit] TO [$(Login)];
GO

-- The tables of the job server are migrated with throughput's.
IF N'$(Service)' = N'throughput'
BEGIN
    IF SCHEMA_ID(N'hangfire') IS NULL
        EXEC (N'CREATE SCHEMA [hangfire] AUTHORIZATION [$(Owner)];');
    GRANT SELECT, INSERT, UPDATE, DELETE, EXECUTE ON SCHEMA::[hangfire] TO [$(Login)];
END;
GO
