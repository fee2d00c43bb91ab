-- The database and the two logins of one service. Safe to run again: what is there stays, passwords become those given.
--
--   sqlcmd -b -S SERVER -v App=claims ServicePassword="..." MigratePassword="..." -i database.sql
--
-- App is patient-registry, coverage, claims, remittance or collections: one service, one database, one login of its own.
--   medbill-<app>           the service: may do nothing until rights/<app>.sql says what, table by table
--   medbill-<app>-migrate   the migrate job: makes and changes tables
-- Run by a login that may make databases and logins; it is not needed afterwards.
SET NOCOUNT ON;
GO
IF DB_ID(N'medbill-$(App)') IS NULL
    CREATE DATABASE [medbill-$(App)];
GO
-- Readers see the last committed rows and wait for no writer: the services are written for it, and for nothing else.
IF EXISTS (SELECT 1 FROM sys.databases WHERE name = N'medbill-$(App)' AND is_read_committed_snapshot_on = 0)
    ALTER DATABASE [medbill-$(App)] SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE;
GO
-- Restoring to a point in time needs the log.
IF EXISTS (SELECT 1 FROM sys.databases WHERE name = N'medbill-$(App)' AND recovery_model_desc <> N'FULL')
    ALTER DATABASE [medbill-$(App)] SET RECOVERY FULL;
GO
ALTER DATABASE [medbill-$(App)] SET PAGE_VERIFY CHECKSUM;
ALTER DATABASE [medbill-$(App)] SET AUTO_CLOSE OFF;
GO
IF SUSER_ID(N'medbill-$(App)') IS NULL
    CREATE LOGIN [medbill-$(App)] WITH PASSWORD = N'$(ServicePassword)', DEFAULT_DATABASE = [medbill-$(App)], CHECK_POLICY = ON;
ELSE
    ALTER LOGIN [medbill-$(App)] WITH PASSWORD = N'$(ServicePassword)';
GO
IF SUSER_ID(N'medbill-$(App)-migrate') IS NULL
    CREATE LOGIN [medbill-$(App)-migrate] WITH PASSWORD = N'$(MigratePassword)', DEFAULT_DATABASE = [medbill-$(App)], CHECK_POLICY = ON;
ELSE
    ALTER LOGIN [medbill-$(App)-migrate] WITH PASSWORD = N'$(MigratePassword)';
GO
USE [medbill-$(App)];
GO
IF USER_ID(N'medbill-$(App)') IS NULL
    CREATE USER [medbill-$(App)] FOR LOGIN [medbill-$(App)] WITH DEFAULT_SCHEMA = [dbo];
GO
IF USER_ID(N'medbill-$(App)-migrate') IS NULL
    CREATE USER [medbill-$(App)-migrate] FOR LOGIN [medbill-$(App)-migrate] WITH DEFAULT_SCHEMA = [dbo];
GO
ALTER ROLE [db_ddladmin] ADD MEMBER [medbill-$(App)-migrate];
ALTER ROLE [db_datareader] ADD MEMBER [medbill-$(App)-migrate];
ALTER ROLE [db_datawriter] ADD MEMBER [medbill-$(App)-migrate];
GO
