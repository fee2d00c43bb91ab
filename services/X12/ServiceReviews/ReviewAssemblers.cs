using MedBill.X12.Eligibility;
using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Reading;
using MedBill.X12.Segments;
using MedBill.X12.Tokens;

namespace MedBill.X12.ServiceReviews;

/// <summary>What request and response of a 278 share: the levels, and an event that is handed out once its last service was read.</summary>
internal abstract class ReviewAssembler<T>(GuideId guide, FindingContext context, ReadLimits limits)
    : SetAssembler<T>(guide, context, limits)
    where T : class
{
    private readonly HierarchyReader _hierarchy = new();
    private readonly List<ReviewedService> _services = [];
    private PatientEvent? _event;

    protected ReviewHeader Header { get; private set; } = null!;

    protected ReviewPerson? Subscriber { get; private set; }

    protected ReviewPerson? Dependent { get; private set; }

    protected override ReadOnlySpan<uint> Starts => [SegmentKey.HL];

    protected override void BeginSet()
    {
        _hierarchy.Begin();
        _services.Clear();
        (_event, Subscriber, Dependent) = (null, null, null);
        Header = new ReviewHeader { Envelope = Envelope, ReferenceNumber = "", CreatedAt = default };
        BeginLevels();
    }

    protected override void ReadUnit()
    {
        if (Cursor.Key != SegmentKey.HL)
        {
            ReadHeader();
            return;
        }

        var position = Cursor.Position;
        var level = _hierarchy.Read(Cursor, level => level switch
        {
            "21" => "20",
            "22" => "21",
            "23" => "22",
            "EV" => Dependent is null ? "22" : "23",
            "SS" => "EV",
            _ => null,
        });
        if (level == "SS")
        {
            ReadService();
            return;
        }

        CloseEvent();
        BeforeLevel(level);
        switch (level)
        {
            case "20":
                Cursor.Loop = "2010A";
                (Subscriber, Dependent) = (null, null);
                ReadSource();
                break;
            case "21":
                Cursor.Loop = "2010B";
                (Subscriber, Dependent) = (null, null);
                ReadRequester();
                break;
            case "22":
                Cursor.Loop = "2010C";
                (Subscriber, Dependent) = (ReviewReader.Person(Cursor), null);
                AfterPerson(Subscriber);
                break;
            case "23":
                Cursor.Loop = "2010D";
                Dependent = ReviewReader.Person(Cursor);
                AfterPerson(Dependent);
                break;
            case "EV":
                var read = ReviewReader.Event(Cursor, position);
                _event = Cursor.Errors == 0 ? read : null;
                break;
            default:
                Cursor.Rewind();
                Cursor.Report(3, 0, "HL_LEVEL_UNKNOWN", "HL03 must be 20, 21, 22, 23, EV or SS.", "7");
                break;
        }
    }

    protected override void EndSet()
    {
        CloseEvent();
        BeforeLevel("");
    }

    protected abstract void BeginLevels();

    protected abstract void ReadSource();

    protected abstract void ReadRequester();

    /// <summary>The level of a subscriber or dependant was read; null when nobody is named in it.</summary>
    protected abstract void AfterPerson(ReviewPerson? person);

    /// <summary>Another level than a service follows, or (empty) the set ends.</summary>
    protected abstract void BeforeLevel(string level);

    /// <summary>Hands out an event with its services.</summary>
    protected abstract void Complete(PatientEvent complete);

    protected void ReportWithoutContext() => Context.Report(new Finding
    {
        Severity = FindingSeverity.Error,
        Code = "EVENT_WITHOUT_CONTEXT",
        Message = "The event stands under no organization, requester or patient; it was left out.",
        Loop = "2000E",
        SegmentId = "HL",
        SegmentErrorCode = "8",
    });

    private void ReadService()
    {
        var service = ReviewReader.Service(Cursor);
        if (_event is null || _services.Count >= Limits.ItemsPerSet)
        {
            Cursor.Rewind();
            Cursor.Report(0, 0, "SERVICE_WITHOUT_EVENT", "The service stands under no event, or there are too many; it was left out.", null);
        }
        else if (Cursor.Errors == 0)
        {
            _services.Add(service);
        }
    }

    private void CloseEvent()
    {
        if (_event is not null)
        {
            Complete(_event with { Services = _services.ToValueList() });
        }

        _event = null;
        _services.Clear();
    }

    private void ReadHeader()
    {
        for (; Cursor.More; Cursor.Next())
        {
            if (Cursor.Key == SegmentKey.BHT)
            {
                Header = Header with
                {
                    Purpose = Cursor.Text(2),
                    ReferenceNumber = Cursor.Text(3) ?? "",
                    CreatedAt = Cursor.Moment(4, 5),
                    TransactionType = Cursor.Text(6),
                };
            }
        }
    }
}

/// <summary>Reads requests of a 278.</summary>
internal sealed class ReviewRequestAssembler(FindingContext context, ReadLimits limits)
    : ReviewAssembler<ServiceReviewRequest278>(GuideId.ServiceReviewRequest278, context, limits)
{
    private Party? _source;
    private Party? _requester;

    protected override void BeginLevels() => (_source, _requester) = (null, null);

    protected override void ReadSource() => (_source, _requester) = (Organization(), null);

    protected override void ReadRequester() => _requester = Organization();

    protected override void AfterPerson(ReviewPerson? person)
    {
    }

    protected override void BeforeLevel(string level)
    {
    }

    protected override void Complete(PatientEvent complete)
    {
        if (_source is null || _requester is null || Subscriber is null)
        {
            ReportWithoutContext();
            return;
        }

        Yield(new ServiceReviewRequest278
        {
            Header = Header,
            Source = _source,
            Requester = _requester,
            Subscriber = Subscriber,
            Dependent = Dependent,
            Event = complete,
        });
    }

    private Party? Organization()
    {
        var parties = ReviewReader.Organizations(Cursor, []);
        return parties.Count == 0 ? null : parties[0].Party;
    }
}

/// <summary>Reads responses of a 278.</summary>
internal sealed class ReviewResponseAssembler(FindingContext context, ReadLimits limits)
    : ReviewAssembler<ServiceReviewResponse278>(GuideId.ServiceReviewResponse278, context, limits)
{
    private ServiceReviewResponse278? _levels;
    private string? _openLevel;

    protected override void BeginLevels() => (_levels, _openLevel) = (null, null);

    protected override void ReadSource()
    {
        var rejections = new List<RequestRejection>();
        var parties = ReviewReader.Organizations(Cursor, rejections);
        Open("20", new ServiceReviewResponse278
        {
            Header = Header,
            RequestRejections = rejections.ToValueList(),
            Source = parties.Count == 0 ? null : parties[0],
        });
    }

    protected override void ReadRequester() => Open("21", Levels with { Requesters = ReviewReader.Organizations(Cursor, []) });

    protected override void AfterPerson(ReviewPerson? person) => Open(Dependent is null ? "22" : "23", Levels);

    // A refused request ends at the level that was refused; a level with another below it is context.
    protected override void BeforeLevel(string level)
    {
        if (_openLevel is not null && !IsBelow(level, _openLevel))
        {
            Yield(Levels with { Subscriber = Subscriber, Dependent = Dependent });
        }

        _openLevel = null;
    }

    protected override void Complete(PatientEvent complete)
    {
        if (Subscriber is null)
        {
            ReportWithoutContext();
            return;
        }

        Yield(Levels with { Subscriber = Subscriber, Dependent = Dependent, Event = complete });
    }

    private ServiceReviewResponse278 Levels => _levels ?? new ServiceReviewResponse278 { Header = Header };

    private static bool IsBelow(string level, string above) =>
        level == "EV" ? above is "22" or "23" : level is "21" or "22" or "23" && string.CompareOrdinal(level, above) > 0;

    private void Open(string level, ServiceReviewResponse278 levels) =>
        (_levels, _openLevel) = (levels, Cursor.Errors == 0 ? level : null);
}
