using MedBill.X12.Findings;
using MedBill.X12.Reading;
using MedBill.X12.Segments;
using MedBill.X12.Tokens;

namespace MedBill.X12.Remittances835;

/// <summary>
/// Reads loops 2100 and 2110. Adjustments of one contract, days, procedures and providers come again all through a file: what reads the
/// same is the same object.
/// </summary>
internal sealed class ClaimPaymentReader(SegmentCursor cursor)
{
    private readonly SegmentMemo<Adjustment[]> _adjustments = new();
    private readonly SegmentMemo<QualifiedDate[]> _dates = new();
    private readonly SegmentMemo<ProcedureCode> _procedures = new();
    private readonly SegmentMemo<Party> _parties = new();

    public ClaimPayment Claim(ClaimGroup group, string? number)
    {
        var (known, status) = (number ?? cursor.Required(1), cursor.Required(2));
        var (charge, paid, responsibility) = (cursor.RequiredCents(3), cursor.RequiredCents(4), cursor.Cents(5));
        var (filing, payerNumber, facility, frequency) = (cursor.Text(6), cursor.Unique(7), cursor.Text(8), cursor.Text(9));
        var details = ClaimPaymentDetails.None;
        if (cursor.ElementCount > 10)
        {
            details = details with { DrgCode = cursor.Text(11), DrgWeight = cursor.Decimal(12), DischargeFraction = cursor.Decimal(13) };
        }

        cursor.Next();
        var parts = new Parts();
        var parties = new Gathering<Party>();
        var contacts = new Gathering<Contact>();
        for (; cursor.More && cursor.Key != SegmentKey.SVC; cursor.Next())
        {
            switch (cursor.Key)
            {
                case SegmentKey.NM1:
                    parties.Add(Party());
                    break;
                case SegmentKey.MIA when IsMiaReadable():
                    details = details with { Inpatient = cursor.Mia() };
                    break;
                case SegmentKey.MOA:
                    details = details with { Outpatient = cursor.Moa() };
                    break;
                case SegmentKey.PER:
                    contacts.Add(cursor.Per());
                    break;
                default:
                    Take(ref parts);
                    break;
            }
        }

        if (contacts.Count + parts.Amounts.Count + parts.Quantities.Count + parts.Others.Count > 0)
        {
            details = details with
            {
                Contacts = contacts.ToValueList(),
                Amounts = parts.Amounts.ToValueList(),
                Quantities = parts.Quantities.ToValueList(),
                OtherSegments = parts.Others.ToValueList(),
            };
        }

        return new ClaimPayment
        {
            Group = group,
            PatientControlNumber = known,
            Status = status,
            ChargeCents = charge,
            PaidCents = paid,
            PatientResponsibilityCents = responsibility,
            FilingIndicator = filing,
            PayerClaimControlNumber = payerNumber,
            FacilityCode = facility,
            Frequency = frequency,
            Adjustments = parts.Adjustments,
            Parties = parties.ToValueList(),
            References = parts.References.ToValueList(),
            Dates = parts.Dates,
            Details = details,
            Lines = Lines(),
        };
    }

    // Nothing of MIA is posted: one with words where amounts belong is kept as it came, and the claim is read.
    private bool IsMiaReadable()
    {
        for (var element = 1; element <= cursor.Segment.ElementCount; element++)
        {
            var isRemark = element is 5 or (>= 20 and <= 23);
            if (!isRemark && !cursor.Segment[element].IsEmpty && !Numbers.TryCents(cursor.Segment[element], out _))
            {
                return false;
            }
        }

        return true;
    }

    private ValueList<ServicePayment> Lines()
    {
        var lines = new Gathering<ServicePayment>();
        while (cursor.Key == SegmentKey.SVC)
        {
            cursor.Loop = "2110";
            lines.Add(Line());
        }

        return lines.ToValueList();
    }

    private ServicePayment Line()
    {
        var procedure = Procedure(1) ?? cursor.RequiredProcedure(1);
        var (charge, paid) = (cursor.RequiredCents(2), cursor.Cents(3));
        if (paid is null && cursor.Segment[3].IsEmpty)
        {
            cursor.Report(3, 0, "AMOUNT_MISSING", "What was paid for the service (SVC03) is missing; it is taken for nothing. Write 0.", "1",
                FindingSeverity.Warning);
        }

        var details = ServicePaymentDetails.None;
        if (cursor.Text(4) is { } revenue)
        {
            details = details with { RevenueCode = revenue };
        }

        var units = cursor.Decimal(5);
        if (cursor.ElementCount > 5)
        {
            details = details with { SubmittedProcedure = Procedure(6), SubmittedUnits = cursor.Decimal(7) };
        }

        cursor.Next();
        var parts = new Parts();
        var remarks = new Gathering<Remark>();
        for (; cursor.More && cursor.Key != SegmentKey.SVC; cursor.Next())
        {
            if (cursor.Key == SegmentKey.LQ)
            {
                remarks.Add(new Remark(cursor.Text(1) ?? "", cursor.Text(2) ?? ""));
            }
            else if (!parts.TryTakeOnly(cursor))
            {
                Take(ref parts);
            }
        }

        if (remarks.Count + parts.Quantities.Count + parts.Others.Count > 0)
        {
            details = details with
            {
                Quantities = parts.Quantities.ToValueList(),
                Remarks = remarks.ToValueList(),
                OtherSegments = parts.Others.ToValueList(),
            };
        }

        var line = new ServicePayment
        {
            Procedure = procedure,
            ChargeCents = charge,
            PaidCents = paid ?? 0,
            Units = units,
            Dates = parts.Dates,
            Adjustments = parts.Adjustments,
            LineControlNumber = parts.LineControlNumber,
            Allowed = parts.Allowed,
            Details = details,
        };
        line = parts.References.Count == 0 ? line : line with { References = parts.References.ToValueList() };
        return parts.Amounts.Count == 0 ? line : line with { Amounts = parts.Amounts.ToValueList() };
    }

    private ProcedureCode? Procedure(int element)
    {
        var bytes = cursor.Element(element);
        if (_procedures.Find(bytes, cursor.Delimiters) is { } known)
        {
            return known;
        }

        var procedure = cursor.Procedure(element);
        if (procedure is not null)
        {
            _procedures.Keep(bytes, procedure);
        }

        return procedure;
    }

    // A patient comes once, a provider or payer all through the file.
    private Party Party()
    {
        if (cursor.Is(SegmentKey.NM1, 1, "QC"u8) || cursor.Is(SegmentKey.NM1, 1, "IL"u8) || cursor.Is(SegmentKey.NM1, 1, "74"u8))
        {
            return PartyReader.Nm1(cursor);
        }

        var bytes = cursor.Bytes(cursor.Index, 1);
        if (_parties.Find(bytes, cursor.Delimiters) is { } known)
        {
            return known;
        }

        var reports = cursor.Reports;
        var party = PartyReader.Nm1(cursor);
        if (cursor.Reports == reports)
        {
            _parties.Keep(bytes, party);
        }

        return party;
    }

    /// <summary>Takes the current segment, and of adjustments and dates those that follow it too; stops at the last one taken.</summary>
    private void Take(ref Parts parts)
    {
        switch (cursor.Key)
        {
            case SegmentKey.CAS:
                parts.Adjustments = parts.Adjustments.Count == 0 ? new(Adjustments()) : [.. parts.Adjustments, .. Adjustments()];
                break;
            case SegmentKey.DTM:
                parts.Dates = parts.Dates.Count == 0 ? new(Dates(ref parts.Others)) : [.. parts.Dates, .. Dates(ref parts.Others)];
                break;
            case SegmentKey.REF:
                parts.Add(cursor.Ref());
                break;
            case SegmentKey.AMT:
                parts.Add(cursor.Amt());
                break;
            case SegmentKey.QTY:
                parts.Quantities.Add(cursor.Qty());
                break;
            default:
                parts.Others.Add(cursor.Raw());
                break;
        }
    }

    private Adjustment[] Adjustments()
    {
        var (first, count) = (cursor.Index, cursor.RunLength);
        if (_adjustments.Find(cursor.Bytes(first, count), cursor.Delimiters) is { } known)
        {
            cursor.Next(count - 1);
            return known;
        }

        var reports = cursor.Reports;
        var gathered = new Gathering<Adjustment>();
        cursor.Cas(ref gathered);
        for (var index = 1; index < count; index++)
        {
            cursor.Next();
            cursor.Cas(ref gathered);
        }

        var adjustments = gathered.ToArray();
        if (cursor.Reports == reports)
        {
            _adjustments.Keep(cursor.Bytes(first, count), adjustments);
        }

        return adjustments;
    }

    private QualifiedDate[] Dates(ref Gathering<RawSegment> others)
    {
        var (first, count) = (cursor.Index, cursor.RunLength);
        if (_dates.Find(cursor.Bytes(first, count), cursor.Delimiters) is { } known)
        {
            cursor.Next(count - 1);
            return known;
        }

        var (reports, unread) = (cursor.Reports, others.Count);
        var gathered = new Gathering<QualifiedDate>();
        for (var index = 0; index < count; index++)
        {
            if (index > 0)
            {
                cursor.Next();
            }

            if (cursor.Dtm() is { } date)
            {
                gathered.Add(date);
            }
            else
            {
                others.Add(cursor.Raw());
            }
        }

        var dates = gathered.ToArray();
        if (cursor.Reports == reports && others.Count == unread)
        {
            _dates.Keep(cursor.Bytes(first, count), dates);
        }

        return dates;
    }

    /// <summary>The segments loops 2100 and 2110 share.</summary>
    private struct Parts
    {
        public ValueList<Adjustment> Adjustments;

        public ValueList<QualifiedDate> Dates;

        public Gathering<Reference> References;

        public Gathering<QualifiedAmount> Amounts;

        public Gathering<QualifiedQuantity> Quantities;

        public Gathering<RawSegment> Others;

        /// <summary>The line's control number, as long as it is the only reference.</summary>
        public string? LineControlNumber { get; private set; }

        /// <summary>The line's allowed amount, as long as it is the only amount.</summary>
        public long? Allowed { get; private set; }

        /// <summary>Takes the one reference and the one amount most lines have; false when the segment is another.</summary>
        public bool TryTakeOnly(SegmentCursor cursor)
        {
            if (LineControlNumber is null && References.Count == 0 && cursor.Is(SegmentKey.REF, 1, "6R"u8) && cursor.ElementCount < 3)
            {
                LineControlNumber = cursor.Unique(2) ?? "";
                return true;
            }

            if (Allowed is null && Amounts.Count == 0 && cursor.Is(SegmentKey.AMT, 1, "B6"u8))
            {
                Allowed = cursor.RequiredCents(2);
                return true;
            }

            return false;
        }

        public void Add(Reference reference)
        {
            if (LineControlNumber is { } only)
            {
                References.Add(new Reference(ReferenceQualifiers.LineControlNumber, only));
                LineControlNumber = null;
            }

            References.Add(reference);
        }

        public void Add(QualifiedAmount amount)
        {
            if (Allowed is { } only)
            {
                Amounts.Add(new QualifiedAmount(AmountQualifiers.Allowed, only));
                Allowed = null;
            }

            Amounts.Add(amount);
        }
    }
}
