using MedBill.SandboxPayer.Scenarios;
using MedBill.X12.Claims837;
using MedBill.X12.Claims837P;
using MedBill.X12.Remittances835;
using MedBill.X12.Segments;

namespace MedBill.SandboxPayer.Adjudication;

/// <summary>
/// Decides a claim as a payer would: by its member's scenario and the fee schedule. The same claim always gets the
/// same decision.
/// </summary>
public sealed class Adjudicator(FeeSchedule fees)
{
    private const long CopayCents = 25_00;
    private const long DeductibleCents = 100_00;
    private const int CoinsurancePercent = 20;

    /// <summary>The payer's own number of a claim.</summary>
    public static string ControlNumber(ProfessionalClaim claim) => $"ICN{claim.PatientControlNumber}";

    /// <summary>The decision on a claim that was accepted; a replacement's names the decision in whose place it stands (REF*F8).</summary>
    public ClaimPayment Decide(ProfessionalClaim claim, DateOnly receivedOn)
    {
        var decision = Treat(claim) is { Kind: ScenarioKind.Deny } denial ? Denied(claim, denial) : Paid(claim);
        return decision with
        {
            FilingIndicator = claim.Subscriber.FilingIndicator is "CI" or "BL" or "11" or "FI" or null ? "12" : claim.Subscriber.FilingIndicator,
            PayerClaimControlNumber = ControlNumber(claim),
            FacilityCode = claim.PlaceOfService,
            Frequency = claim.Frequency,
            References = claim.Frequency == "7" && claim.Reference(ReferenceQualifiers.OriginalClaim) is { } original
                ? [new(ReferenceQualifiers.OriginalClaim, original)]
                : default,
            Parties = Parties(claim),
            Dates =
            [
                new(DateQualifiers.StatementFrom, claim.Lines.Min(line => line.ServiceDate!.From)),
                new(DateQualifiers.Received, receivedOn),
            ],
        };
    }

    /// <summary>CLP02 22: the mirror of a decision, under the numbers that it had.</summary>
    public static ClaimPayment Reversal(ClaimPayment decision) => decision with
    {
        Status = "22",
        ChargeCents = -decision.ChargeCents,
        PaidCents = -decision.PaidCents,
        PatientResponsibilityCents = null,
        References = default,
        Lines =
        [
            .. decision.Lines.Select(line => line with
            {
                ChargeCents = -line.ChargeCents,
                PaidCents = -line.PaidCents,
                Adjustments = [.. line.Adjustments.Select(adjustment => adjustment with { AmountCents = -adjustment.AmountCents })],
                Amounts = default,
            }),
        ],
    };

    /// <summary>The number (CLP07) of the earlier decision that this one ends: it takes it back, or stands in its place.</summary>
    public static string? Ended(ClaimPayment decision) =>
        decision.IsReversal ? decision.PayerClaimControlNumber
        : decision.References.Find(ReferenceQualifiers.OriginalClaim)?.Value;

    // An authorization is what CARC 197 asks for: once it is there, the claim is paid.
    private static Scenario Treat(ProfessionalClaim claim)
    {
        var scenario = Scenario.Of(claim.Subscriber.Person.Id);
        return scenario.Reason == "197" && claim.Reference(ReferenceQualifiers.PriorAuthorization) is not null
            ? new Scenario(ScenarioKind.Paid)
            : scenario;
    }

    private static ClaimPayment Denied(ProfessionalClaim claim, Scenario denial)
    {
        var group = denial.Reason switch
        {
            "18" => "OA",
            "35" or "100" or "119" or "149" => "PR",
            _ => "CO",
        };
        return Payment(claim, "4", [.. claim.Lines.Select(line => Line(
            line, 0, null, [new Adjustment(group, denial.Reason!, line.ChargeCents)], denial.Remark))]);
    }

    private ClaimPayment Paid(ProfessionalClaim claim)
    {
        var shares = Treat(claim).Kind == ScenarioKind.Part;
        var copay = shares ? CopayCents : 0;
        var deductible = shares ? DeductibleCents : 0;
        var lines = new List<ServicePayment>();
        foreach (var line in claim.Lines)
        {
            var allowed = fees.Allowed(line.Procedure.Code, line.Units, line.ChargeCents);
            var rest = allowed;
            var adjustments = new List<Adjustment>();
            Take("CO", "45", line.ChargeCents - allowed);
            if (IsOfficeVisit(line.Procedure.Code))
            {
                rest -= Take("PR", "3", Math.Min(copay, rest));
                copay = 0;
            }

            var fromDeductible = Take("PR", "1", Math.Min(deductible, rest));
            (rest, deductible) = (rest - fromDeductible, deductible - fromDeductible);
            rest -= shares ? Take("PR", "2", ((rest * CoinsurancePercent) + 50) / 100) : 0;
            lines.Add(Line(line, rest, allowed, [.. adjustments], null));

            long Take(string group, string reason, long cents)
            {
                if (cents > 0)
                {
                    adjustments.Add(new(group, reason, cents));
                }

                return cents;
            }
        }

        return Payment(claim, "1", lines);
    }

    private static ClaimPayment Payment(ProfessionalClaim claim, string status, IReadOnlyList<ServicePayment> lines)
    {
        var patient = lines.Sum(line => line.Adjustments.Where(adjustment => adjustment.Group == "PR").Sum(adjustment => adjustment.AmountCents));
        return new()
        {
            PatientControlNumber = claim.PatientControlNumber,
            Status = status,
            ChargeCents = claim.ChargeCents,
            PaidCents = lines.Sum(line => line.PaidCents),
            PatientResponsibilityCents = patient == 0 ? null : patient,
            Lines = [.. lines],
        };
    }

    private static ServicePayment Line(
        ServiceLine line, long paid, long? allowed, ValueList<Adjustment> adjustments, string? remark) => new()
        {
            Procedure = new(line.Procedure.Qualifier, line.Procedure.Code, line.Procedure.Modifiers),
            ChargeCents = line.ChargeCents,
            PaidCents = paid,
            Units = line.Units,
            Dates = [new(DateQualifiers.Service, line.ServiceDate!.From)],
            Adjustments = adjustments,
            References = line.ControlNumber is { } number ? [new(ReferenceQualifiers.LineControlNumber, number)] : default,
            Amounts = allowed is { } cents ? [new(AmountQualifiers.Allowed, cents)] : default,
            Remarks = remark is null ? default : [Remark.Rarc(remark)],
        };

    private static ValueList<Party> Parties(ProfessionalClaim claim)
    {
        var member = claim.Subscriber.Person;
        var patient = claim.PatientPerson with
        {
            EntityCode = EntityCodes.Patient,
            IdQualifier = "MI",
            Id = member.Id,
            Address = null,
            BirthDate = null,
            Sex = null,
            References = default,
            Contacts = default,
        };
        return claim.RenderingProvider is { } rendering
            ? [patient, rendering with { Address = null, ProviderCode = null, TaxonomyCode = null, References = default, Contacts = default }]
            : [patient];
    }

    // 99202-99205 and 99211-99215.
    private static bool IsOfficeVisit(string code) =>
        string.CompareOrdinal(code, "99202") >= 0 && string.CompareOrdinal(code, "99215") <= 0;
}
