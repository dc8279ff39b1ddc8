-- The database, and the login that owns the schemas and migrates them. Variables: Login, Password.
IF DB_ID(N'PortTracker') IS NULL
    CREATE DATABASE PortTracker;
GO

-- Readers do not wait for writers.
IF EXISTS (SELECT * FROM sys.databases WHERE name = N'PortTracker' AND is_read_committed_snapshot_on = 0)
    ALTER DATABASE PortTracker SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE;
GO

IF SUSER_ID(N'$(Login)') IS NULL
    CREATE LOGIN [$(Login)] WITH PASSWORD = N'$(Password)', DEFAULT_DATABASE = PortTracker;
ELSE
    ALTER LOGIN [$(Login)] WITH PASSWORD = N'$(Password)';
GO

USE PortTracker;
GO

IF USER_ID(N'$(Login)') IS NULL
    CREATE USER [$(Login)] FOR LOGIN [$(Login)];
GO

-- Those who may look up who may come in: the migrations of the access service give this role what it may read.
IF DATABASE_PRINCIPAL_ID(N'porttracker_register') IS NULL
    CREATE ROLE [porttracker_register];
GO

GRANT CREATE TABLE, CREATE VIEW, CREATE PROCEDURE, CREATE FUNCTION, CREATE TYPE TO [$(Login)];
GO
