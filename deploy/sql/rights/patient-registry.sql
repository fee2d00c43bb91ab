-- What the service patient-registry may do (its login: database.sql). Run it after every migration and before the new release, as the database's owner:
--   sqlcmd -b -S SERVER -d medbill-patient-registry -i rights/patient-registry.sql
-- Facts are appended: a table without UPDATE is never changed, one without DELETE loses no row, whatever the service is made to do.
-- tests/SqlServer.Tests holds this to the code.
SET NOCOUNT ON;
-- Read by the service at its start and for its readiness: whether the migrate job has run.
GRANT SELECT ON [dbo].[__EFMigrationsHistory] TO [medbill-patient-registry];
GRANT SELECT, INSERT ON [dbo].[audit] TO [medbill-patient-registry];
GRANT SELECT, INSERT, UPDATE ON [dbo].[dead_letters] TO [medbill-patient-registry];
GRANT SELECT, INSERT, UPDATE ON [dbo].[encounters] TO [medbill-patient-registry];
GRANT SELECT, INSERT, UPDATE ON [dbo].[facilities] TO [medbill-patient-registry];
GRANT SELECT, INSERT, UPDATE ON [dbo].[guarantors] TO [medbill-patient-registry];
GRANT SELECT, INSERT, UPDATE, DELETE ON [dbo].[idempotency] TO [medbill-patient-registry];
GRANT SELECT, INSERT, DELETE ON [dbo].[inbox] TO [medbill-patient-registry];
GRANT SELECT, INSERT ON [dbo].[medical_history_entries] TO [medbill-patient-registry];
GRANT SELECT, INSERT, UPDATE, DELETE ON [dbo].[outbox] TO [medbill-patient-registry];
GRANT SELECT, INSERT, UPDATE ON [dbo].[patients] TO [medbill-patient-registry];
GRANT SELECT, INSERT, UPDATE ON [dbo].[practices] TO [medbill-patient-registry];
GRANT SELECT, INSERT, UPDATE ON [dbo].[providers] TO [medbill-patient-registry];
