using MedBill.X12.Claims837;
using MedBill.X12.Reading;
using MedBill.X12.Segments;
using MedBill.X12.Tokens;

namespace MedBill.X12.Claims837D;

/// <summary>Reads loop 2300 of an 837D with all below it.</summary>
internal static class DentalReader
{
    public static DentalClaim Claim(SegmentCursor cursor, BillingProvider billing, Subscriber subscriber, DependentPatient? patient)
    {
        var parts = new ClaimParts();
        var claim = new DentalClaim
        {
            BillingProvider = billing,
            Subscriber = subscriber,
            Patient = patient,
            PatientControlNumber = cursor.Required(1),
            ChargeCents = cursor.RequiredCents(2),
            PlaceOfService = cursor.Text(5, 1) ?? "",
            ProviderSignatureOnFile = cursor.YesNo(6),
            RelatedCauses = ClaimBody.RelatedCauses(cursor),
            AccidentState = cursor.Text(11, 4),
            AccidentCountry = cursor.Text(11, 5),
            SpecialProgram = cursor.Text(12),
        };
        parts.TakeClm(cursor);
        cursor.Next();
        var diagnoses = new Gathering<Diagnosis>();
        var teeth = new Gathering<ToothStatus>();
        for (; cursor.More && cursor.Key is not (SegmentKey.NM1 or SegmentKey.SBR or SegmentKey.LX); cursor.Next())
        {
            switch (cursor.Key)
            {
                case SegmentKey.HI when Diagnosed(cursor, ref diagnoses):
                    break;
                case SegmentKey.DN1 when claim.Orthodontics is null && cursor.Segment[3].IsEmpty:
                    claim = claim with { Orthodontics = new Orthodontics(cursor.Decimal(1), cursor.Decimal(2), cursor.Text(4)) };
                    break;
                case SegmentKey.DN2 when cursor.Segment[3].IsEmpty && cursor.Segment[4].IsEmpty && cursor.Segment[5].IsEmpty:
                    teeth.Add(new ToothStatus(cursor.Text(1) ?? "", cursor.Text(2) ?? "", cursor.Text(6)));
                    break;
                default:
                    parts.Take(cursor);
                    break;
            }
        }

        var providers = ClaimBody.Providers(cursor);
        var payers = ClaimBody.Payers(cursor, ref parts.Others);
        claim = claim with
        {
            Diagnoses = diagnoses.ToValueList(),
            ToothStatuses = teeth.ToValueList(),
            Lines = ClaimBody.Lines(cursor, Line, ref parts.Others),
        };
        return parts.Into(claim, providers, payers);
    }

    /// <summary>False, and nothing taken, when a code is more than qualifier and code.</summary>
    private static bool Diagnosed(SegmentCursor cursor, ref Gathering<Diagnosis> diagnoses)
    {
        var before = diagnoses;
        for (var element = 1; element <= cursor.Segment.ElementCount; element++)
        {
            if (cursor.Text(element, 1) is not ("ABK" or "BK" or "ABF" or "BF" or "TQ")
                || cursor.Segment[element].Count(cursor.Segment.Delimiters.Component) != 1)
            {
                diagnoses = before;
                return false;
            }

            diagnoses.Add(new Diagnosis(cursor.Text(element, 1)!, cursor.Text(element, 2) ?? ""));
        }

        return true;
    }

    private static DentalLine Line(SegmentCursor cursor)
    {
        cursor.Loop = "2400";
        var position = cursor.Position;
        cursor.Next();
        DentalLine? line = null;
        var parts = new ClaimParts();
        var teeth = new Gathering<Tooth>();
        for (; !ClaimBody.IsBelowLine(cursor); cursor.Next())
        {
            switch (cursor.Key)
            {
                case SegmentKey.SV3:
                    line = Sv3(cursor);
                    break;
                case SegmentKey.TOO when cursor.Segment.ElementIs(1, "JP"u8):
                    teeth.Add(new Tooth(cursor.Text(2), Components(cursor, 3)));
                    break;
                case SegmentKey.NTE or SegmentKey.PWK:
                    parts.Others.Add(cursor.Raw());
                    break;
                default:
                    parts.Take(cursor);
                    break;
            }
        }

        if (line is null)
        {
            cursor.ReportAbsent("SV3", position, "SERVICE_MISSING", "A service line has no SV3. Add it, or remove the LX.");
        }

        line ??= new DentalLine { Procedure = new ProcedureCode("", ""), ChargeCents = 0 };
        var (providers, adjudications) = ClaimBody.BelowLine(cursor, ref parts.Others);
        return line with
        {
            Teeth = teeth.ToValueList(),
            Providers = providers,
            Adjudications = adjudications,
            Dates = parts.Dates.ToValueList(),
            Amounts = parts.Amounts.ToValueList(),
            References = parts.References.ToValueList(),
            OtherSegments = parts.Others.ToValueList(),
        };
    }

    private static DentalLine Sv3(SegmentCursor cursor) => new()
    {
        Procedure = cursor.RequiredProcedure(1),
        ChargeCents = cursor.RequiredCents(2),
        PlaceOfService = cursor.Text(3),
        OralCavityAreas = Components(cursor, 4),
        Prosthesis = cursor.Text(5),
        Quantity = cursor.Decimal(6),
        DiagnosisPointers = ClaimBody.Pointers(cursor, 11),
    };

    private static ValueList<string> Components(SegmentCursor cursor, int element)
    {
        var values = new Gathering<string>();
        for (var component = 1; component <= 5; component++)
        {
            if (cursor.Text(element, component) is { } value)
            {
                values.Add(value);
            }
        }

        return values.ToValueList();
    }
}
