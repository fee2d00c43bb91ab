using MedBill.X12.Reading;
using MedBill.X12.Segments;
using MedBill.X12.Tokens;

namespace MedBill.X12.Claims837P;

/// <summary>Reads loop 2400 with all below it.</summary>
internal static class LineReader
{
    public static ServiceLine Line(SegmentCursor cursor)
    {
        cursor.Loop = "2400";
        var position = cursor.Position;
        cursor.Next();
        ServiceLine? line = null;
        var parts = new ClaimParts();
        var quantities = new Gathering<QualifiedQuantity>();
        while (cursor.More && cursor.Key is not (SegmentKey.LX or SegmentKey.LIN or SegmentKey.NM1 or SegmentKey.SVD or SegmentKey.LQ))
        {
            switch (cursor.Key)
            {
                case SegmentKey.SV1:
                    line = Sv1(cursor);
                    break;
                case SegmentKey.QTY:
                    quantities.Add(cursor.Qty());
                    break;
                default:
                    parts.Take(cursor);
                    break;
            }

            cursor.Next();
        }

        if (line is null)
        {
            cursor.ReportAbsent("SV1", position, "SERVICE_MISSING", "A service line has no SV1. Add it, or remove the LX.");
        }

        line ??= new ServiceLine { Procedure = new ProcedureCode("", ""), ChargeCents = 0, Units = 0 };
        line = line with { Drug = Drug(cursor), Quantities = quantities.ToValueList() };
        line = Below(cursor, line, ref parts.Others);
        return line with
        {
            Dates = parts.Dates.ToValueList(),
            Attachments = parts.Attachments.ToValueList(),
            Amounts = parts.Amounts.ToValueList(),
            References = parts.References.ToValueList(),
            Notes = parts.Notes.ToValueList(),
            OtherSegments = parts.Others.ToValueList(),
        };
    }

    private static ServiceLine Sv1(SegmentCursor cursor)
    {
        var pointers = new Gathering<int>();
        for (var component = 1; component <= 4; component++)
        {
            if (cursor.Integer(cursor.Segment.Component(7, component), 7, component) is { } pointer)
            {
                pointers.Add(pointer);
            }
        }

        return new ServiceLine
        {
            Procedure = cursor.RequiredProcedure(1),
            ChargeCents = cursor.RequiredCents(2),
            UnitCode = cursor.Text(3) ?? "",
            Units = cursor.Decimal(4) ?? 0,
            PlaceOfService = cursor.Text(5),
            DiagnosisPointers = pointers.ToValueList(),
            IsEmergency = cursor.IsYes(9),
            IsEpsdt = cursor.IsYes(11),
            IsFamilyPlanning = cursor.IsYes(12),
            IsCopayExempt = cursor.Segment.ElementIs(15, "0"u8),
        };
    }

    private static ServiceDrug? Drug(SegmentCursor cursor)
    {
        if (cursor.Key != SegmentKey.LIN)
        {
            return null;
        }

        cursor.Loop = "2410";
        var drug = new ServiceDrug { Qualifier = cursor.Text(2) ?? "", Ndc = cursor.Text(3) ?? "" };
        cursor.Next();
        var references = new Gathering<Reference>();
        for (; cursor.Key is SegmentKey.CTP or SegmentKey.REF; cursor.Next())
        {
            if (cursor.Key == SegmentKey.REF)
            {
                references.Add(cursor.Ref());
            }
            else
            {
                drug = drug with { Quantity = cursor.Decimal(4), UnitCode = cursor.Text(5, 1) };
            }
        }

        return drug with { References = references.ToValueList() };
    }

    private static ServiceLine Below(SegmentCursor cursor, ServiceLine line, ref Gathering<RawSegment> others)
    {
        var providers = new Gathering<Party>();
        var adjudications = new Gathering<LineAdjudication>();
        while (cursor.More && cursor.Key != SegmentKey.LX)
        {
            switch (cursor.Key)
            {
                case SegmentKey.NM1:
                    cursor.Loop = "2420";
                    providers.Add(cursor.Party(
                        PartySegments.Address | PartySegments.Specialty | PartySegments.References | PartySegments.Contacts));
                    break;
                case SegmentKey.SVD:
                    adjudications.Add(Adjudication(cursor));
                    break;
                default:
                    others.Add(cursor.Raw());
                    cursor.Next();
                    break;
            }
        }

        return line with { Providers = providers.ToValueList(), Adjudications = adjudications.ToValueList() };
    }

    private static LineAdjudication Adjudication(SegmentCursor cursor)
    {
        cursor.Loop = "2430";
        var adjudication = new LineAdjudication
        {
            PayerId = cursor.Required(1),
            PaidCents = cursor.RequiredCents(2),
            Procedure = cursor.RequiredProcedure(3),
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

/// <summary>Reads loop 2320 with all below it.</summary>
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
}
