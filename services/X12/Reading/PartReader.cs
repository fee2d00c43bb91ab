using MedBill.X12.Segments;
using MedBill.X12.Tokens;

namespace MedBill.X12.Reading;

/// <summary>Reads the segments that many loops share. Each method reads the current segment and does not move.</summary>
internal static class PartReader
{
    /// <summary>DTP or DTM; null (and reported) when the date cannot be read.</summary>
    public static QualifiedDate? Dtp(this SegmentCursor cursor)
    {
        var qualifier = cursor.Required(1);
        var format = cursor.Element(2);
        var value = cursor.Element(3);
        if (format.SequenceEqual("RD8"u8))
        {
            if (value.Length == 17 && value[8] == '-'
                && Numbers.TryDate(value[..8], out var from) && Numbers.TryDate(value[9..], out var to))
            {
                return new QualifiedDate(qualifier, from, to);
            }
        }
        else if (format.SequenceEqual("D8"u8))
        {
            if (Numbers.TryDate(value, out var day))
            {
                return new QualifiedDate(qualifier, day);
            }
        }
        else if (format.SequenceEqual("DT"u8) && value.Length == 12
            && Numbers.TryDate(value[..8], out var date) && Numbers.TryTime(value[8..], out var time))
        {
            return new QualifiedDate(qualifier, date, null, time);
        }

        cursor.Report(3, 0, "DATE_WRONG", "The date does not fit the format named before it (D8, RD8, DT).", "8",
            Findings.FindingSeverity.Warning);
        return null;
    }

    public static QualifiedDate? Dtm(this SegmentCursor cursor) =>
        cursor.ElementCount == 2 && cursor.Date(2) is { } date ? new QualifiedDate(cursor.Required(1), date) : null;

    public static Reference Ref(this SegmentCursor cursor) => new(
        cursor.Required(1), cursor.Text(2) ?? "", cursor.Text(3), cursor.Text(4, 1), cursor.Text(4, 2));

    public static QualifiedAmount Amt(this SegmentCursor cursor) => new(cursor.Required(1), cursor.RequiredCents(2));

    public static QualifiedQuantity Qty(this SegmentCursor cursor) => new(cursor.Required(1), cursor.Decimal(2) ?? 0);

    public static Contact Per(this SegmentCursor cursor)
    {
        var numbers = new Gathering<ContactNumber>();
        for (var element = 3; element <= 7; element += 2)
        {
            if (cursor.Text(element) is { } qualifier)
            {
                numbers.Add(new ContactNumber(qualifier, cursor.Text(element + 1) ?? ""));
            }
        }

        return new Contact(cursor.Required(1), cursor.Text(2), numbers.ToValueList());
    }

    public static void Cas(this SegmentCursor cursor, ref Gathering<Adjustment> into)
    {
        var group = cursor.Required(1);
        // CAS02 to CAS19: up to six triplets.
        var last = Math.Min(17, cursor.ElementCount);
        for (var element = 2; element <= last; element += 3)
        {
            if (cursor.Text(element) is { } reason)
            {
                into.Add(new Adjustment(group, reason, cursor.RequiredCents(element + 1), cursor.Decimal(element + 2)));
            }
            else if (!cursor.Element(element + 1).IsEmpty)
            {
                cursor.Report(element, 0, "REASON_MISSING", "An adjustment amount has no reason code. Name the reason.", "2");
            }
        }
    }

    /// <summary>The medical procedure identifier; null when the element is empty.</summary>
    public static ProcedureCode? Procedure(this SegmentCursor cursor, int element)
    {
        var components = cursor.ComponentCount(element);
        if (components == 0)
        {
            return null;
        }

        var modifiers = new Gathering<string>();
        for (var component = 3; component <= Math.Min(components, 6); component++)
        {
            if (cursor.Text(element, component) is { } modifier)
            {
                modifiers.Add(modifier);
            }
        }

        return new ProcedureCode(
            cursor.Text(element, 1) ?? "",
            cursor.Text(element, 2) ?? "",
            modifiers.ToValueList(),
            components < 7 ? null : cursor.Text(element, 7),
            components < 8 ? null : cursor.Text(element, 8));
    }

    public static ProcedureCode RequiredProcedure(this SegmentCursor cursor, int element)
    {
        if (cursor.Procedure(element) is { } procedure)
        {
            return procedure;
        }

        cursor.Required(element);
        return new ProcedureCode("", "");
    }

    public static OutpatientAdjudication Moa(this SegmentCursor cursor)
    {
        return new OutpatientAdjudication
        {
            ReimbursementRate = cursor.Decimal(1),
            HcpcsPayableCents = cursor.Cents(2),
            RemarkCodes = cursor.Remarks([3, 4, 5, 6, 7]),
            EsrdPaidCents = cursor.Cents(8),
            NonPayableProfessionalCents = cursor.Cents(9),
        };
    }

    public static InpatientAdjudication Mia(this SegmentCursor cursor)
    {
        return new InpatientAdjudication
        {
            CoveredDays = cursor.Decimal(1),
            OperatingOutlierCents = cursor.Cents(2),
            LifetimePsychiatricDays = cursor.Decimal(3),
            DrgCents = cursor.Cents(4),
            RemarkCodes = cursor.Remarks([5, 20, 21, 22, 23]),
            DisproportionateShareCents = cursor.Cents(6),
            PassThroughCents = cursor.Cents(7),
            CapitalCents = cursor.Cents(8),
            CapitalFederalCents = cursor.Cents(9),
            CapitalHospitalCents = cursor.Cents(10),
            CapitalDisproportionateShareCents = cursor.Cents(11),
            OldCapitalCents = cursor.Cents(12),
            CapitalEducationCents = cursor.Cents(13),
            OperatingHospitalCents = cursor.Cents(14),
            CostReportDays = cursor.Decimal(15),
            OperatingFederalCents = cursor.Cents(16),
            CapitalOutlierCents = cursor.Cents(17),
            TeachingCents = cursor.Cents(18),
            NonPayableProfessionalCents = cursor.Cents(19),
            CapitalExceptionCents = cursor.Cents(24),
        };
    }

    // A place that is empty between others stays a place, so that the segment comes back as it was.
    private static ValueList<string> Remarks(this SegmentCursor cursor, ReadOnlySpan<int> elements)
    {
        var remarks = new Gathering<string>();
        var gap = 0;
        foreach (var element in elements)
        {
            if (cursor.Text(element) is not { } remark)
            {
                gap++;
                continue;
            }

            for (; gap > 0; gap--)
            {
                remarks.Add("");
            }

            remarks.Add(remark);
        }

        return remarks.ToValueList();
    }

    public static ValueList<string> Repetitions(this SegmentCursor cursor, int element)
    {
        var values = new Gathering<string>();
        var rest = cursor.Segment[element];
        var separator = cursor.Segment.Delimiters.Repetition;
        while (!rest.IsEmpty)
        {
            var end = separator == 0 ? -1 : rest.IndexOf(separator);
            if (cursor.Pooled(end < 0 ? rest : rest[..end]) is { } value)
            {
                values.Add(value);
            }

            rest = end < 0 ? default : rest[(end + 1)..];
        }

        return values.ToValueList();
    }
}
