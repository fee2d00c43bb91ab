using MedBill.SandboxPayer.Adjudication;
using MedBill.SandboxPayer.Scenarios;
using MedBill.X12;
using MedBill.X12.Acknowledgments;
using MedBill.X12.Claims837;
using MedBill.X12.Claims837P;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Remittances835;
using MedBill.X12.Segments;
using MedBill.X12.Validation;

namespace MedBill.SandboxPayer.Answers;

/// <summary>Answers one 837P file: a 999, a 277CA and, for what was accepted, the 835.</summary>
public sealed class ClaimFileAnswers(Adjudicator adjudicator, DecisionMemory decisions)
{
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
            foreach (var interchange in X12File.Validate(stream, new ValidationOptions { Guides = [GuideId.Claim837P] }).Interchanges)
            {
                answers.AddRange(Acknowledge(interchange, now, accepted));
            }
        }

        using var again = new MemoryStream(file.ToArray(), writable: false);
        var taken = Claim837PFile.Read(again, new FindingLog()).Where(claim => accepted.Contains(
            (claim.Envelope.Interchange.ControlNumber, claim.Envelope.Group.ControlNumber, claim.Envelope.Set.ControlNumber)));
        var docket = new Docket(decisions);
        foreach (var interchange in taken.GroupBy(claim => claim.Envelope.Interchange.ControlNumber))
        {
            answers.AddRange(ToClaims([.. interchange], docket, now, payOn));
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

    private IEnumerable<Answer> ToClaims(IReadOnlyList<ReceivedClaim<ProfessionalClaim>> claims, Docket docket, DateTime now, DateOnly payOn)
    {
        var reply = new ReplyEnvelope(claims[0].Envelope.Interchange, now);
        var verdicts = claims.Select(claim => Decide(claim, reply.Between, docket, DateOnly.FromDateTime(now))).ToList();
        yield return reply.Answer(GuideId.ClaimAcknowledgment277CA, "277CA", 2, null, envelope =>
            ClaimAcknowledgment277CAFile.Write(envelope, FrontEndAcknowledgment.Of(reply, verdicts, now)));

        var accepted = verdicts.Where(verdict => verdict.Refusal is null)
            .ToLookup(verdict => Scenario.Of(verdict.Claim.Subscriber.Person.Id).Kind == ScenarioKind.BadBalance);
        if (accepted[false].ToList() is { Count: > 0 } right)
        {
            yield return PaymentAdvice.Of(reply, right, docket, payOn);
        }

        if (accepted[true].ToList() is { Count: > 0 } wrong)
        {
            yield return PaymentAdvice.Unbalanced(reply, wrong, docket, payOn);
        }
    }

    private Verdict Decide(ReceivedClaim<ProfessionalClaim> received, string between, Docket docket, DateOnly today)
    {
        // What a payer's front end checks beyond the guide: does a replacement or void name a decision that stands, does it know the member.
        var claim = received.Claim;
        var changes = claim.Frequency is "7" or "8";
        var original = changes ? docket.Standing(between, claim.Reference(ReferenceQualifiers.OriginalClaim)) : null;
        if (changes && original is null)
        {
            return new(received, new("A7", "464"), []);
        }

        if (Scenario.Of(claim.Subscriber.Person.Id).Kind == ScenarioKind.Reject)
        {
            return new(received, new("A7", "164", "IL"), []);
        }

        List<ClaimPayment> decided = [];
        if (original is not null)
        {
            decided.Add(Adjudicator.Reversal(original));
        }

        if (claim.Frequency != "8")
        {
            decided.Add(adjudicator.Decide(claim, today));
        }

        docket.Enter(between, decided);
        return new(received, null, decided);
    }
}

/// <summary>What becomes of one claim.</summary>
/// <param name="Received">The claim.</param>
/// <param name="Refusal">Why the front end does not take it in; null when it does.</param>
/// <param name="Decisions">What its 835 says: of a replacement or void first what is taken back.</param>
internal sealed record Verdict(ReceivedClaim<ProfessionalClaim> Received, StatusCode? Refusal, IReadOnlyList<ClaimPayment> Decisions)
{
    /// <summary>The claim itself.</summary>
    public ProfessionalClaim Claim => Received.Claim;
}
