using MedBill.X12.Eligibility;
using MedBill.X12.Envelopes;
using MedBill.X12.Segments;

namespace MedBill.X12.ServiceReviews;

/// <summary>The front of a 278 set: BHT.</summary>
public sealed record ReviewHeader
{
    /// <summary>ISA, GS and ST as read; null in one made to be written.</summary>
    public SetEnvelope? Envelope { get; init; }

    /// <summary>BHT02: 13 request, 01 cancellation, 36 authority to deduct; 11 answer. When absent, 13 or 11 is written.</summary>
    public string? Purpose { get; init; }

    /// <summary>BHT03; an answer repeats the request's.</summary>
    public required string ReferenceNumber { get; init; }

    /// <summary>BHT04 and BHT05.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>BHT06: RU reservation; in an answer 18 final, 19 more to come.</summary>
    public string? TransactionType { get; init; }
}

/// <summary>A party of a 278 with the reasons why it was not accepted.</summary>
/// <param name="Party">NM1 and the segments below it.</param>
/// <param name="Rejections">AAA, in an answer.</param>
public sealed record ReviewParty(Party Party, ValueList<RequestRejection> Rejections = default)
{
    /// <summary>The role only, never who it is.</summary>
    public override string ToString() => Party.ToString();
}

/// <summary>Loop 2010C or 2010D: the subscriber or dependant.</summary>
public sealed record ReviewPerson
{
    /// <summary>NM1 <c>IL</c> or <c>QC</c> with REF, N3, N4 and DMG.</summary>
    public required Party Person { get; init; }

    /// <summary>INS02: relation to the subscriber, 18 for the subscriber. Absent when there is no INS.</summary>
    public string? Relationship { get; init; }

    /// <summary>INS08: employment status, of a subscriber in the military.</summary>
    public string? EmploymentStatus { get; init; }

    /// <summary>INS17: birth sequence in a multiple birth.</summary>
    public string? BirthSequence { get; init; }

    /// <summary>AAA, in an answer.</summary>
    public ValueList<RequestRejection> Rejections { get; init; }

    /// <summary>Never shows who it is.</summary>
    public override string ToString() => Person.ToString();
}

/// <summary>A 278 request for the review of one patient event (prior authorization, referral, admission).</summary>
public sealed record ServiceReviewRequest278
{
    /// <summary>BHT.</summary>
    public required ReviewHeader Header { get; init; }

    /// <summary>Loop 2010A: the utilization management organization (<c>X3</c>), mostly the payer.</summary>
    public required Party Source { get; init; }

    /// <summary>Loop 2010B: who asks (<c>1P</c>, <c>FA</c>).</summary>
    public required Party Requester { get; init; }

    /// <summary>Loop 2010C.</summary>
    public required ReviewPerson Subscriber { get; init; }

    /// <summary>Loop 2010D, when the patient is a dependant.</summary>
    public ReviewPerson? Dependent { get; init; }

    /// <summary>Loop 2000E with its services.</summary>
    public required PatientEvent Event { get; init; }

    /// <summary>Whom the event concerns.</summary>
    public ReviewPerson Patient => Dependent ?? Subscriber;

    /// <summary>The trace only.</summary>
    public override string ToString() => $"278 {Event}";
}

/// <summary>A 278 answer about one patient event. The levels stop where the request was refused.</summary>
public sealed record ServiceReviewResponse278
{
    /// <summary>BHT.</summary>
    public required ReviewHeader Header { get; init; }

    /// <summary>AAA of loop 2000A: the whole request was refused.</summary>
    public ValueList<RequestRejection> RequestRejections { get; init; }

    /// <summary>Loop 2010A: the utilization management organization, with its contact; null when it is not named.</summary>
    public ReviewParty? Source { get; init; }

    /// <summary>Loops 2010B: whom is answered, by one or two identifiers.</summary>
    public ValueList<ReviewParty> Requesters { get; init; }

    /// <summary>Loop 2010C; null when the request was refused above it.</summary>
    public ReviewPerson? Subscriber { get; init; }

    /// <summary>Loop 2010D.</summary>
    public ReviewPerson? Dependent { get; init; }

    /// <summary>Loop 2000E with its services; null when the request was refused above it.</summary>
    public PatientEvent? Event { get; init; }

    /// <summary>Whom the event concerns.</summary>
    public ReviewPerson? Patient => Dependent ?? Subscriber;

    /// <summary>AAA of every level.</summary>
    public IEnumerable<RequestRejection> AllRejections =>
        RequestRejections
            .Concat(Source?.Rejections ?? default)
            .Concat(Requesters.SelectMany(requester => requester.Rejections))
            .Concat(Subscriber?.Rejections ?? default)
            .Concat(Dependent?.Rejections ?? default)
            .Concat(Event?.AllRejections ?? []);

    /// <summary>The trace of the question, echoed as TRN*2; else null.</summary>
    public string? EchoedTrace => Event?.Traces.FirstOrDefault(trace => trace.Type == "2")?.Number;

    /// <summary>The trace only.</summary>
    public override string ToString() => $"278 {Event}";
}
