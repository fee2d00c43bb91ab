using MedBill.Claims.Domain;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Claims.Storage;

/// <summary>The last number taken of a sequence.</summary>
public sealed class ControlNumber
{
    /// <summary>ISA13 and GS06. One sequence for the installation: the number also names the file in the one mailbox.</summary>
    public const string Interchange = "interchange";

    /// <summary>Coverage counts its interchanges from the next number on (ARCHITECTURE.md, decision 8).</summary>
    public const int Max = 500_000_000;

    public required string Name { get; init; }

    public int Last { get; private set; }
}

/// <summary>Submissions, batches, control numbers, and what came back.</summary>
internal static class SubmissionTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<ClaimSubmission>(submission =>
        {
            submission.ToTable("submissions");
            submission.HasKey(s => new { s.ClaimId, s.VersionNumber });
            submission.Property(s => s.ClaimId).HasMaxLength(ClaimTables.IdLength);
            submission.Property(s => s.PayerId).HasMaxLength(ClaimTables.IdLength);
            submission.Property(s => s.SenderId).HasMaxLength(15);
            submission.Property(s => s.ReceiverId).HasMaxLength(15);
            submission.Property(s => s.BatchId).HasMaxLength(ClaimTables.IdLength);
            submission.Property(s => s.State).HasConversion<string>().HasMaxLength(ClaimTables.CodeLength);
            submission.Property(s => s.StatusCodes).HasJson(ClaimJson.Default.IReadOnlyListString);
            submission.Property(s => s.Findings).HasJson(ClaimJson.Default.IReadOnlyListClaimFinding);

            // Small however much was ever sent: the worker reads only what waits.
            submission.HasIndex(s => new { s.Practice, s.PayerId, s.SenderId, s.ReceiverId, s.WindowStartTime })
                .HasFilter("BatchId IS NULL").HasDatabaseName("IX_submissions_waiting");
            submission.HasIndex(s => s.BatchId).HasFilter("BatchId IS NOT NULL");
        });
        model.Entity<SubmissionBatch>(batch =>
        {
            batch.ToTable("submission_batches");
            batch.HasKey(b => b.Id);
            batch.Property(b => b.Id).HasMaxLength(ClaimTables.IdLength);
            batch.Property(b => b.PayerId).HasMaxLength(ClaimTables.IdLength);
            batch.Property(b => b.SenderId).HasMaxLength(15);
            batch.Property(b => b.ReceiverId).HasMaxLength(15);
            batch.Property(b => b.UsageCode).HasMaxLength(1);
            batch.Property(b => b.InterchangeNoteCode).HasMaxLength(3);
            batch.Property(b => b.State).HasConversion<string>().HasMaxLength(ClaimTables.CodeLength);
            batch.HasIndex(b => b.ControlNumber).IsUnique();
            batch.HasIndex(b => new { b.Practice, b.PayerId, b.Id });
            batch.HasIndex(b => new { b.State, b.Id });
            batch.HasIndex(b => b.SenderId);
        });
        model.Entity<BegunFile>(file =>
        {
            file.ToTable("begun_files");
            file.HasKey(f => f.BatchId);
            file.Property(f => f.BatchId).HasMaxLength(ClaimTables.IdLength);
            file.HasOne<SubmissionBatch>().WithOne().HasForeignKey<BegunFile>(f => f.BatchId).OnDelete(DeleteBehavior.Restrict);
        });
        model.Entity<ControlNumber>(number =>
        {
            number.ToTable("control_numbers");
            number.HasKey(n => n.Name);
            number.Property(n => n.Name).HasMaxLength(20);
            number.HasData(new { Name = ControlNumber.Interchange, Last = 0 });
        });
        model.Entity<Acknowledgment>(acknowledgment =>
        {
            acknowledgment.ToTable("acknowledgments");
            acknowledgment.HasKey(a => a.Id);
            acknowledgment.Ignore(a => a.IsUnread);
            acknowledgment.Property(a => a.Id).HasMaxLength(ClaimTables.IdLength);
            acknowledgment.Property(a => a.TransactionType).HasMaxLength(10);
            acknowledgment.Property(a => a.ReasonCode).HasMaxLength(63);
            acknowledgment.Property(a => a.Reason).HasMaxLength(400);
            acknowledgment.Property(a => a.FileName).HasMaxLength(128);
            acknowledgment.Property(a => a.Sha256).HasMaxLength(64);
            acknowledgment.HasIndex(a => new { a.Sha256, a.Practice }).IsUnique();
            acknowledgment.HasIndex(a => new { a.Practice, a.Id });
        });
    }
}
