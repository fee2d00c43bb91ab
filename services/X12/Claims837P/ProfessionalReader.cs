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
        // Made once, at the end: a claim is large.
        var (number, charge, place) = (cursor.Required(1), cursor.RequiredCents(2), cursor.Text(5, 1) ?? "");
        var (signature, signatureSource, program) = (cursor.YesNo(6), cursor.Text(10), cursor.Text(12));
        var (causes, state, country) = (ClaimBody.RelatedCauses(cursor), cursor.Text(11, 4), cursor.Text(11, 5));
        var parts = new ClaimParts();
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

        return new ProfessionalClaim
        {
            BillingProvider = billing,
            Subscriber = subscriber,
            Patient = patient,
            PatientControlNumber = number,
            ChargeCents = charge,
            PlaceOfService = place,
            ProviderSignatureOnFile = signature,
            SignatureSource = signatureSource,
            RelatedCauses = causes,
            AccidentState = state,
            AccidentCountry = country,
            SpecialProgram = program,
            Frequency = parts.Frequency,
            Assignment = parts.Assignment,
            BenefitsAssigned = parts.BenefitsAssigned,
            ReleaseOfInformation = parts.ReleaseOfInformation,
            SubmissionReason = parts.SubmissionReason,
            DelayReason = parts.DelayReason,
            Diagnoses = diagnoses.ToValueList(),
            AnesthesiaProcedures = anesthesia.ToValueList(),
            ConditionCodes = conditions.ToValueList(),
            Dates = parts.Dates.ToValueList(),
            Attachments = parts.Attachments.ToValueList(),
            Amounts = parts.Amounts.ToValueList(),
            References = parts.References.ToValueList(),
            Notes = parts.Notes.ToValueList(),
            // In the order of the segments.
            Providers = ClaimBody.Providers(cursor),
            OtherPayers = ClaimBody.Payers(cursor, ref parts.Others),
            Lines = ClaimBody.Lines(cursor, LineReader.Line, ref parts.Others),
            OtherSegments = parts.Others.ToValueList(),
        };
    }

    /// <summary>False when the HI holds something the model has no place for.</summary>
    private static bool Hi(
        SegmentCursor cursor,
        ref Gathering<Diagnosis> diagnoses,
        ref Gathering<Diagnosis> anesthesia,
        ref Gathering<string> conditions)
    {
        var (before, anesthesiaBefore, conditionsBefore) = (diagnoses, anesthesia, conditions);
        for (var element = 1; element <= cursor.ElementCount; element++)
        {
            var code = cursor.Text(element, 2) ?? "";
            var qualifier = cursor.Text(element, 1);
            switch (qualifier)
            {
                case "ABK" or "BK" or "ABF" or "BF":
                    diagnoses.Add(new Diagnosis(qualifier, code));
                    break;
                case "BP" or "BO":
                    anesthesia.Add(new Diagnosis(qualifier, code));
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
