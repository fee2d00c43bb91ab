using System.Globalization;
using System.Text;
using MedBill.SandboxPayer.Adjudication;
using MedBill.SandboxPayer.Scenarios;
using MedBill.X12;
using MedBill.X12.Acknowledgments;
using MedBill.X12.Claims837P;
using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Remittances835;
using MedBill.X12.Segments;
using MedBill.X12.Validation;

namespace MedBill.SandboxPayer.Answers;

/// <summary>Answers one 837P file: a 999, a 277CA and, for what was accepted, the 835.</summary>
public sealed class ClaimFileAnswers(Adjudicator adjudicator)
{
    /// <summary>How much the 835 of <c>SIM-BADBAL</c> says too much.</summary>
    private const long ExcessCents = 37;

    /// <summary>Everything the payer says to the file, now and on the day it pays.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="now">Business time of the answer.</param>
    /// <param name="payOn">Day of the payment.</param>
    public IReadOnlyList<Answer> To(ReadOnlyMemory<byte> file, DateTime now, DateOnly payOn)
    {
        var answers = new List<Answer>();
        var accepted = new HashSet<(string Interchange, string Group, string Set)>();
        using (var stream = new MemoryStream(file.ToArray(), writable: false))
        {
            foreach (var interchange in X12File.Validate(stream).Interchanges)
            {
                answers.AddRange(Acknowledge(interchange, now, accepted));
            }
        }

        using var again = new MemoryStream(file.ToArray(), writable: false);
        var taken = Claim837PFile.Read(again, new FindingLog()).Where(claim => accepted.Contains(
            (claim.Envelope.Interchange.ControlNumber, claim.Envelope.Group.ControlNumber, claim.Envelope.Set.ControlNumber)));
        foreach (var interchange in taken.GroupBy(claim => claim.Envelope.Interchange.ControlNumber))
        {
            answers.AddRange(ToClaims([.. interchange], now, payOn));
        }

        return answers;
    }

    // A TA1 when the interchange is refused, else a 999 for each group; what it accepts goes on to the claims' front end.
    private static IEnumerable<Answer> Acknowledge(
        InterchangeReport report, DateTime now, HashSet<(string Interchange, string Group, string Set)> accepted)
    {
        var reply = new ReplyEnvelope(report.Interchange, now);
        var verdict = InterchangeAcknowledgment.From(report);
        if (verdict.IsRejected)
        {
            yield return reply.Refusal("TA1", 6, interchange => InterchangeAcknowledgmentFile.Write(interchange, verdict));
            yield break;
        }

        foreach (var group in report.Groups.AsEnumerable())
        {
            var acknowledgment = Acknowledgment999.From(group);
            accepted.UnionWith(acknowledgment.Sets.Where(set => set.IsAccepted && acknowledgment.AcceptedSets > 0)
                .Select(set => (report.Interchange.ControlNumber, group.Group.ControlNumber, set.SetControlNumber)));
            yield return reply.Answer(GuideId.Acknowledgment999, "999", 1, null, envelope => Acknowledgment999File.Write(envelope, acknowledgment));
        }
    }

    private IEnumerable<Answer> ToClaims(IReadOnlyList<ReceivedClaim> claims, DateTime now, DateOnly payOn)
    {
        var reply = new ReplyEnvelope(claims[0].Envelope.Interchange, now);
        var verdicts = claims.Select(claim => (Claim: claim, Refusal: Refusal(claim.Claim))).ToList();
        yield return reply.Answer(GuideId.ClaimAcknowledgment277CA, "277CA", 2, null, envelope =>
            ClaimAcknowledgment277CAFile.Write(envelope, Acknowledgment(reply, verdicts, now)));

        var accepted = verdicts.Where(verdict => verdict.Refusal is null).Select(verdict => verdict.Claim.Claim).ToList();
        var wrong = accepted.Where(claim => Scenario.Of(claim.Subscriber.Person.Id).Kind == ScenarioKind.BadBalance).ToList();
        var right = accepted.Except(wrong).ToList();
        if (right.Count > 0)
        {
            yield return Pay(reply, right, now, payOn, 3, "");
        }

        if (wrong.Count > 0)
        {
            var balanced = Pay(reply, wrong, now, payOn, 4, "B");
            yield return balanced with { Bytes = Spoiled(balanced.Bytes, ExcessCents) };
        }
    }

    private Answer Pay(ReplyEnvelope reply, IReadOnlyList<ProfessionalClaim> claims, DateTime now, DateOnly payOn, int kind, string suffix)
    {
        var decisions = claims.Select(claim => adjudicator.Decide(claim, DateOnly.FromDateTime(now))).ToList();
        var total = decisions.Sum(decision => decision.PaidCents);

        // BPR02 is never below zero: what a void takes back is carried forward (PLB FB).
        var carried = Math.Min(total, 0);
        var payment = total - carried;
        var billing = claims[0].BillingProvider.Provider;
        var header = new RemittanceHeader
        {
            HandlingCode = "I",
            PaymentCents = payment,
            Method = payment == 0 ? "NON" : "ACH",
            Format = payment == 0 ? null : "CCP",
            PayerBank = payment == 0 ? null : new("01", "071000013", "DA", "123456"),
            OriginatorId = "1512345678",
            PayeeBank = payment == 0 ? null : new("01", "071000039", "DA", "987654"),
            EffectiveDate = payOn,
            TraceNumber = $"SIM{reply.Received.SenderId}{reply.Received.ControlNumber}{suffix}",
            TraceOriginator = "1512345678",
            Dates = [new(DateQualifiers.Production, payOn)],
            Payer = new()
            {
                EntityCode = EntityCodes.Payer,
                Name = claims[0].Subscriber.Payer.Name,
                Address = new() { Line1 = "1 PAYER WAY", City = "CHICAGO", State = "IL", PostalCode = "60601" },
                References = [new(ReferenceQualifiers.PayerId, claims[0].Subscriber.Payer.Id!)],
                Contacts = [new("BL", "EDI SUPPORT", [new("TE", "5555550199")])],
            },
            Payee = new()
            {
                EntityCode = EntityCodes.Payee,
                Name = billing.Name,
                IdQualifier = "XX",
                Id = billing.Id,
                References = billing.Reference(ReferenceQualifiers.EmployerId) is { } ein ? [new(ReferenceQualifiers.TaxpayerId, ein)] : default,
            },
        };
        ValueList<ProviderAdjustment> adjustments = carried == 0
            ? default
            : [new(billing.Id!, new DateOnly(payOn.Year, 12, 31), [new("FB", header.TraceNumber, carried)])];
        return reply.Answer(GuideId.Remittance835, "835", kind, payOn, envelope =>
            Remittance835File.Write(envelope, new(header, [.. decisions], adjustments)));
    }

    // The writer refuses to write an 835 that does not add up, so the total is spoiled afterwards (BPR02).
    private static byte[] Spoiled(ReadOnlyMemory<byte> balanced, long excessCents)
    {
        var text = Encoding.Latin1.GetString(balanced.Span);
        var from = text.IndexOf("BPR*", StringComparison.Ordinal);
        from = text.IndexOf('*', from + 4) + 1;
        var to = text.IndexOf('*', from);
        var total = decimal.Parse(text[from..to], CultureInfo.InvariantCulture) + (excessCents / 100m);
        return Encoding.Latin1.GetBytes($"{text[..from]}{total.ToString("0.##", CultureInfo.InvariantCulture)}{text[to..]}");
    }

    // What a payer's front end checks beyond the guide: does it know the member, and does a replacement name what it replaces.
    private static StatusCode? Refusal(ProfessionalClaim claim)
    {
        if (claim.Frequency is "7" or "8"
            && claim.Reference(ReferenceQualifiers.OriginalClaim)?.StartsWith("ICN", StringComparison.Ordinal) != true)
        {
            return new("A7", "464");
        }

        return Scenario.Of(claim.Subscriber.Person.Id).Kind == ScenarioKind.Reject ? new("A7", "164", "IL") : null;
    }

    private static ClaimAcknowledgment277CA Acknowledgment(
        ReplyEnvelope reply, IReadOnlyList<(ReceivedClaim Claim, StatusCode? Refusal)> verdicts, DateTime now)
    {
        var today = DateOnly.FromDateTime(now);
        var first = verdicts[0].Claim;
        var total = verdicts.Sum(verdict => verdict.Claim.Claim.ChargeCents);
        var refused = verdicts.Where(verdict => verdict.Refusal is not null).ToList();
        var refusedCents = refused.Sum(verdict => verdict.Claim.Claim.ChargeCents);
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
                .. verdicts.GroupBy(verdict => verdict.Claim.Claim.BillingProvider.Provider.Id).Select(group => new ProviderAcknowledgment
                {
                    Provider = Bare(group.First().Claim.Claim.BillingProvider.Provider),
                    Trace = "0",
                    Statuses =
                    [
                        new()
                        {
                            Codes = [new("A1", "19", "PR")],
                            Action = "WQ",
                            ChargeCents = group.Sum(verdict => verdict.Claim.Claim.ChargeCents),
                        },
                    ],
                    Claims = [.. group.Select(verdict => Claim(verdict.Claim.Claim, verdict.Refusal, today))],
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
