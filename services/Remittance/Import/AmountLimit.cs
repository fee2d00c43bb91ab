using MedBill.Remittance.Domain;
using MedBill.X12.Remittances835;
using MedBill.X12.Segments;
using X12Adjustment = MedBill.X12.Segments.Adjustment;
using X12Claim = MedBill.X12.Remittances835.ClaimPayment;

namespace MedBill.Remittance.Import;

/// <summary>Finds amounts above what is booked. X12 itself allows more.</summary>
internal static class AmountLimit
{
    public static bool IsBrokenBy(RemittanceItem item) => item switch
    {
        RemittanceHeader header => IsTooLarge(header.PaymentCents),
        X12Claim claim => IsTooLarge(claim.ChargeCents) || IsTooLarge(claim.PaidCents)
            || claim.Lines.Any(line => IsTooLarge(line.ChargeCents) || IsTooLarge(line.PaidCents))

            // Booked in sums by what becomes of it: whichever way it is divided, no sum is larger than all of it.
            || IsTooLarge(Size(claim.Adjustments) + claim.Lines.Sum(line => Size(line.Adjustments))),
        RemittanceTrailer trailer => trailer.ProviderAdjustments.SelectMany(segment => segment.Entries).Any(entry => IsTooLarge(entry.AmountCents)),
        _ => false,
    };

    private static bool IsTooLarge(long cents) => Math.Abs(cents) > PostedAmounts.Largest.Cents;

    private static long Size(ValueList<X12Adjustment> adjustments) => adjustments.Sum(adjustment => Math.Abs(adjustment.AmountCents));
}
