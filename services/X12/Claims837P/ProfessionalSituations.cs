using MedBill.X12.Claims837;
using MedBill.X12.Segments;

namespace MedBill.X12.Claims837P;

/// <summary>When something is to be sent with a professional claim, and when not.</summary>
internal static class ProfessionalSituations
{
    private const string Home = "12";
    private const string PickUp = "PW";
    private const string FirstContact = "444";
    private const string Disability = "314";
    private const string DisabilityStart = "360";
    private const string DisabilityEnd = "361";
    private const string PurchasedProvider = "QB";
    private const string CasualtyClaim = "Y4";

    // Sent at a line only where it differs from the claim's.
    private static readonly string[] ClaimReferences = ["G1", "9F", "X4", "EW"];

    public static void Check(ClaimRules rules, ProfessionalClaim claim)
    {
        Providers(rules, claim);
        Dates(rules, claim);
        Ambulance(rules, claim);
        for (var index = 0; index < claim.Lines.Count; index++)
        {
            Line(rules, claim, claim.Lines[index], index + 1);
        }
    }

    private static void Providers(ClaimRules rules, ProfessionalClaim claim)
    {
        if (claim.RenderingProvider is null && claim.Lines.Count > 1 && IsRenderedByOne(claim.Lines))
        {
            rules.Discouraged("LINE_RENDERING_SHARED", "A provider who rendered all lines stands at the claim (2310B), not at each line.",
                new ClaimPlace("2420A", "NM1", Line: 1, Qualifier: EntityCodes.Rendering));
        }

        if (claim.PlaceOfService == Home && claim.ServiceFacility is not null)
        {
            rules.Warning("FACILITY_AT_HOME", "A service facility (2310C) is not sent of the patient's home.",
                new ClaimPlace("2310C", "NM1", Qualifier: EntityCodes.ServiceFacility));
        }
    }

    private static bool IsRenderedByOne(ValueList<ServiceLine> lines)
    {
        var one = lines[0].RenderingProvider?.Npi;
        foreach (var line in lines)
        {
            if (one is null || line.RenderingProvider?.Npi != one)
            {
                return false;
            }
        }

        return true;
    }

    private static void Dates(ClaimRules rules, ProfessionalClaim claim)
    {
        if (claim.Dates.Find(DateQualifiers.Onset) is { } onset && claim.Lines.Count > 0
            && claim.Lines.All(line => line.ServiceDate?.From == onset.From))
        {
            rules.Discouraged("ONSET_IS_SERVICE", "The onset (DTP*431) is sent only when it differs from the service date.",
                new ClaimPlace("2300", "DTP", 3, Qualifier: DateQualifiers.Onset), "I13");
        }

        foreach (var date in claim.Dates)
        {
            // 314 says from when to when the patient was disabled; 360 and 361 say the one or the other.
            if (date.Qualifier == Disability ? date.To is null : date is { Qualifier: DisabilityStart or DisabilityEnd, To: not null })
            {
                rules.Discouraged("DISABILITY_DATE_FORM", "A disability is a range of dates as DTP*314, one date as DTP*360 and 361.",
                    new ClaimPlace("2300", "DTP", 2, Qualifier: date.Qualifier), "7");
            }
        }

        if (claim.Dates.Find(FirstContact) is not null && claim.PatientPerson.References.Find(CasualtyClaim) is null)
        {
            rules.Required("CASUALTY_NUMBER_MISSING",
                "A date of first contact (DTP*444) tells of property and casualty: then the patient has its claim number (REF*Y4).",
                new ClaimPlace(claim.Patient is null ? "2010BA" : "2010CA", "REF"));
        }
    }

    private static void Ambulance(ClaimRules rules, ProfessionalClaim claim)
    {
        if (IsTransport(claim) && claim.Providers.Find(PickUp) is null && claim.Lines.All(line => line.Providers.Find(PickUp) is null))
        {
            rules.Discouraged("PICK_UP_MISSING", "A transport (CR1) has the place where the patient was picked up (NM1*PW): it decides the price.",
                new ClaimPlace("2300", "CR1"));
        }
    }

    private static bool IsTransport(ProfessionalClaim claim)
    {
        foreach (var line in claim.Lines)
        {
            if (HasTransport(line.OtherSegments))
            {
                return true;
            }
        }

        return HasTransport(claim.OtherSegments);
    }

    private static bool HasTransport(ValueList<RawSegment> segments)
    {
        foreach (var segment in segments)
        {
            if (segment.Id == "CR1")
            {
                return true;
            }
        }

        return false;
    }

    private static void Line(ClaimRules rules, ProfessionalClaim claim, ServiceLine line, int number)
    {
        foreach (var qualifier in ClaimReferences)
        {
            if (line.References.Find(qualifier) is { RelatedValue: null } atLine && claim.References.Find(qualifier)?.Value == atLine.Value)
            {
                rules.Discouraged("REFERENCE_REPEATED", "A number is sent at the line only when it differs from the claim's.",
                    new ClaimPlace("2400", "REF", 2, Line: number, Qualifier: qualifier), "I13");
            }
        }

        if (line.OtherSegments.Any(segment => segment.Id == "PS1") && line.Providers.Find(PurchasedProvider) is null)
        {
            rules.Discouraged("PURCHASED_PROVIDER_MISSING", "A purchased service (PS1) names whom it was purchased from (2420B, NM1*QB).",
                new ClaimPlace("2400", "PS1", Line: number));
        }

        foreach (var attachment in line.Attachments)
        {
            CommonRules.Attachment(rules, attachment, new ClaimPlace("2400", "PWK", 6, Line: number, Qualifier: attachment.ReportType));
        }
    }
}
