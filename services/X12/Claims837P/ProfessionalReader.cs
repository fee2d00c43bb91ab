using MedBill.X12.Claims837;
using MedBill.X12.Reading;
using MedBill.X12.Segments;
using MedBill.X12.Tokens;

namespace MedBill.X12.Claims837P;

/// <summary>Reads loop 2300 of an 837P with all below it.</summary>
internal static class ProfessionalReader
{
    public static ProfessionalClaim Claim(SegmentCursor cursor, BillingProvider billing, Subscriber subscriber, DependentPatient? patient)
    {
        var parts = new ClaimParts();
        var claim = Clm(cursor, billing, subscriber, patient);
        parts.TakeClm(cursor);
        cursor.Next();
        var diagnoses = new Gathering<Diagnosis>();
        var anesthesia = new Gathering<Diagnosis>();
        var conditions = new Gathering<string>();
        while (cursor.More && cursor.Key is not (SegmentKey.NM1 or SegmentKey.SBR or SegmentKey.LX))
        {
            if (!(cursor.Key == SegmentKey.HI && Hi(cursor, ref diagnoses, ref anesthesia, ref conditions)))
            {
                parts.Take(cursor);
            }

            cursor.Next();
        }

        var providers = ClaimBody.Providers(cursor);
        var payers = ClaimBody.Payers(cursor, ref parts.Others);
        claim = claim with
        {
            Diagnoses = diagnoses.ToValueList(),
            AnesthesiaProcedures = anesthesia.ToValueList(),
            ConditionCodes = conditions.ToValueList(),
            Lines = ClaimBody.Lines(cursor, LineReader.Line, ref parts.Others),
        };
        return parts.Into(claim, providers, payers);
    }

    private static ProfessionalClaim Clm(
        SegmentCursor cursor, BillingProvider billing, Subscriber subscriber, DependentPatient? patient) => new()
        {
            BillingProvider = billing,
            Subscriber = subscriber,
            Patient = patient,
            PatientControlNumber = cursor.Required(1),
            ChargeCents = cursor.RequiredCents(2),
            PlaceOfService = cursor.Text(5, 1) ?? "",
            ProviderSignatureOnFile = cursor.YesNo(6),
            SignatureSource = cursor.Text(10),
            RelatedCauses = ClaimBody.RelatedCauses(cursor),
            AccidentState = cursor.Text(11, 4),
            AccidentCountry = cursor.Text(11, 5),
            SpecialProgram = cursor.Text(12),
        };

    /// <summary>False when the HI holds something the model has no place for.</summary>
    private static bool Hi(
        SegmentCursor cursor,
        ref Gathering<Diagnosis> diagnoses,
        ref Gathering<Diagnosis> anesthesia,
        ref Gathering<string> conditions)
    {
        var (before, anesthesiaBefore, conditionsBefore) = (diagnoses, anesthesia, conditions);
        for (var element = 1; element <= cursor.Segment.ElementCount; element++)
        {
            var code = cursor.Text(element, 2) ?? "";
            switch (cursor.Text(element, 1))
            {
                case "ABK" or "BK" or "ABF" or "BF":
                    diagnoses.Add(new Diagnosis(cursor.Text(element, 1)!, code));
                    break;
                case "BP" or "BO":
                    anesthesia.Add(new Diagnosis(cursor.Text(element, 1)!, code));
                    break;
                case "BG":
                    conditions.Add(code);
                    break;
                case null:
                    break;
                default:
                    (diagnoses, anesthesia, conditions) = (before, anesthesiaBefore, conditionsBefore);
                    return false;
            }
        }

        return true;
    }
}
