using System.Text.Json;
using MedBill.Collections.Domain.Accounts;
using MedBill.Collections.Domain.Decisions;
using MedBill.Collections.Domain.Journal;
using MedBill.Collections.Domain.Payments;
using MedBill.Collections.Domain.Statements;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MedBill.Collections.Storage;

internal static class CollectionsTables
{
    // Longest name heard of: remittances/{id}/claimPayments/{number}.
    public const int NameLength = 100;

    private const int IdLength = 40;

    public static void Map(ModelBuilder model)
    {
        model.Entity<Account>(Accounts);
        model.Entity<JournalEntry>(Entries);
        model.Entity<JournalLine>(Lines);
        model.Entity<JournaledPosting>(posting =>
        {
            posting.ToTable("journaled_postings");
            posting.HasKey(row => new { row.Practice, row.Remittance, row.ChunkNumber });
            posting.Property(row => row.Remittance).IsName();
            posting.Property(row => row.Posting).IsName();
        });
        model.Entity<DeniedAmount>(denied =>
        {
            denied.ToTable("denied_amounts");
            denied.HasKey(row => new { row.Practice, row.ClaimPayment });
            denied.Property(row => row.ClaimPayment).IsName();
            denied.Property(row => row.Claim).IsName();
            denied.Property(row => row.Payer).IsName();
            denied.HasIndex(row => row.Claim);
        });
        model.Entity<ClaimVersion>(version =>
        {
            version.ToTable("claim_versions");
            version.HasKey(row => new { row.Practice, row.Claim, row.Number });
            version.Property(row => row.Claim).IsName();
            version.Property(row => row.Payer).IsName();
        });
        model.Entity<Payment>(Payments);
        Decisions<WriteOff>(model, "write_offs", writeOff =>
        {
            writeOff.Property(row => row.Claim).IsName();
            writeOff.Property(row => row.Encounter).IsName();
            writeOff.HasIndex(row => row.Claim).HasFilter("Claim IS NOT NULL");
            writeOff.HasIndex(row => row.Encounter);
        });
        Decisions<PatientTransfer>(model, "patient_transfers", transfer =>
        {
            transfer.Property(row => row.Claim).IsName();
            transfer.Property(row => row.Encounter).IsName();
            transfer.HasIndex(row => row.Claim);
        });
        Decisions<Refund>(model, "refunds", refund => refund.Property(row => row.Reference).HasMaxLength(Payment.MaxReferenceLength));
        model.Entity<Statement>(Statements);
        model.Entity<StatementItem>(item =>
        {
            item.ToTable("statement_items");
            item.HasKey(row => new { row.StatementId, row.Number });
            item.Property(row => row.StatementId).IsId();
            item.Property(row => row.Encounter).IsName();
            item.Property(row => row.Patient).IsName();
            item.HasIndex(row => new { row.Encounter, row.StatementDate });
        });
    }

    private static void Accounts(EntityTypeBuilder<Account> account)
    {
        account.ToTable("accounts");
        account.HasKey(row => row.Id);
        account.Property(row => row.Id).IsId();
        account.Property(row => row.ResponsibleParty).IsName();
        account.Ignore(row => row.UnbilledBalance).Ignore(row => row.PayerBalance).Ignore(row => row.PatientBalance).Ignore(row => row.CreditBalance);
        account.HasIndex(row => new { row.Practice, row.ResponsibleParty }).IsUnique();
        account.HasIndex(row => new { row.Practice, row.Id }, "IX_accounts_practice");
        account.HasIndex(row => new { row.Practice, row.Id }, "IX_accounts_due").HasFilter("PatientCents > 0");
    }

    private static void Entries(EntityTypeBuilder<JournalEntry> entry)
    {
        entry.ToTable("journal_entries");
        entry.HasKey(row => row.Id);
        entry.Property(row => row.Id).IsId();
        entry.Property(row => row.CauseKey).IsName();
        entry.Property(row => row.Reverses).IsId();
        entry.Property(row => row.AccountId).IsId();
        entry.Property(row => row.Patient).IsName();
        entry.Property(row => row.Encounter).IsName();
        entry.Property(row => row.Claim).IsName();
        entry.Property(row => row.Payer).IsName();
        entry.HasOne<Account>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Restrict);
        entry.HasMany(row => row.Lines).WithOne().HasForeignKey(line => line.EntryId).OnDelete(DeleteBehavior.Restrict);
        entry.HasIndex(row => new { row.Practice, row.CauseType, row.CauseKey }).IsUnique();

        // Where a patient's visits are owed.
        entry.HasIndex(row => new { row.Patient, row.AccountId }).HasFilter("Patient IS NOT NULL");

        // Lists of all, by account, visit and claim, in the order of booking.
        entry.HasIndex(row => new { row.Practice, row.Id });
        entry.HasIndex(row => new { row.AccountId, row.Id });
        entry.HasIndex(row => new { row.Encounter, row.Id }).HasFilter("Encounter IS NOT NULL");
        entry.HasIndex(row => new { row.Claim, row.Id }).HasFilter("Claim IS NOT NULL");
    }

    private static void Lines(EntityTypeBuilder<JournalLine> line)
    {
        line.ToTable("journal_lines");
        line.HasKey(row => new { row.EntryId, row.Number });
        line.Property(row => row.EntryId).IsId();
        line.Ignore(row => row.Amount).Ignore(row => row.NetDebit);

        // Trial balance and totals read this alone.
        line.HasIndex(row => new { row.Practice, row.LedgerAccount, row.Cause, row.Side, row.AmountCents });
    }

    private static void Payments(EntityTypeBuilder<Payment> payment)
    {
        payment.ToTable("payments");
        payment.HasKey(row => row.Id);
        payment.Property(row => row.Id).IsId();
        payment.Property(row => row.AccountId).IsId();
        payment.Property(row => row.Patient).IsName();
        payment.Property(row => row.Reference).HasMaxLength(Payment.MaxReferenceLength);
        payment.Property(row => row.JournalEntryId).IsId();
        payment.Ignore(row => row.CreditAmount);
        payment.HasIndex(row => new { row.Practice, row.Id });
        payment.HasIndex(row => new { row.AccountId, row.Id });
    }

    private static void Decisions<T>(ModelBuilder model, string table, Action<EntityTypeBuilder<T>> more)
        where T : Decision => model.Entity<T>(decision =>
        {
            decision.ToTable(table);
            decision.HasKey(row => row.Id);
            decision.Ignore(row => row.Name);
            decision.Property(row => row.Id).IsId();
            decision.Property(row => row.AccountId).IsId();
            decision.Property(row => row.JournalEntryId).IsId();
            decision.HasIndex(row => new { row.Practice, row.Id });
            decision.HasIndex(row => new { row.AccountId, row.Id });
            more(decision);
        });

    private static void Statements(EntityTypeBuilder<Statement> statement)
    {
        statement.ToTable("statements");
        statement.HasKey(row => row.Id);
        statement.Property(row => row.Id).IsId();
        statement.Property(row => row.AccountId).IsId();
        statement.Property(row => row.Letter).HasConversion(
            letter => JsonSerializer.Serialize(letter, JsonSerializerOptions.Default),
            stored => JsonSerializer.Deserialize<Letter>(stored, JsonSerializerOptions.Default)!);
        statement.HasMany(row => row.Items).WithOne().HasForeignKey(item => item.StatementId).OnDelete(DeleteBehavior.Restrict);
        statement.HasIndex(row => new { row.Practice, row.Id });
        statement.HasIndex(row => new { row.AccountId, row.Id });
    }

    private static void IsId<T>(this PropertyBuilder<T> property) => property.HasMaxLength(IdLength).IsUnicode(false);

    private static void IsName<T>(this PropertyBuilder<T> property) => property.HasMaxLength(NameLength).IsUnicode(false);
}
