using MedBill.Claims.Domain;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Claims.Storage;

/// <summary>What payers decided, and what they denied.</summary>
internal static class DecisionTables
{
    public static void Map(ModelBuilder model)
    {
        model.Entity<ClaimPosting>(posting =>
        {
            posting.ToTable("claim_postings");
            posting.HasKey(p => new { p.RemittanceId, p.ClaimPaymentNumber });
            posting.Property(p => p.RemittanceId).HasMaxLength(ClaimTables.IdLength);
            posting.Property(p => p.ClaimId).HasMaxLength(ClaimTables.IdLength);
            posting.Property(p => p.StatusCode).HasMaxLength(2);
            posting.Property(p => p.PayerClaimControlNumber).HasMaxLength(50);
            posting.Property(p => p.Lines).HasJson(ClaimJson.Default.IReadOnlyListInt32);
            posting.Property(p => p.Adjustments).HasJson(ClaimJson.Default.IReadOnlyListPostedAdjustment);
        });
        model.Entity<Denial>(denial =>
        {
            denial.ToTable("denials");
            denial.HasKey(d => d.Id);
            denial.Property(d => d.Id).HasMaxLength(ClaimTables.IdLength);
            denial.Property(d => d.ClaimId).HasMaxLength(ClaimTables.IdLength);
            denial.Property(d => d.RemittanceId).HasMaxLength(ClaimTables.IdLength);
            denial.Property(d => d.GroupCode).HasMaxLength(2);
            denial.Property(d => d.ReasonCode).HasMaxLength(5);
            denial.Property(d => d.CloseReason).HasConversion<string>().HasMaxLength(ClaimTables.CodeLength);
            denial.Property(d => d.WorkQueue).HasMaxLength(10);
            denial.Property(d => d.RemarkCodes).HasJson(ClaimJson.Default.IReadOnlyListString);
            denial.HasIndex(d => new { d.RemittanceId, d.ClaimPaymentNumber, d.AdjustmentNumber }).IsUnique();
            denial.HasIndex(d => new { d.Practice, d.WorkQueue, d.Id });
            denial.HasIndex(d => new { d.Practice, d.Id });
        });
    }
}
