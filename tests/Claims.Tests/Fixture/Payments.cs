using MedBill.Contracts.Remittance.Events.V1;
using Told = MedBill.Contracts.Remittance.Events.V1.PaymentsPosted.Types;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Claims.Tests.Fixture;

/// <summary>What Remittance tells of posted payments.</summary>
internal static class Payments
{
    /// <summary>A chunk of a remittance advice; its claim payments are numbered in their order.</summary>
    public static PaymentsPosted Chunk(string date, params Told.ClaimPosting[] postings)
    {
        var remittance = $"remittances/{Visits.Unique("era")}";
        var day = DateOnly.ParseExact(date, "yyyy-MM-dd");
        for (var i = 0; i < postings.Length; i++)
        {
            postings[i].ClaimPayment = $"{remittance}/claimPayments/{i + 1}";
        }

        return new()
        {
            Posting = $"postings/{Visits.Unique("pst")}",
            Remittance = remittance,
            ChunkNumber = 1,
            PaymentDate = Visits.Date(day.Year, day.Month, day.Day),
            Claims = { postings },
        };
    }

    /// <summary>Paid but for 75.00 that the contract takes off.</summary>
    public static Told.ClaimPosting Paid(Wire.Claim claim, string payerNumber = "", int? version = null) => Posting(claim, 13_500, 7_500, 0, 0, payerNumber, version);

    /// <summary>All of it denied for want of an authorization.</summary>
    public static Told.ClaimPosting Denied(Wire.Claim claim, string payerNumber = "", int? version = null, string reason = "197", string? remark = null)
    {
        var posting = Posting(claim, 0, 0, 0, 21_000, payerNumber, version, reason);
        posting.Adjustments[0].RemarkCodes.AddRange(remark is null ? [] : [remark]);
        return posting;
    }

    /// <summary>All of it left to the patient.</summary>
    public static Told.ClaimPosting LeftToPatient(Wire.Claim claim, string payerNumber = "") => Posting(claim, 0, 0, 21_000, 0, payerNumber, null);

    /// <summary>An earlier posting, taken back whole.</summary>
    public static Told.ClaimPosting Reversed(this Told.ClaimPosting posting)
    {
        var reversal = posting.Clone();
        reversal.ClaimStatusCode = "22";
        foreach (var amount in reversal.Adjustments.Select(adjustment => adjustment.Amount)
            .Concat([reversal.Charge, reversal.PaidAmount, reversal.ContractualAmount, reversal.PatientResponsibilityAmount, reversal.DeniedAmount]))
        {
            (amount.Units, amount.Nanos) = (-amount.Units, -amount.Nanos);
        }

        return reversal;
    }

    public static Told.ClaimPosting Posting(
        Wire.Claim claim, long paid, long contractual, long patient, long denied, string payerNumber, int? version, string reason = "197") => new()
        {
            Claim = claim.Name,
            ClaimVersionNumber = version ?? claim.VersionNumber,
            Encounter = claim.Encounter,
            Patient = claim.Patient,
            ResponsibleParty = claim.Patient,
            Payer = claim.Payer,
            ServiceDate = claim.ServiceDate,
            ClaimStatusCode = denied == 21_000 ? "4" : "1",
            PayerClaimControlNumber = payerNumber,
            Charge = Visits.Cents(paid + contractual + patient + denied),
            PaidAmount = Visits.Cents(paid),
            ContractualAmount = Visits.Cents(contractual),
            PatientResponsibilityAmount = Visits.Cents(patient),
            DeniedAmount = Visits.Cents(denied),
            Adjustments =
            {
                Adjustments("CO", "45", contractual, Told.Disposition.Contractual),
                Adjustments("PR", "2", patient, Told.Disposition.PatientResponsibility),
                Adjustments("CO", reason, denied, Told.Disposition.Denied),
            },
        };

    private static IEnumerable<Told.PostedAdjustment> Adjustments(string group, string reason, long cents, Told.Disposition disposition) => cents == 0
        ? []
        : [new() { LineNumber = 1, GroupCode = group, ReasonCode = reason, Amount = Visits.Cents(cents), Disposition = disposition }];
}
