using MedBill.Remittance.Domain;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Remittance.Storage;

/// <summary>How the domain lies in tables. X12 texts are as long as the standard lets them be (x12-facts 1.3).</summary>
internal static class RemittanceTables
{
    private const int IdLength = 40;
    private const int ReferenceLength = 50; // DE 127
    private const int CodeLength = 30; // our own reason codes
    private const int IdentityLength = 142; // originator or payer id, trace number, id when released

    public static void Map(ModelBuilder model)
    {
        MapFiles(model);
        MapRemittances(model);
        MapClaimPayments(model);
        MapPostings(model);
        MapProjections(model);
    }

    private static void MapFiles(ModelBuilder model)
    {
        model.Entity<RemittanceFile>(file =>
        {
            file.ToTable("remittance_files");
            file.HasKey(f => f.Id);
            file.Property(f => f.Id).HasMaxLength(IdLength);
            file.Property(f => f.Owner).HasMaxLength(IdLength);
            file.Property(f => f.FileName).HasMaxLength(128);
            file.Property(f => f.Sha256).HasMaxLength(64).IsUnicode(false);
            file.Property(f => f.ReasonCode).HasMaxLength(CodeLength);
            file.Property(f => f.Reason).HasMaxLength(400);
            file.HasIndex(f => new { f.Owner, f.Sha256 }).IsUnique();
            file.HasIndex(f => new { f.State, f.Id });
        });
        model.Entity<FileReader>(reader =>
        {
            reader.ToTable("file_readers");
            reader.HasKey(r => new { r.Practice, r.Sha256 });
            reader.Property(r => r.Sha256).HasMaxLength(64).IsUnicode(false);
            reader.Property(r => r.FileId).HasMaxLength(IdLength);
            reader.HasIndex(r => new { r.FileId, r.Practice }).IsUnique();
        });
    }

    private static void MapRemittances(ModelBuilder model) => model.Entity<RemittanceAdvice>(advice =>
    {
        advice.ToTable("remittances");
        advice.HasKey(a => a.Id);
        advice.Property(a => a.Id).HasMaxLength(IdLength);
        advice.Property(a => a.FileId).HasMaxLength(IdLength);
        advice.Property(a => a.ReasonCode).HasMaxLength(CodeLength);
        advice.Property(a => a.PayerName).HasMaxLength(60);
        advice.Property(a => a.PayerId).HasMaxLength(ReferenceLength);
        advice.Property(a => a.TraceOriginator).HasMaxLength(ReferenceLength);
        advice.Property(a => a.PayeeNpi).HasMaxLength(80);
        advice.Property(a => a.TraceNumber).HasMaxLength(ReferenceLength);
        advice.Property(a => a.MethodCode).HasMaxLength(3);
        advice.Property(a => a.ContentHash).HasMaxLength(64).IsUnicode(false);
        advice.Property(a => a.EarlierRemittanceId).HasMaxLength(IdLength);
        advice.Property(a => a.AcceptedPayment).HasMaxLength(IdentityLength);
        advice.Property(a => a.Differences).AsJson(DetailJson.Default.IReadOnlyListBalanceDifference);
        advice.HasIndex(a => new { a.FileId, a.SetNumber }).IsUnique();

        // The natural identity of a payment: what keeps a second copy from being posted, whatever else goes wrong.
        advice.HasIndex(a => new { a.Practice, a.AcceptedPayment }).IsUnique();
        advice.HasIndex(a => new { a.Practice, a.TraceNumber, a.ContentHash }).IsUnique().HasFilter("AcceptedPayment IS NOT NULL")
            .HasDatabaseName("ix_remittances_accepted_content");
        advice.HasIndex(a => new { a.Practice, a.Id });
        advice.HasIndex(a => new { a.Practice, a.TraceNumber });
        advice.HasIndex(a => new { a.State, a.Id });
        advice.HasIndex(a => new { a.ReasonCode, a.PayeeNpi });
    });

    private static void MapClaimPayments(ModelBuilder model) => model.Entity<ClaimPayment>(payment =>
    {
        payment.ToTable("claim_payments");
        payment.HasKey(p => new { p.RemittanceId, p.Position });
        payment.HasOne<RemittanceAdvice>().WithMany().HasForeignKey(p => p.RemittanceId).OnDelete(DeleteBehavior.Restrict);
        payment.Property(p => p.RemittanceId).HasMaxLength(IdLength);
        payment.Property(p => p.PatientControlNumber).HasMaxLength(ReferenceLength);
        payment.Property(p => p.PayerClaimControlNumber).HasMaxLength(ReferenceLength);
        payment.Property(p => p.StatusCode).HasMaxLength(2);
        payment.Property(p => p.ClaimId).HasMaxLength(IdLength);
        payment.Property(p => p.UnmatchedReason).HasMaxLength(CodeLength);
        payment.Property(p => p.Detail).AsJson(DetailJson.Default.PaymentDetail);
        payment.Property(p => p.Version).IsConcurrencyToken();
        payment.Property(p => p.ClaimLines).AsJson(DetailJson.Default.IReadOnlyListInt32).HasMaxLength(8000);

        // Small, however many payments there ever were: a claim that comes late asks them.
        payment.HasIndex(p => new { p.Practice, p.PatientControlNumber }).HasFilter("State = 2").HasDatabaseName("ix_claim_payments_unmatched");
        payment.HasIndex(p => new { p.Practice, p.PayerClaimControlNumber }).HasFilter("State = 2").HasDatabaseName("ix_claim_payments_unmatched_payer");
        payment.HasIndex(p => p.State).HasFilter("State = 3").HasDatabaseName("ix_claim_payments_recheck");
    });

    private static void MapPostings(ModelBuilder model)
    {
        model.Entity<Posting>(posting =>
        {
            posting.ToTable("postings");
            posting.HasKey(p => p.Id);
            posting.HasOne<RemittanceAdvice>().WithMany().HasForeignKey(p => p.RemittanceId).OnDelete(DeleteBehavior.Restrict);
            posting.Property(p => p.Id).HasMaxLength(IdLength);
            posting.Property(p => p.RemittanceId).HasMaxLength(IdLength);
            posting.Property(p => p.EventId).HasMaxLength(36);
            posting.HasIndex(p => new { p.RemittanceId, p.ChunkNumber }).IsUnique();
            posting.HasIndex(p => new { p.Practice, p.Id });
        });
        model.Entity<ProviderAdjustment>(adjustment =>
        {
            adjustment.ToTable("provider_adjustments");
            adjustment.HasKey(a => a.Id);
            adjustment.HasOne<RemittanceAdvice>().WithMany().HasForeignKey(a => a.RemittanceId).OnDelete(DeleteBehavior.Restrict);
            adjustment.Property(a => a.Id).HasMaxLength(IdLength);
            adjustment.Property(a => a.RemittanceId).HasMaxLength(IdLength);
            adjustment.Property(a => a.ProviderId).HasMaxLength(ReferenceLength);
            adjustment.Property(a => a.ReasonCode).HasMaxLength(2);
            adjustment.Property(a => a.Reference).HasMaxLength(ReferenceLength);
            adjustment.HasIndex(a => new { a.RemittanceId, a.Position }).IsUnique();
            adjustment.HasIndex(a => new { a.Practice, a.Id });
        });
    }

    private static void MapProjections(ModelBuilder model)
    {
        model.Entity<SubmittedClaim>(claim =>
        {
            claim.ToTable("submitted_claims");
            claim.HasKey(c => new { c.Practice, c.PatientControlNumber });
            claim.Property(c => c.PatientControlNumber).HasMaxLength(ReferenceLength);
            claim.Property(c => c.ClaimId).HasMaxLength(IdLength);
            claim.Property(c => c.EncounterId).HasMaxLength(IdLength);
            claim.Property(c => c.PatientId).HasMaxLength(IdLength);
            claim.Property(c => c.ResponsibleParty).HasMaxLength(60);
            claim.Property(c => c.PayerId).HasMaxLength(IdLength);
            claim.Property(c => c.ElectronicPayerId).HasMaxLength(ReferenceLength);
            claim.Property(c => c.Lines).AsJson(DetailJson.Default.IReadOnlyListSubmittedLine);
            claim.HasIndex(c => new { c.Practice, c.ClaimId, c.VersionNumber }).IsUnique();
        });
        model.Entity<PayerClaimNumber>(number =>
        {
            number.ToTable("payer_claim_numbers");
            number.HasKey(n => new { n.Practice, n.Number, n.ClaimId, n.VersionNumber });
            number.Property(n => n.Number).HasMaxLength(ReferenceLength);
            number.Property(n => n.ClaimId).HasMaxLength(IdLength);
            number.HasIndex(n => new { n.Practice, n.ClaimId, n.VersionNumber });
        });
        model.Entity<KnownPayer>(payer =>
        {
            payer.ToTable("known_payers");
            payer.HasKey(p => new { p.Practice, p.ElectronicPayerId, p.PayerId, p.IsLearned });
            payer.Property(p => p.ElectronicPayerId).HasMaxLength(ReferenceLength);
            payer.Property(p => p.PayerId).HasMaxLength(IdLength);
        });
        model.Entity<PracticeNpi>(practice =>
        {
            practice.ToTable("practice_npis");
            practice.HasKey(p => p.PracticeId);
            practice.Property(p => p.PracticeId).HasMaxLength(IdLength);
            practice.Property(p => p.Npi).HasMaxLength(10);

            // Two changes told at once: the older must not overwrite what the newer wrote.
            practice.Property(p => p.Sequence).IsConcurrencyToken();
            practice.HasIndex(p => p.Npi);
        });
    }
}
