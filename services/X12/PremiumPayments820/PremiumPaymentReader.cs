using System.Buffers.Text;
using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Reading;
using MedBill.X12.Remittances835;
using MedBill.X12.Segments;
using MedBill.X12.Tokens;

namespace MedBill.X12.PremiumPayments820;

/// <summary>Reads the parts of an 820.</summary>
internal static class PremiumPaymentReader
{
    private const PartySegments OfParty = PartySegments.Address | PartySegments.Contacts;

    /// <summary>BPR to loop 1000C; null when there is no BPR.</summary>
    public static PremiumPaymentHeader? Header(SegmentCursor cursor, SetEnvelope envelope, PremiumBalance balance)
    {
        PremiumPaymentHeader? header = null;
        var references = new Gathering<Reference>();
        var dates = new Gathering<QualifiedDate>();
        var banks = new Gathering<Party>();
        var others = new Gathering<RawSegment>();
        var position = cursor.Position;
        while (cursor.More)
        {
            switch (cursor.Key)
            {
                case SegmentKey.BPR:
                    header = Bpr(cursor, envelope);
                    balance.Pays(cursor, header.PaymentCents);
                    break;
                case SegmentKey.TRN when header is not null:
                    header = header with
                    {
                        TraceType = cursor.Text(1),
                        TraceNumber = cursor.Text(2),
                        TraceOriginator = cursor.Text(3),
                        TraceSupplement = cursor.Text(4),
                    };
                    break;
                case SegmentKey.CUR when header is not null && cursor.Segment.ElementCount == 2:
                    header = header with { CurrencyEntity = cursor.Text(1), Currency = cursor.Text(2) };
                    break;
                case SegmentKey.REF:
                    references.Add(cursor.Ref());
                    break;
                case SegmentKey.DTM when Dtm(cursor) is { } date:
                    dates.Add(date);
                    break;
                case SegmentKey.N1 when header is not null && cursor.Is(SegmentKey.N1, 1, "PE"u8):
                    cursor.Loop = "1000A";
                    header = header with { Receiver = PartyWithDelivery(cursor) };
                    continue;
                case SegmentKey.N1 when header is not null && (cursor.Is(SegmentKey.N1, 1, "PR"u8) || cursor.Is(SegmentKey.N1, 1, "RM"u8)):
                    cursor.Loop = "1000B";
                    header = header with { Payer = PartyWithDelivery(cursor) };
                    continue;
                case SegmentKey.N1:
                    cursor.Loop = "1000C";
                    banks.Add(PartyWithDelivery(cursor));
                    continue;
                default:
                    others.Add(cursor.Raw());
                    break;
            }

            cursor.Next();
        }

        if (header is null)
        {
            cursor.ReportAbsent("BPR", position, "PAYMENT_MISSING", "The set has no BPR, so it says no payment. Its remittances were left out.");
        }

        return header is null
            ? null
            : header with
            {
                References = references.ToValueList(),
                Dates = dates.ToValueList(),
                Banks = banks.ToValueList(),
                OtherSegments = others.ToValueList(),
            };
    }

    /// <summary>Reads from ENT to the end of the unit.</summary>
    public static PremiumRemittance Remittance(SegmentCursor cursor, PremiumBalance balance)
    {
        cursor.Loop = "2000";
        var remittance = new PremiumRemittance
        {
            Number = cursor.Text(1),
            EntityCode = cursor.Text(2),
            IdQualifier = cursor.Text(3),
            Id = cursor.Text(4),
        };
        cursor.Next();
        var individuals = new Gathering<Party>();
        var previous = new Gathering<PremiumAdjustment>();
        var details = new Gathering<PremiumDetail>();
        var others = new Gathering<RawSegment>();
        while (cursor.More)
        {
            switch (cursor.Key)
            {
                case SegmentKey.NM1:
                    cursor.Loop = "2100";
                    individuals.Add(cursor.Party(PartySegments.References | PartySegments.Address));
                    continue;
                case SegmentKey.ADX:
                    cursor.Loop = "2200";
                    previous.Add(Adx(cursor));
                    break;
                case SegmentKey.RMR:
                    details.Add(Detail(cursor, balance));
                    continue;
                default:
                    others.Add(cursor.Raw());
                    break;
            }

            cursor.Next();
        }

        return remittance with
        {
            Individuals = individuals.ToValueList(),
            PreviousPaymentAdjustments = previous.ToValueList(),
            Details = details.ToValueList(),
            OtherSegments = others.ToValueList(),
        };
    }

    private static PremiumDetail Detail(SegmentCursor cursor, PremiumBalance balance)
    {
        cursor.Loop = "2300";
        var (position, offset, errors) = (cursor.Position, cursor.Segment.Offset, cursor.Errors);
        var detail = new PremiumDetail
        {
            ReferenceQualifier = cursor.Text(1),
            Reference = cursor.Required(2),
            PaymentAction = cursor.Text(3),
            PaidCents = cursor.RequiredCents(4),
            BilledCents = cursor.Cents(5),
        };
        if (cursor.Segment.ElementCount > 5)
        {
            cursor.Report(6, 0, "ELEMENT_NOT_USED", "The guide does not use this element here. It was not read.", "I10", FindingSeverity.Warning);
        }

        cursor.Next();
        var references = new Gathering<Reference>();
        var dates = new Gathering<QualifiedDate>();
        var lines = new Gathering<PremiumSummaryLine>();
        var adjustments = new Gathering<PremiumAdjustment>();
        var others = new Gathering<RawSegment>();
        while (cursor.More && cursor.Key is not (SegmentKey.RMR or SegmentKey.NM1))
        {
            switch (cursor.Key)
            {
                case SegmentKey.REF:
                    references.Add(cursor.Ref());
                    break;
                case SegmentKey.DTM when Dtm(cursor) is { } date:
                    dates.Add(date);
                    break;
                case SegmentKey.IT1 when cursor.Segment.ElementCount == 1:
                    cursor.Loop = "2310A";
                    lines.Add(Line(cursor));
                    continue;
                case SegmentKey.ADX:
                    cursor.Loop = "2320";
                    adjustments.Add(Adx(cursor));
                    break;
                default:
                    others.Add(cursor.Raw());
                    break;
            }

            cursor.Next();
        }

        detail = detail with
        {
            References = references.ToValueList(),
            Dates = dates.ToValueList(),
            Lines = lines.ToValueList(),
            Adjustments = adjustments.ToValueList(),
            OtherSegments = others.ToValueList(),
        };
        if (cursor.Errors == errors)
        {
            balance.Check(detail, position, offset);
        }

        return detail;
    }

    private static PremiumSummaryLine Line(SegmentCursor cursor)
    {
        var number = cursor.Text(1);
        var charges = new Gathering<PremiumCharge>();
        var counts = new Gathering<PremiumMemberCount>();
        for (cursor.Next(); cursor.More; cursor.Next())
        {
            switch (cursor.Key)
            {
                case SegmentKey.SAC when cursor.Is(SegmentKey.SAC, 1, "C"u8) && cursor.Segment.ElementCount == 5:
                    charges.Add(new PremiumCharge(cursor.Text(2), Hundredths(cursor, 5)));
                    break;
                case SegmentKey.SLN when cursor.Is(SegmentKey.SLN, 3, "O"u8) && cursor.Segment.ElementCount == 5:
                    counts.Add(new PremiumMemberCount(cursor.Text(1), cursor.Decimal(4) ?? 0, cursor.Text(5, 1)));
                    break;
                default:
                    return Finish();
            }
        }

        return Finish();

        PremiumSummaryLine Finish() => new(number, charges.ToValueList(), counts.ToValueList());
    }

    // Type N2: cents without a point.
    private static long Hundredths(SegmentCursor cursor, int element)
    {
        var digits = cursor.Segment[element];
        if (digits.Length is > 0 and <= 12 && Utf8Parser.TryParse(digits, out long cents, out var used) && used == digits.Length)
        {
            return cents;
        }

        cursor.Report(element, 0, "AMOUNT_WRONG", "The amount is in cents, without a point.", "6");
        return 0;
    }

    private static PremiumAdjustment Adx(SegmentCursor cursor) =>
        new(cursor.RequiredCents(1), cursor.Required(2), cursor.Text(3), cursor.Text(4));

    // A date (DTM02) or a period (DTM05 RD8, DTM06).
    private static QualifiedDate? Dtm(SegmentCursor cursor)
    {
        var segment = cursor.Segment;
        if (segment.ElementCount == 2)
        {
            return cursor.Dtm();
        }

        if (segment.ElementCount == 6 && segment[2].IsEmpty && segment.ElementIs(5, "RD8"u8) && segment[6] is { Length: 17 } period
            && period[8] == '-' && Numbers.TryDate(period[..8], out var from) && Numbers.TryDate(period[9..], out var to))
        {
            return new QualifiedDate(cursor.Required(1), from, to);
        }

        cursor.Report(6, 0, "DATE_WRONG", "A period is RD8 and CCYYMMDD-CCYYMMDD.", "8", FindingSeverity.Warning);
        return null;
    }

    private static Party PartyWithDelivery(SegmentCursor cursor)
    {
        var party = cursor.Party(OfParty);
        if (cursor.Key == SegmentKey.RDM)
        {
            party = party with { OtherSegments = [.. party.OtherSegments, cursor.Raw()] };
            cursor.Next();
        }

        return party;
    }

    private static PremiumPaymentHeader Bpr(SegmentCursor cursor, SetEnvelope envelope) => new()
    {
        Envelope = envelope,
        HandlingCode = cursor.Text(1) ?? "",
        PaymentCents = cursor.RequiredCents(2),
        CreditOrDebit = cursor.Text(3),
        Method = cursor.Text(4),
        Format = cursor.Text(5),
        PayerBank = RemittanceReader.Bank(cursor, 6),
        OriginatorId = cursor.Text(10),
        OriginatorSupplement = cursor.Text(11),
        ReceiverBank = RemittanceReader.Bank(cursor, 12),
        EffectiveDate = cursor.Date(16),
    };
}
