-- What the service claims may do (its login: database.sql). Run it after every migration and before the new release, as the database's owner:
--   sqlcmd -b -S SERVER -d medbill-claims -i rights/claims.sql
-- Facts are appended: a table without UPDATE is never changed, one without DELETE loses no row, whatever the service is made to do.
-- tests/SqlServer.Tests holds this to the code.
SET NOCOUNT ON;
-- Read by the service at its start and for its readiness: whether the migrate job has run.
GRANT SELECT ON [dbo].[__EFMigrationsHistory] TO [medbill-claims];
GRANT SELECT, INSERT, DELETE ON [dbo].[acknowledgments] TO [medbill-claims];
GRANT SELECT, INSERT ON [dbo].[audit] TO [medbill-claims];
GRANT SELECT, INSERT, UPDATE, DELETE ON [dbo].[begun_files] TO [medbill-claims];
GRANT SELECT, INSERT ON [dbo].[claim_postings] TO [medbill-claims];
GRANT SELECT, INSERT, UPDATE ON [dbo].[claim_versions] TO [medbill-claims];
GRANT SELECT, INSERT, UPDATE ON [dbo].[claims] TO [medbill-claims];
GRANT SELECT, INSERT, UPDATE ON [dbo].[control_numbers] TO [medbill-claims];
GRANT SELECT, INSERT, UPDATE ON [dbo].[dead_letters] TO [medbill-claims];
GRANT SELECT, INSERT, UPDATE ON [dbo].[denials] TO [medbill-claims];
GRANT SELECT, INSERT, UPDATE, DELETE ON [dbo].[idempotency] TO [medbill-claims];
GRANT SELECT, INSERT, DELETE ON [dbo].[inbox] TO [medbill-claims];
GRANT SELECT, INSERT, UPDATE, DELETE ON [dbo].[outbox] TO [medbill-claims];
GRANT SELECT, INSERT, UPDATE ON [dbo].[submission_batches] TO [medbill-claims];
GRANT SELECT, INSERT, UPDATE ON [dbo].[submissions] TO [medbill-claims];
