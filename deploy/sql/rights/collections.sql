-- What the service collections may do (its login: database.sql). Run it after every migration and before the new release, as the database's owner:
--   sqlcmd -b -S SERVER -d medbill-collections -i rights/collections.sql
-- Facts are appended: a table without UPDATE is never changed, one without DELETE loses no row, whatever the service is made to do.
-- tests/SqlServer.Tests holds this to the code.
SET NOCOUNT ON;
-- Read by the service at its start and for its readiness: whether the migrate job has run.
GRANT SELECT ON [dbo].[__EFMigrationsHistory] TO [medbill-collections];
GRANT SELECT, INSERT, UPDATE ON [dbo].[accounts] TO [medbill-collections];
GRANT SELECT, INSERT ON [dbo].[audit] TO [medbill-collections];
GRANT SELECT, INSERT, UPDATE ON [dbo].[claim_versions] TO [medbill-collections];
GRANT SELECT, INSERT, UPDATE ON [dbo].[dead_letters] TO [medbill-collections];
GRANT SELECT, INSERT ON [dbo].[denied_amounts] TO [medbill-collections];
GRANT SELECT, INSERT, UPDATE, DELETE ON [dbo].[idempotency] TO [medbill-collections];
GRANT SELECT, INSERT, DELETE ON [dbo].[inbox] TO [medbill-collections];
GRANT SELECT, INSERT ON [dbo].[journal_entries] TO [medbill-collections];
GRANT SELECT, INSERT ON [dbo].[journal_lines] TO [medbill-collections];
GRANT SELECT, INSERT ON [dbo].[journaled_postings] TO [medbill-collections];
GRANT SELECT, INSERT, UPDATE, DELETE ON [dbo].[outbox] TO [medbill-collections];
GRANT SELECT, INSERT, UPDATE ON [dbo].[patient_transfers] TO [medbill-collections];
GRANT SELECT, INSERT, UPDATE ON [dbo].[payments] TO [medbill-collections];
GRANT SELECT, INSERT, UPDATE ON [dbo].[refunds] TO [medbill-collections];
GRANT SELECT, INSERT ON [dbo].[statement_items] TO [medbill-collections];
GRANT SELECT, INSERT ON [dbo].[statements] TO [medbill-collections];
GRANT SELECT, INSERT, UPDATE ON [dbo].[write_offs] TO [medbill-collections];
