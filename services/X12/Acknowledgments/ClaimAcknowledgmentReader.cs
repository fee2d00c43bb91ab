using MedBill.X12.Reading;
using MedBill.X12.Segments;
using MedBill.X12.Tokens;

namespace MedBill.X12.Acknowledgments;

/// <summary>Reads the levels of a 277CA. The cursor stands after the HL.</summary>
internal static class ClaimAcknowledgmentReader
{
    public static ClaimAcknowledgment277CA Source(SegmentCursor cursor, ClaimAcknowledgment277CA acknowledgment)
    {
        cursor.Loop = "2100A";
        var parts = new StatusParts(cursor);
        return acknowledgment with
        {
            Source = parts.Party ?? acknowledgment.Source,
            SourceTrace = parts.Trace ?? "",
            Dates = parts.Dates.ToValueList(),
            OtherSegments = parts.Others.ToValueList(),
        };
    }

    public static ClaimAcknowledgment277CA Receiver(SegmentCursor cursor, ClaimAcknowledgment277CA acknowledgment)
    {
        cursor.Loop = "2100B";
        var parts = new StatusParts(cursor);
        return acknowledgment with
        {
            Receiver = parts.Party ?? acknowledgment.Receiver,
            BatchNumber = parts.Trace,
            Statuses = parts.Statuses.ToValueList(),
            Quantities = parts.Quantities.ToValueList(),
            Amounts = parts.Amounts.ToValueList(),
            OtherSegments = [.. acknowledgment.OtherSegments, .. parts.Others.ToValueList()],
        };
    }

    public static ProviderAcknowledgment Provider(SegmentCursor cursor)
    {
        cursor.Loop = "2100C";
        var parts = new StatusParts(cursor);
        return new ProviderAcknowledgment
        {
            Provider = parts.Party ?? new Party { EntityCode = EntityCodes.BillingProvider },
            Trace = parts.Trace,
            Statuses = parts.Statuses.ToValueList(),
            References = parts.References.ToValueList(),
            Quantities = parts.Quantities.ToValueList(),
            Amounts = parts.Amounts.ToValueList(),
            OtherSegments = parts.Others.ToValueList(),
        };
    }

    public static AcknowledgedClaim Claim(SegmentCursor cursor)
    {
        cursor.Loop = "2100D";
        var position = cursor.More ? cursor.Position : 0;
        var parts = new StatusParts(cursor);
        if (parts.Trace is null)
        {
            cursor.ReportAbsent("TRN", position, "TRACE_MISSING", "The answer does not say which claim it is about (TRN02).");
        }

        var lines = new Gathering<AcknowledgedLine>();
        while (cursor.Key == SegmentKey.SVC)
        {
            cursor.Loop = "2220D";
            lines.Add(Line(cursor));
        }

        return new AcknowledgedClaim
        {
            Patient = parts.Party ?? new Party { EntityCode = EntityCodes.Patient },
            PatientControlNumber = parts.Trace ?? "",
            Statuses = parts.Statuses.ToValueList(),
            References = parts.References.ToValueList(),
            Dates = parts.Dates.ToValueList(),
            Lines = lines.ToValueList(),
            OtherSegments = parts.Others.ToValueList(),
        };
    }

    private static AcknowledgedLine Line(SegmentCursor cursor)
    {
        var line = new AcknowledgedLine
        {
            Procedure = cursor.RequiredProcedure(1),
            ChargeCents = cursor.RequiredCents(2),
            RevenueCode = cursor.Text(4),
            Units = cursor.Decimal(7),
        };
        cursor.Next();
        var parts = new StatusParts(cursor);
        return line with
        {
            Statuses = parts.Statuses.ToValueList(),
            References = parts.References.ToValueList(),
            Dates = parts.Dates.ToValueList(),
        };
    }
}

/// <summary>The segments the levels of a 277CA share; reads up to the next SVC.</summary>
internal sealed class StatusParts
{
    public StatusParts(SegmentCursor cursor)
    {
        while (cursor.More && cursor.Key != SegmentKey.SVC)
        {
            if (cursor.Key == SegmentKey.NM1)
            {
                Party = cursor.Party(PartySegments.None);
                continue;
            }

            Take(cursor);
            cursor.Next();
        }
    }

    public Party? Party { get; private set; }

    public string? Trace { get; private set; }

    public Gathering<AcknowledgmentStatus> Statuses;

    public Gathering<Reference> References;

    public Gathering<QualifiedDate> Dates;

    public Gathering<QualifiedQuantity> Quantities;

    public Gathering<QualifiedAmount> Amounts;

    public Gathering<RawSegment> Others;

    private void Take(SegmentCursor cursor)
    {
        switch (cursor.Key)
        {
            case SegmentKey.TRN:
                Trace = cursor.Text(2);
                break;
            case SegmentKey.STC:
                Statuses.Add(Stc(cursor));
                break;
            case SegmentKey.REF:
                References.Add(cursor.Ref());
                break;
            case SegmentKey.DTP when cursor.Dtp() is { } date:
                Dates.Add(date);
                break;
            case SegmentKey.QTY:
                Quantities.Add(cursor.Qty());
                break;
            case SegmentKey.AMT:
                Amounts.Add(cursor.Amt());
                break;
            default:
                Others.Add(cursor.Raw());
                break;
        }
    }

    private static AcknowledgmentStatus Stc(SegmentCursor cursor)
    {
        var codes = new Gathering<StatusCode>();
        foreach (var element in (ReadOnlySpan<int>)[1, 10, 11])
        {
            if (!cursor.Segment[element].IsEmpty)
            {
                codes.Add(new StatusCode(
                    cursor.Text(element, 1) ?? "", cursor.Text(element, 2) ?? "", cursor.Text(element, 3), cursor.Text(element, 4)));
            }
        }

        return new AcknowledgmentStatus
        {
            Codes = codes.ToValueList(),
            Date = cursor.Date(2),
            Action = cursor.Text(3),
            ChargeCents = cursor.Cents(4),
            Text = cursor.Text(12),
        };
    }
}
