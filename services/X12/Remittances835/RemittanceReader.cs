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
