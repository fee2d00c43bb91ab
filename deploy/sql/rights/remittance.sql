-- What the service remittance may do (its login: database.sql). Run it after every migration and before the new release, as the database's owner:
--   sqlcmd -b -S SERVER -d medbill-remittance -i rights/remittance.sql
-- Facts are appended: a table without UPDATE is never changed, one without DELETE loses no row, whatever the service is made to do.
-- tests/SqlServer.Tests holds this to the code.
SET NOCOUNT ON;
-- Read by the service at its start and for its readiness: whether the migrate job has run.
GRANT SELECT ON [dbo].[__EFMigrationsHistory] TO [medbill-remittance];
GRANT SELECT, INSERT ON [dbo].[audit] TO [medbill-remittance];
GRANT SELECT, INSERT, UPDATE ON [dbo].[claim_payments] TO [medbill-remittance];
GRANT SELECT, INSERT, UPDATE ON [dbo].[dead_letters] TO [medbill-remittance];
GRANT SELECT, INSERT, UPDATE ON [dbo].[file_readers] TO [medbill-remittance];
GRANT SELECT, INSERT, UPDATE, DELETE ON [dbo].[idempotency] TO [medbill-remittance];
GRANT SELECT, INSERT, DELETE ON [dbo].[inbox] TO [medbill-remittance];
GRANT SELECT, INSERT ON [dbo].[known_payers] TO [medbill-remittance];
GRANT SELECT, INSERT, UPDATE, DELETE ON [dbo].[outbox] TO [medbill-remittance];
GRANT SELECT, INSERT ON [dbo].[payer_claim_numbers] TO [medbill-remittance];
GRANT SELECT, INSERT ON [dbo].[postings] TO [medbill-remittance];
GRANT SELECT, INSERT, UPDATE ON [dbo].[practice_npis] TO [medbill-remittance];
GRANT SELECT, INSERT ON [dbo].[provider_adjustments] TO [medbill-remittance];
GRANT SELECT, INSERT, UPDATE ON [dbo].[remittance_files] TO [medbill-remittance];
GRANT SELECT, INSERT, UPDATE ON [dbo].[remittances] TO [medbill-remittance];
GRANT SELECT, INSERT ON [dbo].[submitted_claims] TO [medbill-remittance];
