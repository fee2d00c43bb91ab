using MedBill.X12.Reading;
using MedBill.X12.Segments;
using MedBill.X12.Tokens;

namespace MedBill.X12.Claims837;

/// <summary>Reads what other payers decided: loops 2320 with all below it, and 2430.</summary>
internal static class OtherPayerReader
{
    public static OtherPayer Payer(SegmentCursor cursor, ref Gathering<RawSegment> strays)
    {
        cursor.Loop = "2320";
        var payer = new OtherPayer
        {
            Sequence = cursor.Text(1) ?? "",
            Relationship = cursor.Text(2) ?? "",
            GroupNumber = cursor.Text(3),
            GroupName = cursor.Text(4),
            InsuranceType = cursor.Text(5),
            FilingIndicator = cursor.Text(9),
            Subscriber = new Party { EntityCode = EntityCodes.Subscriber },
            Payer = new Party { EntityCode = EntityCodes.Payer },
        };
        cursor.Next();
        var adjustments = new Gathering<Adjustment>();
        var amounts = new Gathering<QualifiedAmount>();
        var others = new Gathering<RawSegment>();
        for (; cursor.More && cursor.Key is not (SegmentKey.NM1 or SegmentKey.SBR or SegmentKey.LX); cursor.Next())
        {
            switch (cursor.Key)
            {
                case SegmentKey.CAS:
                    cursor.Cas(ref adjustments);
                    break;
                case SegmentKey.AMT:
                    amounts.Add(cursor.Amt());
                    break;
                case SegmentKey.OI:
                    payer = payer with
                    {
                        BenefitsAssigned = cursor.Text(3),
                        SignatureSource = cursor.Text(4),
                        ReleaseOfInformation = cursor.Text(6),
                    };
                    break;
                case SegmentKey.MIA:
                    payer = payer with { Inpatient = cursor.Mia() };
                    break;
                case SegmentKey.MOA:
                    payer = payer with { Outpatient = cursor.Moa() };
                    break;
                default:
                    others.Add(cursor.Raw());
                    break;
            }
        }

        return Parties(cursor, payer, ref strays) with
        {
            Adjustments = adjustments.ToValueList(),
            Amounts = amounts.ToValueList(),
            OtherSegments = others.ToValueList(),
        };
    }

    private static OtherPayer Parties(SegmentCursor cursor, OtherPayer payer, ref Gathering<RawSegment> strays)
    {
        var providers = new Gathering<Party>();
        while (cursor.More && cursor.Key is not (SegmentKey.SBR or SegmentKey.LX))
        {
            if (cursor.Is(SegmentKey.NM1, 1, "IL"u8))
            {
                cursor.Loop = "2330A";
                payer = payer with { Subscriber = cursor.Party(PartySegments.Address | PartySegments.References) };
            }
            else if (cursor.Is(SegmentKey.NM1, 1, "PR"u8))
            {
                cursor.Loop = "2330B";
                payer = payer with
                {
                    Payer = cursor.Party(PartySegments.Address | PartySegments.References | PartySegments.Dates),
                };
            }
            else if (cursor.Key == SegmentKey.NM1)
            {
                cursor.Loop = "2330C";
                providers.Add(cursor.Party(PartySegments.References));
            }
            else
            {
                strays.Add(cursor.Raw());
                cursor.Next();
            }
        }

        return payer with { Providers = providers.ToValueList() };
    }

    /// <summary>Loop 2430.</summary>
    public static LineAdjudication Adjudication(SegmentCursor cursor)
    {
        cursor.Loop = "2430";
        var adjudication = new LineAdjudication
        {
            PayerId = cursor.Required(1),
            PaidCents = cursor.RequiredCents(2),
            Procedure = cursor.Procedure(3),
            RevenueCode = cursor.Text(4),
            Units = cursor.Decimal(5),
            BundledIntoLine = cursor.Integer(cursor.Segment[6], 6),
        };
        cursor.Next();
        var adjustments = new Gathering<Adjustment>();
        while (true)
        {
            switch (cursor.Key)
            {
                case SegmentKey.CAS:
                    cursor.Cas(ref adjustments);
                    break;
                case SegmentKey.DTP:
                    adjudication = adjudication with { PaidDate = cursor.Dtp()?.From };
                    break;
                case SegmentKey.AMT:
                    adjudication = adjudication with { RemainingLiabilityCents = cursor.Cents(2) };
                    break;
                default:
                    return adjudication with { Adjustments = adjustments.ToValueList() };
            }

            cursor.Next();
        }
    }
}
