using MedBill.Platform.Values;
using MedBill.Remittance.Domain;
using MedBill.X12.Remittances835;
using MedBill.X12.Segments;
using X12Adjustment = MedBill.X12.Segments.Adjustment;
using X12Balance = MedBill.X12.Remittances835.BalanceDifference;
using X12Claim = MedBill.X12.Remittances835.ClaimPayment;
using X12Level = MedBill.X12.Remittances835.BalanceLevel;

namespace MedBill.Remittance.Import;

/// <summary>X12 → domain. Names of patients and everything else that is not needed to post stays in the archive.</summary>
internal static class AdviceMapping
{
    private const int ReferenceLength = 50;

    public static PaymentHeader ToDomain(this RemittanceHeader header, DateTimeOffset received) => new()
    {
        PayerName = Clip(header.Payer.Name, 60),
        PayerId = Clip(header.Payer.Reference(ReferenceQualifiers.PayerId) ?? header.TraceOriginator, ReferenceLength),
        TraceOriginator = Clip(header.TraceOriginator, ReferenceLength),
        PayeeNpi = Clip(header.Payee.Npi, 80),
        TraceNumber = Clip(header.TraceNumber, ReferenceLength),
        MethodCode = Clip(header.Method, 3),
        Amount = new(header.PaymentCents),

        // BPR16 is missing in some zero payments; the postings need a date all the same.
        Date = header.EffectiveDate ?? header.ProductionDate ?? DateOnly.FromDateTime(received.UtcDateTime),
    };

    public static Domain.ClaimPayment ToDomain(this X12Claim claim, string remittanceId, int position)
    {
        var adjustments = new List<PaymentAdjustment>();
        Add(adjustments, 0, claim.Adjustments);
        var lines = new PaymentLine[claim.Lines.Count];
        for (var i = 0; i < lines.Length; i++)
        {
            Add(adjustments, i + 1, claim.Lines[i].Adjustments);
            lines[i] = Line(claim.Lines[i], i + 1);
        }

        return new()
        {
            RemittanceId = remittanceId,
            Position = position,
            PatientControlNumber = Clip(claim.PatientControlNumber, ReferenceLength),
            StatusCode = Clip(claim.Status, 2),
            Charge = new(claim.ChargeCents),
            Paid = new(claim.PaidCents),
            PayerClaimControlNumber = Clip(claim.PayerClaimControlNumber, ReferenceLength),
            Detail = new() { Adjustments = adjustments, Lines = lines, RemarkCodes = [.. claim.RemarkCodes.Select(code => Clip(code, 10))] },
        };
    }

    /// <summary>Null for a difference that repeats another: doubled adjustments show as the claim's own difference.</summary>
    public static Domain.BalanceDifference? ToDomain(this X12Balance difference) => difference.Level switch
    {
        X12Level.Line => Difference(Domain.BalanceLevel.Line, $"CLP[{difference.ClaimIndex}] SVC[{difference.LineIndex}]", difference),
        X12Level.Claim => Difference(Domain.BalanceLevel.Claim, $"CLP[{difference.ClaimIndex}]", difference),
        X12Level.LineCharges => Difference(Domain.BalanceLevel.LineCharges, $"CLP[{difference.ClaimIndex}]", difference),
        X12Level.Transaction => Difference(Domain.BalanceLevel.Transaction, "BPR", difference),
        _ => null,
    };

    public static IEnumerable<Domain.ProviderAdjustment> ToDomain(this RemittanceTrailer trailer, string remittanceId, DateTimeOffset now) =>
        trailer.ProviderAdjustments.SelectMany(segment => segment.Entries.Select(entry => (segment.ProviderId, Entry: entry))).Select((pair, index) =>
            new Domain.ProviderAdjustment
            {
                Id = ResourceName.NewId("plb", now),
                RemittanceId = remittanceId,
                Position = index + 1,
                ProviderId = Clip(pair.ProviderId, ReferenceLength),
                ReasonCode = Clip(pair.Entry.Reason, 2),
                Reference = Clip(pair.Entry.Reference, ReferenceLength),
                Amount = new(pair.Entry.AmountCents),
            });

    public static Money Sum(this RemittanceTrailer trailer) =>
        Money.Sum(trailer.ProviderAdjustments.SelectMany(segment => segment.Entries).Select(entry => new Money(entry.AmountCents)));

    private static Domain.BalanceDifference Difference(Domain.BalanceLevel level, string location, X12Balance difference) =>
        new(level, location, new(difference.ExpectedCents), new(difference.ActualCents));

    private static void Add(List<PaymentAdjustment> all, int line, ValueList<X12Adjustment> adjustments)
    {
        foreach (var adjustment in adjustments)
        {
            var (group, reason) = (Clip(adjustment.Group, 2), Clip(adjustment.Reason, 5));
            all.Add(new(line, group, reason, new(adjustment.AmountCents), DispositionTable.Of(group, reason)));
        }
    }

    private static PaymentLine Line(ServicePayment service, int number)
    {
        // SVC06 says what was submitted when the payer decided on another code.
        var submitted = service.SubmittedProcedure ?? service.Procedure;
        return new()
        {
            LineNumber = number,
            ControlNumber = Clip(service.ControlNumber, ReferenceLength),
            ProcedureCode = Clip(service.Procedure.Code, 48),
            SubmittedCode = Clip(submitted.Code, 48),
            SubmittedModifiers = [.. submitted.Modifiers.Select(modifier => Clip(modifier, 2))],
            Charge = new(service.ChargeCents),
            Paid = new(service.PaidCents),
            RemarkCodes = [.. service.Remarks.Where(remark => remark.Qualifier == "HE").Select(remark => Clip(remark.Code, 10))],
        };
    }

    // Longer than the standard allows: cut. Our own numbers are far shorter, so a cut one never matches one of them.
    private static string Clip(string? text, int length) => text is null ? "" : text.Length <= length ? text : text[..length];
}
