using MedBill.SandboxPayer.Scenarios;
using MedBill.X12.Eligibility;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Segments;

namespace MedBill.SandboxPayer.Answers;

/// <summary>Answers one 270 file with a 271.</summary>
public static class EligibilityAnswers
{
    /// <summary>One 271 for each interchange that could be read.</summary>
    /// <param name="file">The file's bytes.</param>
    /// <param name="now">Business time of the answer.</param>
    public static IReadOnlyList<Answer> To(ReadOnlyMemory<byte> file, DateTime now)
    {
        using var stream = new MemoryStream(file.ToArray(), writable: false);
        var inquiries = Eligibility270File.Read(stream, new FindingLog()).ToList();
        return
        [
            .. inquiries.GroupBy(inquiry => inquiry.Header.Envelope!.Interchange.ControlNumber).Select(group =>
            {
                var reply = new ReplyEnvelope(group.First().Header.Envelope!.Interchange, now);
                return reply.Answer(GuideId.Eligibility271, "271", 5, null, envelope =>
                    Eligibility271File.Write(envelope, [.. group.Select(inquiry => To(inquiry, now))]));
            }),
        ];
    }

    private static EligibilityAnswer271 To(EligibilityInquiry270 inquiry, DateTime now)
    {
        var known = Scenario.Of(inquiry.Subscriber.Person.Id).Kind != ScenarioKind.Reject;
        return new()
        {
            Header = inquiry.Header with { CreatedAt = now, Purpose = null },
            Source = inquiry.Source,
            Receiver = Bare(inquiry.Receiver),
            Subscriber = Person(inquiry.Subscriber, known ? [] : [new RequestRejection(false, "75", "C")], known && inquiry.Dependent is null, now),
            Dependent = known && inquiry.Dependent is { } dependent ? Person(dependent, [], true, now) : null,
            Benefits = known ? Benefits() : default,
        };
    }

    // The trace comes back with 2 in front: "this is yours".
    private static EligibilityPerson Person(EligibilityPerson asked, ValueList<RequestRejection> rejections, bool isMember, DateTime now) => asked with
    {
        Traces = [.. asked.Traces.Select(trace => trace with { Type = "2" })],
        Rejections = rejections,
        Person = asked.Person with
        {
            Dates = isMember ? [new(DateQualifiers.PlanBegin, new DateOnly(now.Year, 1, 1))] : default,
        },
    };

    private static Party Bare(Party party) => party with { Address = null, References = default, Contacts = default };

    private static ValueList<Benefit> Benefits() =>
    [
        new() { Kind = "1", ServiceTypes = ["30"], InsuranceType = "PR", PlanDescription = "SANDBOX CHOICE PPO" },
        new() { Kind = "C", CoverageLevel = "IND", ServiceTypes = ["30"], Period = "23", AmountCents = 1_500_00, InNetwork = "Y" },
        new() { Kind = "C", CoverageLevel = "IND", ServiceTypes = ["30"], Period = "29", AmountCents = 420_00, InNetwork = "Y" },
        new() { Kind = "B", ServiceTypes = ["98"], Period = "27", AmountCents = 25_00, AuthorizationRequired = "N", InNetwork = "Y" },
        new() { Kind = "A", ServiceTypes = ["98"], Percent = 0.2m, InNetwork = "Y" },
    ];
}
