using MedBill.X12.Claims837;
using MedBill.X12.Reading;
using MedBill.X12.Segments;
using MedBill.X12.Tokens;

namespace MedBill.X12.Claims837I;

/// <summary>Reads loop 2300 of an 837I with all below it.</summary>
internal static class InstitutionalReader
{
    public static InstitutionalClaim Claim(SegmentCursor cursor, BillingProvider billing, Subscriber subscriber, DependentPatient? patient)
    {
        var parts = new ClaimParts();
        var codes = new InstitutionalCodes();
        var claim = new InstitutionalClaim
        {
            BillingProvider = billing,
            Subscriber = subscriber,
            Patient = patient,
            PatientControlNumber = cursor.Required(1),
            ChargeCents = cursor.RequiredCents(2),
            FacilityType = cursor.Text(5, 1) ?? "",
        };
        parts.TakeClm(cursor);
        cursor.Next();
        for (; cursor.More && cursor.Key is not (SegmentKey.NM1 or SegmentKey.SBR or SegmentKey.LX); cursor.Next())
        {
            switch (cursor.Key)
            {
                case SegmentKey.HI when codes.Take(cursor):
                    break;
                case SegmentKey.DTP when claim.DischargeHour is null && DischargeHour(cursor) is { } hour:
                    claim = claim with { DischargeHour = hour };
                    break;
                case SegmentKey.CL1 when cursor.Segment.ElementCount <= 3:
                    claim = claim with
                    {
                        AdmissionType = cursor.Text(1),
                        AdmissionSource = cursor.Text(2),
                        PatientStatus = cursor.Text(3),
                    };
                    break;
                default:
                    parts.Take(cursor);
                    break;
            }
        }

        var providers = ClaimBody.Providers(cursor);
        var payers = ClaimBody.Payers(cursor, ref parts.Others);
        claim = codes.Into(claim) with { Lines = ClaimBody.Lines(cursor, Line, ref parts.Others) };
        return parts.Into(claim, providers, payers);
    }

    // The one date of a claim that is a time of day.
    private static TimeOnly? DischargeHour(SegmentCursor cursor) =>
        cursor.Is(SegmentKey.DTP, 1, "096"u8) && cursor.Segment.ElementIs(2, "TM"u8) && cursor.Segment[3].Length == 4
            && Numbers.TryTime(cursor.Segment[3], out var hour)
            ? hour
            : null;

    private static InstitutionalLine Line(SegmentCursor cursor)
    {
        cursor.Loop = "2400";
        var position = cursor.Position;
        cursor.Next();
        InstitutionalLine? line = null;
        var parts = new ClaimParts();
        for (; !ClaimBody.IsBelowLine(cursor); cursor.Next())
        {
            if (cursor.Key == SegmentKey.SV2)
            {
                line = Sv2(cursor);
            }
            else
            {
                parts.Take(cursor);
            }
        }

        if (line is null)
        {
            cursor.ReportAbsent("SV2", position, "SERVICE_MISSING", "A service line has no SV2. Add it, or remove the LX.");
        }

        line ??= new InstitutionalLine { RevenueCode = "", ChargeCents = 0, Units = 0 };
        var drug = ClaimBody.Drug(cursor);
        var (providers, adjudications) = ClaimBody.BelowLine(cursor, ref parts.Others);
        return line with
        {
            Drug = drug,
            Providers = providers,
            Adjudications = adjudications,
            Dates = parts.Dates.ToValueList(),
            Attachments = parts.Attachments.ToValueList(),
            Amounts = parts.Amounts.ToValueList(),
            References = parts.References.ToValueList(),
            Notes = parts.Notes.ToValueList(),
            OtherSegments = parts.Others.ToValueList(),
        };
    }

    private static InstitutionalLine Sv2(SegmentCursor cursor) => new()
    {
        RevenueCode = cursor.Required(1),
        Procedure = cursor.Procedure(2),
        ChargeCents = cursor.RequiredCents(3),
        UnitCode = cursor.Text(4) ?? "",
        Units = cursor.Decimal(5) ?? 0,
        NonCoveredCents = cursor.Cents(7),
    };
}
