using System.Text;
using Google.Protobuf;
using Wire = MedBill.Contracts.Remittance.Events.V1.PaymentsPosted.Types;

namespace MedBill.Remittance.Postings;

/// <summary>
/// How many bytes of JSON a claim takes in an event, never too few: what a message with the longest numbers and no text takes, and the
/// texts. Writing each claim an extra time to count its bytes would cost more than all the rest of posting it.
/// </summary>
internal static class EventSize
{
    private const int EscapedBytes = 6; // \u00e9
    private const int AroundText = 4; // quotes, comma, blank
    private const int LineNumberBytes = 12; // 2147483647, comma, blank

    private static readonly Google.Type.Money LongestMoney = new() { CurrencyCode = "USD", Units = -99_999_999_999_999, Nanos = -990_000_000 };
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true));

    private static readonly int ClaimBytes = Bytes(new Wire.ClaimPosting
    {
        ClaimVersionNumber = int.MaxValue,
        ServiceDate = new() { Year = 9999, Month = 12, Day = 31 },
        Charge = LongestMoney,
        PaidAmount = LongestMoney,
        ContractualAmount = LongestMoney,
        PatientResponsibilityAmount = LongestMoney,
        DeniedAmount = LongestMoney,
    });

    private static readonly int AdjustmentBytes = Bytes(new Wire.PostedAdjustment
    {
        LineNumber = int.MaxValue,
        Amount = LongestMoney,
        Disposition = Wire.Disposition.PatientResponsibility,
    });

    public static int Of(Wire.ClaimPosting claim) =>
        ClaimBytes
        + Text(claim.ClaimPayment) + Text(claim.Claim) + Text(claim.Encounter) + Text(claim.Patient) + Text(claim.ResponsibleParty)
        + (claim.LineNumbers.Count * LineNumberBytes)
        + Text(claim.Payer) + Text(claim.ClaimStatusCode) + Text(claim.PayerClaimControlNumber)
        + claim.Adjustments.Sum(adjustment =>
            AdjustmentBytes + Text(adjustment.GroupCode) + Text(adjustment.ReasonCode) + adjustment.RemarkCodes.Sum(code => Text(code) + AroundText));

    private static int Bytes(IMessage message) => Encoding.UTF8.GetByteCount(Formatter.Format(message)) + AroundText;

    private static int Text(string text)
    {
        var bytes = text.Length;
        foreach (var c in text)
        {
            bytes += c is < ' ' or > '~' or '"' or '\\' or '<' or '>' or '&' or '\'' ? EscapedBytes : 0;
        }

        return bytes;
    }
}
