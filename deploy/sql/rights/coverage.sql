-- What the service coverage may do (its login: database.sql). Run it after every migration and before the new release, as the database's owner:
--   sqlcmd -b -S SERVER -d medbill-coverage -i rights/coverage.sql
-- Facts are appended: a table without UPDATE is never changed, one without DELETE loses no row, whatever the service is made to do.
-- tests/SqlServer.Tests holds this to the code.
SET NOCOUNT ON;
-- Read by the service at its start and for its readiness: whether the migrate job has run.
GRANT SELECT ON [dbo].[__EFMigrationsHistory] TO [medbill-coverage];
GRANT SELECT, INSERT ON [dbo].[audit] TO [medbill-coverage];
GRANT SELECT, INSERT, UPDATE ON [dbo].[control_numbers] TO [medbill-coverage];
GRANT SELECT, INSERT, UPDATE ON [dbo].[dead_letters] TO [medbill-coverage];
GRANT SELECT, INSERT, UPDATE ON [dbo].[eligibility_batches] TO [medbill-coverage];
GRANT SELECT, INSERT, UPDATE ON [dbo].[eligibility_checks] TO [medbill-coverage];
GRANT SELECT, INSERT, UPDATE ON [dbo].[fee_schedules] TO [medbill-coverage];
GRANT SELECT, INSERT, UPDATE, DELETE ON [dbo].[idempotency] TO [medbill-coverage];
GRANT SELECT, INSERT, DELETE ON [dbo].[inbox] TO [medbill-coverage];
GRANT SELECT, INSERT, UPDATE, DELETE ON [dbo].[outbox] TO [medbill-coverage];
GRANT SELECT, INSERT, UPDATE ON [dbo].[overlap_locks] TO [medbill-coverage];
GRANT SELECT, INSERT, UPDATE ON [dbo].[payers] TO [medbill-coverage];
GRANT SELECT, INSERT, UPDATE ON [dbo].[plans] TO [medbill-coverage];
GRANT SELECT, INSERT, UPDATE ON [dbo].[policies] TO [medbill-coverage];
GRANT SELECT, INSERT, UPDATE ON [dbo].[read_files] TO [medbill-coverage];
