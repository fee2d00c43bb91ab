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
