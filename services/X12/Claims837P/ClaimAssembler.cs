using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Reading;
using MedBill.X12.Segments;
using MedBill.X12.Tokens;

namespace MedBill.X12.Claims837P;

/// <summary>Reads an 837P level by level and hands out each claim with the levels above it.</summary>
internal sealed class ClaimAssembler(FindingContext context, ReadLimits limits)
    : SetAssembler<ReceivedClaim>(GuideId.Claim837P, context, limits)
{
    private readonly HierarchyReader _hierarchy = new();
    private ClaimBatchHeader? _header;
    private BillingProvider? _billing;
    private Subscriber? _subscriber;
    private DependentPatient? _patient;
    private int _claims;

    protected override bool StartsUnit(in SegmentView segment) => segment.Key is SegmentKey.HL or SegmentKey.CLM;

    protected override void BeginSet()
    {
        _hierarchy.Begin();
        (_header, _billing, _subscriber, _patient, _claims) = (null, null, null, null, 0);
    }

    protected override void EndSet()
    {
        if (_claims == 0)
        {
            Context.Report(new Finding
            {
                Severity = FindingSeverity.Warning,
                Code = "NO_CLAIM",
                Message = "The set holds no claim.",
                SegmentId = "CLM",
                SegmentErrorCode = "3",
            });
        }
    }

    protected override void ReadUnit()
    {
        switch (Cursor.Key)
        {
            case SegmentKey.HL:
                ReadLevel();
                break;
            case SegmentKey.CLM:
                ReadClaim();
                break;
            default:
                _header = LevelReader.Header(Cursor);
                break;
        }
    }

    private void ReadLevel()
    {
        Context.ClaimControlNumber = null;
        var level = _hierarchy.Read(Cursor, level => level switch
        {
            "22" => "20",
            "23" => "22",
            _ => null,
        });
        switch (level)
        {
            case "20":
                (_billing, _subscriber, _patient) = (LevelReader.Billing(Cursor), null, null);
                break;
            case "22":
                (_subscriber, _patient) = (LevelReader.Subscriber(Cursor), null);
                break;
            case "23":
                _patient = LevelReader.Patient(Cursor);
                break;
            default:
                Cursor.Rewind();
                Cursor.Report(3, 0, "HL_LEVEL_UNKNOWN", "HL03 must be 20 billing provider, 22 subscriber or 23 patient.", "7");
                (_subscriber, _patient) = (null, null);
                break;
        }
    }

    private void ReadClaim()
    {
        _claims++;
        Cursor.Loop = "2300";
        Context.ClaimControlNumber = Cursor.Text(1);
        var position = Cursor.Position;
        if (_header is null || _billing is null || _subscriber is null)
        {
            var missing = _header is null ? "header (BHT)" : _billing is null ? "billing provider (HL 20)" : "subscriber (HL 22)";
            Cursor.Report(0, 0, "CLAIM_WITHOUT_CONTEXT", $"The claim stands under no {missing}; it was left out.", null);
            return;
        }

        var claim = ClaimReader.Claim(Cursor, _billing, _subscriber, _patient);
        if (Cursor.Errors == 0)
        {
            Yield(new ReceivedClaim(Envelope, _header, claim, position));
        }
    }
}

/// <summary>Reads the levels above a claim.</summary>
internal static class LevelReader
{
    public static ClaimBatchHeader Header(SegmentCursor cursor)
    {
        var nobody = new Party { EntityCode = "" };
        var header = new ClaimBatchHeader { BatchNumber = "", CreatedAt = default, Submitter = nobody, Receiver = nobody };
        var others = new List<RawSegment>();
        while (cursor.More)
        {
            switch (cursor.Key)
            {
                case SegmentKey.BHT:
                    header = header with
                    {
                        Purpose = cursor.Text(2) ?? "",
                        BatchNumber = cursor.Text(3) ?? "",
                        CreatedAt = cursor.Moment(4, 5),
                        TransactionType = cursor.Text(6) ?? "",
                    };
                    break;

                case SegmentKey.NM1 when cursor.Is(SegmentKey.NM1, 1, "41"u8):
                    cursor.Loop = "1000A";
                    header = header with { Submitter = cursor.Party(PartySegments.Contacts) };
                    continue;

                case SegmentKey.NM1 when cursor.Is(SegmentKey.NM1, 1, "40"u8):
                    cursor.Loop = "1000B";
                    header = header with { Receiver = cursor.Party(PartySegments.None) };
                    continue;

                default:
                    others.Add(cursor.Raw());
                    break;
            }

            cursor.Next();
        }

        return header with { OtherSegments = others.ToValueList() };
    }

    public static BillingProvider Billing(SegmentCursor cursor)
    {
        cursor.Loop = "2000A";
        var billing = new BillingProvider { Provider = new Party { EntityCode = EntityCodes.BillingProvider } };
        var others = new List<RawSegment>();
        while (cursor.More)
        {
            switch (cursor.Key)
            {
                case SegmentKey.PRV when cursor.Is(SegmentKey.PRV, 1, "BI"u8):
                    billing = billing with { TaxonomyCode = cursor.Text(3) };
                    break;

                case SegmentKey.NM1 when cursor.Is(SegmentKey.NM1, 1, "87"u8):
                    cursor.Loop = "2010AB";
                    billing = billing with { PayToAddress = cursor.Party(PartySegments.Address) };
                    continue;

                case SegmentKey.NM1 when cursor.Is(SegmentKey.NM1, 1, "PE"u8):
                    cursor.Loop = "2010AC";
                    billing = billing with { PayToPlan = cursor.Party(PartySegments.Address | PartySegments.References) };
                    continue;

                case SegmentKey.NM1:
                    cursor.Loop = "2010AA";
                    billing = billing with
                    {
                        Provider = cursor.Party(PartySegments.Address | PartySegments.References | PartySegments.Contacts),
                    };
                    continue;

                default:
                    others.Add(cursor.Raw());
                    break;
            }

            cursor.Next();
        }

        return billing with { OtherSegments = others.ToValueList() };
    }

    public static Subscriber Subscriber(SegmentCursor cursor)
    {
        cursor.Loop = "2000B";
        var subscriber = new Subscriber
        {
            Person = new Party { EntityCode = EntityCodes.Subscriber },
            Payer = new Party { EntityCode = EntityCodes.Payer },
        };
        var others = new List<RawSegment>();
        while (cursor.More)
        {
            switch (cursor.Key)
            {
                case SegmentKey.SBR:
                    subscriber = subscriber with
                    {
                        Sequence = cursor.Text(1) ?? "",
                        GroupNumber = cursor.Text(3),
                        GroupName = cursor.Text(4),
                        InsuranceType = cursor.Text(5),
                        FilingIndicator = cursor.Text(9),
                    };
                    break;

                case SegmentKey.PAT:
                    subscriber = subscriber with { Condition = Condition(cursor) };
                    break;

                case SegmentKey.NM1 when cursor.Is(SegmentKey.NM1, 1, "IL"u8):
                    cursor.Loop = "2010BA";
                    subscriber = subscriber with { Person = Insured(cursor) };
                    continue;

                case SegmentKey.NM1 when cursor.Is(SegmentKey.NM1, 1, "PR"u8):
                    cursor.Loop = "2010BB";
                    subscriber = subscriber with { Payer = cursor.Party(PartySegments.Address | PartySegments.References) };
                    continue;

                default:
                    others.Add(cursor.Raw());
                    break;
            }

            cursor.Next();
        }

        return subscriber with { OtherSegments = others.ToValueList() };
    }

    public static DependentPatient Patient(SegmentCursor cursor)
    {
        cursor.Loop = "2000C";
        var patient = new DependentPatient { Relationship = "", Person = new Party { EntityCode = EntityCodes.Patient } };
        var others = new List<RawSegment>();
        while (cursor.More)
        {
            switch (cursor.Key)
            {
                case SegmentKey.PAT:
                    patient = patient with { Relationship = cursor.Text(1) ?? "", Condition = Condition(cursor) };
                    break;

                case SegmentKey.NM1 when cursor.Is(SegmentKey.NM1, 1, "QC"u8):
                    cursor.Loop = "2010CA";
                    patient = patient with { Person = Insured(cursor) };
                    continue;

                default:
                    others.Add(cursor.Raw());
                    break;
            }

            cursor.Next();
        }

        return patient with { OtherSegments = others.ToValueList() };
    }

    private static Party Insured(SegmentCursor cursor) => cursor.Party(
        PartySegments.Address | PartySegments.Demographics | PartySegments.References | PartySegments.Contacts);

    private static PatientCondition? Condition(SegmentCursor cursor)
    {
        var condition = new PatientCondition(cursor.Date(6), cursor.Decimal(8), cursor.IsYes(9));
        return condition == new PatientCondition() ? null : condition;
    }
}
