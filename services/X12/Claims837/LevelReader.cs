using MedBill.X12.Reading;
using MedBill.X12.Segments;
using MedBill.X12.Tokens;

namespace MedBill.X12.Claims837;

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
        var sequence = "P";
        string? groupNumber = null, groupName = null, insuranceType = null, filing = null;
        PatientCondition? condition = null;
        Party? person = null, payer = null;
        var others = new Gathering<RawSegment>();
        while (cursor.More)
        {
            switch (cursor.Key)
            {
                case SegmentKey.SBR:
                    (sequence, groupNumber, groupName) = (cursor.Text(1) ?? "", cursor.Text(3), cursor.Text(4));
                    (insuranceType, filing) = (cursor.Text(5), cursor.Text(9));
                    break;

                case SegmentKey.PAT:
                    condition = Condition(cursor);
                    break;

                case SegmentKey.NM1 when cursor.Is(SegmentKey.NM1, 1, "IL"u8):
                    cursor.Loop = "2010BA";
                    person = Insured(cursor);
                    continue;

                case SegmentKey.NM1 when cursor.Is(SegmentKey.NM1, 1, "PR"u8):
                    cursor.Loop = "2010BB";
                    payer = cursor.Party(PartySegments.Address | PartySegments.References);
                    continue;

                default:
                    others.Add(cursor.Raw());
                    break;
            }

            cursor.Next();
        }

        return new Subscriber
        {
            Sequence = sequence,
            GroupNumber = groupNumber,
            GroupName = groupName,
            InsuranceType = insuranceType,
            FilingIndicator = filing,
            Condition = condition,
            Person = person ?? new Party { EntityCode = EntityCodes.Subscriber },
            Payer = payer ?? new Party { EntityCode = EntityCodes.Payer },
            OtherSegments = others.ToValueList(),
        };
    }

    public static DependentPatient Patient(SegmentCursor cursor)
    {
        cursor.Loop = "2000C";
        var relationship = "";
        PatientCondition? condition = null;
        Party? person = null;
        var others = new Gathering<RawSegment>();
        while (cursor.More)
        {
            switch (cursor.Key)
            {
                case SegmentKey.PAT:
                    (relationship, condition) = (cursor.Text(1) ?? "", Condition(cursor));
                    break;

                case SegmentKey.NM1 when cursor.Is(SegmentKey.NM1, 1, "QC"u8):
                    cursor.Loop = "2010CA";
                    person = Insured(cursor);
                    continue;

                default:
                    others.Add(cursor.Raw());
                    break;
            }

            cursor.Next();
        }

        return new DependentPatient
        {
            Relationship = relationship,
            Condition = condition,
            Person = person ?? new Party { EntityCode = EntityCodes.Patient },
            OtherSegments = others.ToValueList(),
        };
    }

    private static Party Insured(SegmentCursor cursor) => cursor.Party(
        PartySegments.Address | PartySegments.Demographics | PartySegments.References | PartySegments.Contacts);

    private static PatientCondition? Condition(SegmentCursor cursor)
    {
        var condition = new PatientCondition(cursor.Date(6), cursor.Decimal(8), cursor.IsYes(9));
        return condition == new PatientCondition() ? null : condition;
    }
}
