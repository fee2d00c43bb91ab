using System.Text;
using CsCheck;
using Google.Protobuf;
using MedBill.Remittance.Postings;
using MedBill.Remittance.Tests.Fixture;
using Told = MedBill.Contracts.Remittance.Events.V1.PaymentsPosted.Types;

namespace MedBill.Remittance.Tests.Postings;

public sealed class EventSizeTests
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true));
    private static readonly Gen<string> Texts = Gen.String[Gen.Char[' ', 'ÿ'], 0, 40];
    private static readonly Gen<Google.Type.Money> Amounts = Gen.Long[-99_999_999_999_999, 99_999_999_999_999].Select(Samples.Amount);

    private static readonly Gen<Told.PostedAdjustment> Adjustments =
        Gen.Select(Gen.Int[0, 999], Texts, Amounts, Gen.Enum<Told.Disposition>(), Texts.Array[0, 4]).Select((line, code, amount, disposition, remarks) =>
            new Told.PostedAdjustment
            {
                LineNumber = line,
                GroupCode = code,
                ReasonCode = code,
                Amount = amount,
                Disposition = disposition,
                RemarkCodes = { remarks },
            });

    private static readonly Gen<Told.ClaimPosting> Claims =
        Gen.Select(Texts, Texts, Amounts, Adjustments.Array[0, 6], Gen.Int[1, int.MaxValue].Array[0, 60]).Select((name, code, amount, adjustments, lines) => new Told.ClaimPosting
        {
            ClaimPayment = name,
            Claim = name,
            ClaimVersionNumber = 12,
            Encounter = name,
            Patient = name,
            ResponsibleParty = name,
            Payer = name,
            ServiceDate = new() { Year = 2026, Month = 2, Day = 10 },
            ClaimStatusCode = code,
            PayerClaimControlNumber = code,
            Charge = amount,
            PaidAmount = amount,
            ContractualAmount = amount,
            PatientResponsibilityAmount = amount,
            DeniedAmount = amount,
            Adjustments = { adjustments },
            LineNumbers = { lines },
        });

    [Fact]
    public void The_bytes_of_a_claim_are_never_counted_too_few() =>
        Claims.Sample(claim => EventSize.Of(claim) >= Encoding.UTF8.GetByteCount(Formatter.Format(claim)), iter: 500);
}
