using MedBill.Claims.Domain;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Claims.Storage;

/// <summary>Claims and their versions.</summary>
internal static class ClaimTables
{
    public const int IdLength = 40;
    public const int CodeLength = 24;

    public static void Map(ModelBuilder model)
    {
        model.Entity<Claim>(claim =>
        {
            claim.ToTable("claims");
            claim.HasKey(c => c.Id);
            claim.Property(c => c.Id).HasMaxLength(IdLength);
            claim.Property(c => c.EncounterId).HasMaxLength(IdLength);
            claim.Property(c => c.BilledEncounterId).HasMaxLength(IdLength);
            claim.Property(c => c.PatientId).HasMaxLength(IdLength);
            claim.Property(c => c.PayerId).HasMaxLength(IdLength);
            claim.Property(c => c.ResponsibleParty).HasMaxLength(64);
            claim.Property(c => c.State).HasConversion<string>().HasMaxLength(CodeLength);
            claim.Property(c => c.NextAction).HasConversion<string>().HasMaxLength(CodeLength);
            claim.Ignore(c => c.Current);
            claim.Ignore(c => c.Adjudication);
            claim.Ignore(c => c.DecidedByPayer);
            claim.HasMany(c => c.Versions).WithOne().HasForeignKey(v => v.ClaimId).OnDelete(DeleteBehavior.Restrict);
            claim.HasMany(c => c.Denials).WithOne().HasForeignKey(d => d.ClaimId).OnDelete(DeleteBehavior.Restrict);
            claim.HasMany(c => c.Postings).WithOne().HasForeignKey(p => p.ClaimId).OnDelete(DeleteBehavior.Restrict);

            // One claim bills an encounter; one that was withdrawn unsent does not.
            claim.HasIndex(c => new { c.Practice, c.BilledEncounterId }).IsUnique().HasFilter("BilledEncounterId IS NOT NULL");
            claim.HasIndex(c => new { c.Practice, c.EncounterId });
            claim.HasIndex(c => new { c.Practice, c.PatientId, c.Id });
            claim.HasIndex(c => new { c.Practice, c.PayerId, c.Id });
            claim.HasIndex(c => new { c.Practice, c.State, c.Id });
            claim.HasIndex(c => new { c.Practice, c.NextAction, c.Id });

            // Those the sweep for unanswered ones looks through, of every practice: few however much was ever sent.
            claim.HasIndex(c => new { c.NextAction, c.State, c.Id }).HasFilter("NextAction = 'AwaitPayer'").HasDatabaseName("IX_claims_waiting");
        });
        model.Entity<ClaimVersion>(version =>
        {
            version.ToTable("claim_versions");
            version.HasKey(v => new { v.ClaimId, v.Number });
            version.Property(v => v.ClaimId).HasMaxLength(IdLength);
            version.Property(v => v.PatientControlNumber).HasMaxLength(PatientControlNumber.Length);
            version.Property(v => v.FrequencyCode).HasMaxLength(1);
            version.Property(v => v.OriginalReferenceNumber).HasMaxLength(50);
            version.Property(v => v.PayerClaimControlNumber).HasMaxLength(50);
            version.Property(v => v.State).HasConversion<string>().HasMaxLength(CodeLength);
            version.Property(v => v.Document).HasColumnName("Content").HasDocument();
            version.Property(v => v.Findings).HasJson(ClaimJson.Default.IReadOnlyListClaimFinding);
            version.Property(v => v.Adjudication).HasJson(ClaimJson.Default.Adjudication!);
            version.Ignore(v => v.Content);
            version.Ignore(v => v.Draft);
            version.HasOne(v => v.Submission).WithOne()
                .HasForeignKey<ClaimSubmission>(s => new { s.ClaimId, s.VersionNumber }).OnDelete(DeleteBehavior.Restrict);
            version.HasIndex(v => v.PatientControlNumber).IsUnique();
        });
    }
}
