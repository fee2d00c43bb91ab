using MedBill.X12.Reading;
using MedBill.X12.Segments;
using MedBill.X12.Tokens;

namespace MedBill.X12.Remittances835;

/// <summary>Reads the parts of an 835.</summary>
internal static class RemittanceReader
{
    private const PartySegments OfParty = PartySegments.Address | PartySegments.References | PartySegments.Contacts;

    /// <summary>BPR to loop 1000B; null when there is no BPR.</summary>
    public static RemittanceHeader? Header(SegmentCursor cursor)
    {
        RemittanceHeader? header = null;
        var references = new Gathering<Reference>();
        var dates = new Gathering<QualifiedDate>();
        var others = new Gathering<RawSegment>();
        var position = cursor.Position;
        while (cursor.More)
        {
            switch (cursor.Key)
            {
                case SegmentKey.BPR:
                    header = Bpr(cursor);
                    break;
                case SegmentKey.TRN when header is not null:
                    header = header with
                    {
                        TraceNumber = cursor.Required(2),
                        TraceOriginator = cursor.Text(3),
                        TraceSupplement = cursor.Text(4),
                    };
                    break;
                case SegmentKey.REF:
                    references.Add(cursor.Ref());
                    break;
                case SegmentKey.DTM when cursor.Dtm() is { } date:
                    dates.Add(date);
                    break;
                case SegmentKey.N1 when header is not null && cursor.Is(SegmentKey.N1, 1, "PR"u8):
                    cursor.Loop = "1000A";
                    header = header with { Payer = PartyWithDelivery(cursor) };
                    continue;
                case SegmentKey.N1 when header is not null && cursor.Is(SegmentKey.N1, 1, "PE"u8):
                    cursor.Loop = "1000B";
                    header = header with { Payee = PartyWithDelivery(cursor) };
                    continue;
                default:
                    others.Add(cursor.Raw());
                    break;
            }

            cursor.Next();
        }

        if (header is null)
        {
            cursor.ReportAbsent("BPR", position, "PAYMENT_MISSING", "The set has no BPR, so it says no payment. Its claims were left out.");
        }
        else if (header.TraceNumber.Length == 0)
        {
            cursor.ReportAbsent("TRN", position, "TRACE_MISSING", "The set has no trace number (TRN02). Its claims were left out.");
        }

        return header is null
            ? null
            : header with { References = references.ToValueList(), Dates = dates.ToValueList(), OtherSegments = others.ToValueList() };
    }

    public static ClaimPayment Claim(SegmentCursor cursor, ClaimGroup group)
    {
        var claim = new ClaimPayment
        {
            Group = group,
            PatientControlNumber = cursor.Required(1),
            Status = cursor.Required(2),
            ChargeCents = cursor.RequiredCents(3),
            PaidCents = cursor.RequiredCents(4),
            PatientResponsibilityCents = cursor.Cents(5),
            FilingIndicator = cursor.Text(6),
            PayerClaimControlNumber = cursor.Text(7),
            FacilityCode = cursor.Text(8),
            Frequency = cursor.Text(9),
            DrgCode = cursor.Text(11),
            DrgWeight = cursor.Decimal(12),
            DischargeFraction = cursor.Decimal(13),
        };
        cursor.Next();
        var parts = new PaymentParts();
        var parties = new Gathering<Party>();
        var contacts = new Gathering<Contact>();
        for (; cursor.More && cursor.Key != SegmentKey.SVC; cursor.Next())
        {
            switch (cursor.Key)
            {
                case SegmentKey.NM1:
                    parties.Add(PartyReader.Nm1(cursor));
                    break;
                case SegmentKey.MIA:
                    claim = claim with { Inpatient = cursor.Raw() };
                    break;
                case SegmentKey.MOA:
                    claim = claim with { Outpatient = cursor.Moa() };
                    break;
                case SegmentKey.PER:
                    contacts.Add(cursor.Per());
                    break;
                default:
                    parts.Take(cursor);
                    break;
            }
        }

        return claim with
        {
            Adjustments = parts.Adjustments.ToValueList(),
            Parties = parties.ToValueList(),
            References = parts.References.ToValueList(),
            Dates = parts.Dates.ToValueList(),
            Contacts = contacts.ToValueList(),
            Amounts = parts.Amounts.ToValueList(),
            Quantities = parts.Quantities.ToValueList(),
            OtherSegments = parts.Others.ToValueList(),
            Lines = Lines(cursor),
        };
    }

    public static ProviderAdjustment Plb(SegmentCursor cursor)
    {
        cursor.Loop = null;
        var entries = new Gathering<ProviderAdjustmentEntry>();
        // PLB03 to PLB14: up to six pairs.
        for (var element = 3; element <= 13; element += 2)
        {
            if (cursor.Text(element, 1) is { } reason)
            {
                entries.Add(new ProviderAdjustmentEntry(reason, cursor.Text(element, 2), cursor.RequiredCents(element + 1)));
            }
            else if (!cursor.Segment[element + 1].IsEmpty)
            {
                cursor.Report(element, 0, "REASON_MISSING", "A provider adjustment has no reason code. Name the reason.", "2");
            }
        }

        return new ProviderAdjustment(cursor.Required(1), cursor.Date(2) ?? default, entries.ToValueList());
    }

    private static ValueList<ServicePayment> Lines(SegmentCursor cursor)
    {
        var lines = new Gathering<ServicePayment>();
        while (cursor.Key == SegmentKey.SVC)
        {
            cursor.Loop = "2110";
            lines.Add(Line(cursor));
        }

        return lines.ToValueList();
    }

    private static ServicePayment Line(SegmentCursor cursor)
    {
        var line = new ServicePayment
        {
            Procedure = cursor.RequiredProcedure(1),
            ChargeCents = cursor.RequiredCents(2),
            PaidCents = cursor.Cents(3) ?? 0,
            RevenueCode = cursor.Text(4),
            Units = cursor.Decimal(5),
            SubmittedProcedure = cursor.Procedure(6),
            SubmittedUnits = cursor.Decimal(7),
        };
        cursor.Next();
        var parts = new PaymentParts();
        var remarks = new Gathering<Remark>();
        for (; cursor.More && cursor.Key != SegmentKey.SVC; cursor.Next())
        {
            if (cursor.Key == SegmentKey.LQ)
            {
                remarks.Add(new Remark(cursor.Text(1) ?? "", cursor.Text(2) ?? ""));
            }
            else
            {
                parts.Take(cursor);
            }
        }

        return line with
        {
            Dates = parts.Dates.ToValueList(),
            Adjustments = parts.Adjustments.ToValueList(),
            References = parts.References.ToValueList(),
            Amounts = parts.Amounts.ToValueList(),
            Quantities = parts.Quantities.ToValueList(),
            Remarks = remarks.ToValueList(),
            OtherSegments = parts.Others.ToValueList(),
        };
    }

    private static Party PartyWithDelivery(SegmentCursor cursor)
    {
        var party = cursor.Party(OfParty);
        if (cursor.More && cursor.Segment.Id.SequenceEqual("RDM"u8))
        {
            party = party with { OtherSegments = [.. party.OtherSegments, cursor.Raw()] };
            cursor.Next();
        }

        return party;
    }

    private static RemittanceHeader Bpr(SegmentCursor cursor)
    {
        var nobody = new Party { EntityCode = "" };
        return new RemittanceHeader
        {
            HandlingCode = cursor.Text(1) ?? "",
            PaymentCents = cursor.RequiredCents(2),
            CreditOrDebit = cursor.Text(3) ?? "",
            Method = cursor.Text(4) ?? "",
            Format = cursor.Text(5),
            PayerBank = Bank(cursor, 6),
            OriginatorId = cursor.Text(10),
            OriginatorSupplement = cursor.Text(11),
            PayeeBank = Bank(cursor, 12),
            EffectiveDate = cursor.Date(16),
            TraceNumber = "",
            Payer = nobody,
            Payee = nobody,
        };
    }

    public static BankAccount? Bank(SegmentCursor cursor, int first)
    {
        var bank = new BankAccount(cursor.Text(first), cursor.Text(first + 1), cursor.Text(first + 2), cursor.Text(first + 3));
        return bank == new BankAccount(null, null, null, null) ? null : bank;
    }
}

/// <summary>The segments loops 2100 and 2110 share.</summary>
internal sealed class PaymentParts
{
    public Gathering<Adjustment> Adjustments;

    public Gathering<QualifiedDate> Dates;

    public Gathering<Reference> References;

    public Gathering<QualifiedAmount> Amounts;

    public Gathering<QualifiedQuantity> Quantities;

    public Gathering<RawSegment> Others;

    /// <summary>Takes the current segment without moving.</summary>
    public void Take(SegmentCursor cursor)
    {
        switch (cursor.Key)
        {
            case SegmentKey.CAS:
                cursor.Cas(ref Adjustments);
                break;
            case SegmentKey.DTM when cursor.Dtm() is { } date:
                Dates.Add(date);
                break;
            case SegmentKey.REF:
                References.Add(cursor.Ref());
                break;
            case SegmentKey.AMT:
                Amounts.Add(cursor.Amt());
                break;
            case SegmentKey.QTY:
                Quantities.Add(cursor.Qty());
                break;
            default:
                Others.Add(cursor.Raw());
                break;
        }
    }
}
