using MedBill.X12.Reading;
using MedBill.X12.Segments;
using MedBill.X12.Tokens;

namespace MedBill.X12.Claims837;

/// <summary>Gathers the segments loops 2300 and 2400 share, and what claims of every kind say.</summary>
internal struct ClaimParts
{
    public Gathering<QualifiedDate> Dates;

    public Gathering<Attachment> Attachments;

    public Gathering<QualifiedAmount> Amounts;

    public Gathering<Reference> References;

    public Gathering<ClaimNote> Notes;

    public Gathering<RawSegment> Others;

    private string? _frequency;

    public readonly string Frequency => _frequency ?? "";

    public string? Assignment { readonly get; private set; }

    public string? BenefitsAssigned { readonly get; private set; }

    public string? ReleaseOfInformation { readonly get; private set; }

    public string? SubmissionReason { readonly get; private set; }

    public string? DelayReason { readonly get; private set; }

    /// <summary>Takes what the CLM under the cursor says whatever the kind of claim, without moving.</summary>
    public void TakeClm(SegmentCursor cursor)
    {
        _frequency = cursor.Text(5, 3);
        (Assignment, BenefitsAssigned, ReleaseOfInformation) = (cursor.Text(7), cursor.Text(8), cursor.Text(9));
        (SubmissionReason, DelayReason) = (cursor.Text(19), cursor.Text(20));
    }

    /// <summary>Takes the current segment without moving.</summary>
    public void Take(SegmentCursor cursor)
    {
        switch (cursor.Key)
        {
            case SegmentKey.DTP when cursor.Dtp() is { } date:
                Dates.Add(date);
                break;
            case SegmentKey.REF:
                References.Add(cursor.Ref());
                break;
            case SegmentKey.AMT when cursor.ElementCount == 2:
                Amounts.Add(cursor.Amt());
                break;
            case SegmentKey.NTE:
                Notes.Add(new ClaimNote(cursor.Required(1), cursor.Text(2) ?? ""));
                break;
            case SegmentKey.PWK when cursor.ElementCount <= 6:
                Attachments.Add(new Attachment(cursor.Text(1) ?? "", cursor.Text(2) ?? "", cursor.Text(6)));
                break;
            default:
                Others.Add(cursor.Raw());
                break;
        }
    }

    /// <summary>The claim with all that was taken.</summary>
    public readonly TClaim Into<TClaim>(TClaim claim, ValueList<Party> providers, ValueList<OtherPayer> payers)
        where TClaim : HealthCareClaim => (TClaim)((HealthCareClaim)claim with
        {
            Frequency = Frequency,
            Assignment = Assignment,
            BenefitsAssigned = BenefitsAssigned,
            ReleaseOfInformation = ReleaseOfInformation,
            SubmissionReason = SubmissionReason,
            DelayReason = DelayReason,
            Dates = Dates.ToValueList(),
            Attachments = Attachments.ToValueList(),
            Amounts = Amounts.ToValueList(),
            References = References.ToValueList(),
            Notes = Notes.ToValueList(),
            Providers = providers,
            OtherPayers = payers,
            OtherSegments = Others.ToValueList(),
        });
}

/// <summary>Reads the loops below a claim and its lines that claims of every kind have.</summary>
internal static class ClaimBody
{
    private const PartySegments ProviderSegments =
        PartySegments.Address | PartySegments.Specialty | PartySegments.References | PartySegments.Contacts;

    /// <summary>Loops 2310.</summary>
    public static ValueList<Party> Providers(SegmentCursor cursor)
    {
        var providers = new Gathering<Party>();
        while (cursor.Key == SegmentKey.NM1)
        {
            cursor.Loop = "2310";
            providers.Add(cursor.Party(ProviderSegments));
        }

        return providers.ToValueList();
    }

    /// <summary>Loops 2320 and 2330.</summary>
    public static ValueList<OtherPayer> Payers(SegmentCursor cursor, ref Gathering<RawSegment> strays)
    {
        var payers = new Gathering<OtherPayer>();
        while (cursor.Key == SegmentKey.SBR)
        {
            payers.Add(OtherPayerReader.Payer(cursor, ref strays));
        }

        return payers.ToValueList();
    }

    /// <summary>Loops 2400, each read by <paramref name="read"/>.</summary>
    public static ValueList<TLine> Lines<TLine>(SegmentCursor cursor, Func<SegmentCursor, TLine> read, ref Gathering<RawSegment> strays)
    {
        var lines = new Gathering<TLine>();
        while (cursor.More)
        {
            if (cursor.Key == SegmentKey.LX)
            {
                lines.Add(read(cursor));
            }
            else
            {
                // Out of order: kept, and reported by validation.
                strays.Add(cursor.Raw());
                cursor.Next();
            }
        }

        return lines.ToValueList();
    }

    /// <summary>Loop 2410.</summary>
    public static ServiceDrug? Drug(SegmentCursor cursor)
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

    /// <summary>Loops 2420 and 2430, to the end of the line; what is neither is kept in <paramref name="others"/>.</summary>
    public static (ValueList<Party> Providers, ValueList<LineAdjudication> Adjudications) BelowLine(
        SegmentCursor cursor, ref Gathering<RawSegment> others)
    {
        var providers = new Gathering<Party>();
        var adjudications = new Gathering<LineAdjudication>();
        while (cursor.More && cursor.Key != SegmentKey.LX)
        {
            switch (cursor.Key)
            {
                case SegmentKey.NM1:
                    cursor.Loop = "2420";
                    providers.Add(cursor.Party(ProviderSegments));
                    break;
                case SegmentKey.SVD:
                    adjudications.Add(OtherPayerReader.Adjudication(cursor));
                    break;
                default:
                    others.Add(cursor.Raw());
                    cursor.Next();
                    break;
            }
        }

        return (providers.ToValueList(), adjudications.ToValueList());
    }

    /// <summary>Whether the cursor has left the segments of the line itself.</summary>
    public static bool IsBelowLine(SegmentCursor cursor) => !cursor.More
        || cursor.Key is SegmentKey.LX or SegmentKey.LIN or SegmentKey.NM1 or SegmentKey.SVD or SegmentKey.LQ;

    /// <summary>CLM11-1 to -3.</summary>
    public static ValueList<string> RelatedCauses(SegmentCursor cursor)
    {
        var causes = new Gathering<string>();
        for (var component = 1; component <= 3; component++)
        {
            if (cursor.Text(11, component) is { } cause)
            {
                causes.Add(cause);
            }
        }

        return causes.ToValueList();
    }

    /// <summary>The pointers to diagnoses of a service segment.</summary>
    public static ValueList<int> Pointers(SegmentCursor cursor, int element)
    {
        var pointers = new Gathering<int>();
        var last = Math.Min(cursor.ComponentCount(element), 4);
        for (var component = 1; component <= last; component++)
        {
            if (cursor.Integer(cursor.Component(element, component), element, component) is { } pointer)
            {
                pointers.Add(pointer);
            }
        }

        return pointers.ToValueList();
    }
}
