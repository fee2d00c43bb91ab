using MedBill.SandboxPayer.Adjudication;
using MedBill.X12.Acknowledgments;
using MedBill.X12.Claims837;
using MedBill.X12.Claims837P;
using MedBill.X12.Segments;

namespace MedBill.SandboxPayer.Answers;

/// <summary>The 277CA: what the payer's front end says of each claim of an interchange.</summary>
internal static class FrontEndAcknowledgment
{
    /// <summary>What is taken in and what is not, of one interchange.</summary>
    public static ClaimAcknowledgment277CA Of(ReplyEnvelope reply, IReadOnlyList<Verdict> verdicts, DateTime now)
    {
        var today = DateOnly.FromDateTime(now);
        var first = verdicts[0].Received;
        var total = verdicts.Sum(verdict => verdict.Claim.ChargeCents);
        var refused = verdicts.Where(verdict => verdict.Refusal is not null).ToList();
        var refusedCents = refused.Sum(verdict => verdict.Claim.ChargeCents);
        var received = new AcknowledgmentStatus { Codes = [new("A1", "19", "PR")], Date = today, Action = "WQ", ChargeCents = total };
        var quantities = new List<QualifiedQuantity>();
        var amounts = new List<QualifiedAmount>();
        if (refused.Count < verdicts.Count)
        {
            quantities.Add(new("90", verdicts.Count - refused.Count));
            amounts.Add(new(AmountQualifiers.Accepted, total - refusedCents));
        }

        if (refused.Count > 0)
        {
            quantities.Add(new("AA", refused.Count));
            amounts.Add(new(AmountQualifiers.Rejected, refusedCents));
        }

        return new()
        {
            ReferenceNumber = reply.Reference("277CA"),
            CreatedAt = now,
            Source = Party.Payer(first.Claim.Subscriber.Payer.Name!, first.Claim.Subscriber.Payer.Id!),
            SourceTrace = reply.Reference("SRC"),
            Dates = [new(DateQualifiers.Received, today), new(DateQualifiers.Processed, today)],
            Receiver = first.Header.Submitter with { Contacts = default },
            BatchNumber = first.Header.BatchNumber,
            Statuses = [received],
            Quantities = [.. quantities],
            Amounts = [.. amounts],
            Providers =
            [
                .. verdicts.GroupBy(verdict => verdict.Claim.BillingProvider.Provider.Id).Select(group => new ProviderAcknowledgment
                {
                    Provider = Bare(group.First().Claim.BillingProvider.Provider),
                    Trace = "0",
                    Statuses =
                    [
                        new()
                        {
                            Codes = [new("A1", "19", "PR")],
                            Action = "WQ",
                            ChargeCents = group.Sum(verdict => verdict.Claim.ChargeCents),
                        },
                    ],
                    Claims = [.. group.Select(verdict => Claim(verdict.Claim, verdict.Refusal, today))],
                }),
            ],
        };
    }

    private static AcknowledgedClaim Claim(ProfessionalClaim claim, StatusCode? refusal, DateOnly today) => new()
    {
        Patient = Bare(claim.PatientPerson) with
        {
            EntityCode = EntityCodes.Patient,
            IdQualifier = "MI",
            Id = claim.Subscriber.Person.Id,
        },
        PatientControlNumber = claim.PatientControlNumber,
        Statuses =
        [
            new()
            {
                Codes = [refusal ?? new StatusCode("A2", "20")],
                Date = today,
                Action = refusal is null ? "WQ" : "U",
                ChargeCents = claim.ChargeCents,
            },
        ],
        References = refusal is null ? [new(ReferenceQualifiers.PayerClaimControl, Adjudicator.ControlNumber(claim))] : default,
        Dates = [new(DateQualifiers.Service, claim.Lines.Min(line => line.ServiceDate!.From))],
    };

    private static Party Bare(Party party) => new()
    {
        EntityCode = party.EntityCode,
        IsPerson = party.IsPerson,
        Name = party.Name,
        FirstName = party.FirstName,
        MiddleName = party.MiddleName,
        IdQualifier = party.IdQualifier,
        Id = party.Id,
    };
}
