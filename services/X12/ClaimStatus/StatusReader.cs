using MedBill.X12.Acknowledgments;
using MedBill.X12.Reading;
using MedBill.X12.Segments;
using MedBill.X12.Tokens;

namespace MedBill.X12.ClaimStatus;

/// <summary>Reads the loops of a 276 and a 277. The cursor stands after the HL.</summary>
internal static class StatusReader
{
    /// <summary>Loop 2100A, which may have a contact, or 2100B.</summary>
    public static Party? Organization(SegmentCursor cursor, PartySegments allowed)
    {
        Party? party = null;
        var others = new Gathering<RawSegment>();
        while (cursor.More && cursor.Key != SegmentKey.TRN)
        {
            if (cursor.Key == SegmentKey.NM1 && party is null)
            {
                party = cursor.Party(allowed);
                continue;
            }

            others.Add(cursor.Raw());
            cursor.Next();
        }

        return party is null ? null : party with { OtherSegments = [.. party.OtherSegments, .. others.ToValueList()] };
    }

    /// <summary>Loops 2100C. What has no place is kept with the last of them.</summary>
    public static ValueList<Party> Providers(SegmentCursor cursor)
    {
        var parties = new List<Party>();
        while (cursor.More && cursor.Key != SegmentKey.TRN)
        {
            if (cursor.Key == SegmentKey.NM1)
            {
                parties.Add(cursor.Party(PartySegments.None));
                continue;
            }

            if (parties.Count > 0)
            {
                parties[^1] = parties[^1] with { OtherSegments = [.. parties[^1].OtherSegments, cursor.Raw()] };
            }

            cursor.Next();
        }

        return parties.ToValueList();
    }

    /// <summary>Loop 2000D or 2000E up to its first claim. DMG stands before NM1.</summary>
    public static Party? Person(SegmentCursor cursor)
    {
        Party? named = null;
        var party = new Party { EntityCode = "" };
        var others = new Gathering<RawSegment>();
        for (; cursor.More && cursor.Key != SegmentKey.TRN; cursor.Next())
        {
            switch (cursor.Key)
            {
                case SegmentKey.DMG:
                    party = PartyReader.Dmg(cursor, party, ref others);
                    break;
                case SegmentKey.NM1 when named is null:
                    named = PartyReader.Nm1(cursor);
                    break;
                default:
                    others.Add(cursor.Raw());
                    break;
            }
        }

        return named is null ? null : named with { BirthDate = party.BirthDate, Sex = party.Sex, OtherSegments = others.ToValueList() };
    }

    /// <summary>Loop 2200B or 2200C of a 277.</summary>
    public static LevelStatus? Level(SegmentCursor cursor)
    {
        if (cursor.Key != SegmentKey.TRN)
        {
            return null;
        }

        var trace = cursor.Required(2);
        cursor.Next();
        var statuses = new Gathering<StatusInformation>();
        for (; cursor.More; cursor.Next())
        {
            if (cursor.Key == SegmentKey.STC)
            {
                statuses.Add(Stc(cursor));
            }
        }

        return new LevelStatus(trace, statuses.ToValueList());
    }

    public static ValueList<InquiredClaim> InquiredClaims(SegmentCursor cursor, string letter) =>
        Claims(cursor, letter, InquiredClaim);

    public static ValueList<AnsweredClaim> AnsweredClaims(SegmentCursor cursor, string letter) =>
        Claims(cursor, letter, AnsweredClaim);

    // A claim with an error is left out, not the others of the patient.
    private static ValueList<T> Claims<T>(SegmentCursor cursor, string letter, Func<SegmentCursor, string, T> read)
    {
        var claims = new Gathering<T>();
        while (cursor.Key == SegmentKey.TRN)
        {
            cursor.Loop = "2200" + letter;
            var errors = cursor.Errors;
            cursor.Context.ClaimControlNumber = cursor.Text(2);
            var claim = read(cursor, letter);
            if (cursor.Errors == errors)
            {
                claims.Add(claim);
            }
        }

        cursor.Context.ClaimControlNumber = null;
        return claims.ToValueList();
    }

    private static InquiredClaim InquiredClaim(SegmentCursor cursor, string letter)
    {
        var trace = cursor.Required(2);
        cursor.Next();
        var parts = new StatusParts(cursor);
        var lines = new Gathering<InquiredLine>();
        while (cursor.Key == SegmentKey.SVC)
        {
            cursor.Loop = "2210" + letter;
            var line = new InquiredLine
            {
                Procedure = cursor.RequiredProcedure(1),
                ChargeCents = cursor.RequiredCents(2),
                RevenueCode = cursor.Text(4),
                Units = cursor.Decimal(7),
            };
            cursor.Next();
            var below = new StatusParts(cursor);
            lines.Add(line with
            {
                References = below.References.ToValueList(),
                Dates = below.Dates.ToValueList(),
                OtherSegments = below.Others(withCharge: true),
            });
        }

        return new InquiredClaim
        {
            Trace = trace,
            References = parts.References.ToValueList(),
            ChargeCents = parts.ChargeCents,
            Dates = parts.Dates.ToValueList(),
            Lines = lines.ToValueList(),
            OtherSegments = parts.Others(withCharge: false),
        };
    }

    private static AnsweredClaim AnsweredClaim(SegmentCursor cursor, string letter)
    {
        var trace = cursor.Required(2);
        cursor.Next();
        var parts = new StatusParts(cursor);
        var lines = new Gathering<AnsweredLine>();
        while (cursor.Key == SegmentKey.SVC)
        {
            cursor.Loop = "2220" + letter;
            var line = new AnsweredLine
            {
                Procedure = cursor.RequiredProcedure(1),
                ChargeCents = cursor.RequiredCents(2),
                PaidCents = cursor.Cents(3),
                RevenueCode = cursor.Text(4),
                Units = cursor.Decimal(7),
            };
            cursor.Next();
            var below = new StatusParts(cursor);
            lines.Add(line with
            {
                Statuses = below.Statuses.ToValueList(),
                References = below.References.ToValueList(),
                Dates = below.Dates.ToValueList(),
                OtherSegments = below.Others(withCharge: true),
            });
        }

        return new AnsweredClaim
        {
            Trace = trace,
            Statuses = parts.Statuses.ToValueList(),
            References = parts.References.ToValueList(),
            Dates = parts.Dates.ToValueList(),
            Lines = lines.ToValueList(),
            OtherSegments = parts.Others(withCharge: true),
        };
    }

    private static StatusInformation Stc(SegmentCursor cursor)
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

        return new StatusInformation
        {
            Codes = codes.ToValueList(),
            EffectiveDate = cursor.Date(2),
            Action = cursor.Text(3),
            ChargeCents = cursor.Cents(4),
            PaidCents = cursor.Cents(5),
            AdjudicationDate = cursor.Date(6),
            RemittanceDate = cursor.Date(8),
            PaymentNumber = cursor.Text(9),
            Text = cursor.Text(12),
        };
    }

    /// <summary>The segments between TRN or SVC and the next of them.</summary>
    private sealed class StatusParts
    {
        private readonly RawSegment? _charge;
        private Gathering<RawSegment> _others;

        public StatusParts(SegmentCursor cursor)
        {
            for (; cursor.More && cursor.Key is not (SegmentKey.SVC or SegmentKey.TRN); cursor.Next())
            {
                switch (cursor.Key)
                {
                    case SegmentKey.STC:
                        Statuses.Add(Stc(cursor));
                        break;
                    case SegmentKey.REF:
                        References.Add(cursor.Ref());
                        break;
                    case SegmentKey.DTP when cursor.Dtp() is { } date:
                        Dates.Add(date);
                        break;
                    case SegmentKey.AMT when _charge is null && cursor.Segment.ElementIs(1, "T3"u8):
                        (ChargeCents, _charge) = (cursor.Cents(2), cursor.Raw());
                        break;
                    default:
                        _others.Add(cursor.Raw());
                        break;
                }
            }
        }

        public Gathering<StatusInformation> Statuses;

        public Gathering<Reference> References;

        public Gathering<QualifiedDate> Dates;

        public long? ChargeCents { get; }

        /// <summary>What has no place of its own; the charge too where the loop has none.</summary>
        public ValueList<RawSegment> Others(bool withCharge) =>
            withCharge && _charge is not null ? [.. _others.ToValueList(), _charge] : _others.ToValueList();
    }
}
