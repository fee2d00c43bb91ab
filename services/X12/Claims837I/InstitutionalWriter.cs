using System.Globalization;
using MedBill.X12.Claims837;
using MedBill.X12.Segments;
using MedBill.X12.Writing;

namespace MedBill.X12.Claims837I;

/// <summary>Writes loop 2300 of an 837I and all below it, in the guide's order.</summary>
internal static class InstitutionalWriter
{
    private static readonly string[] ClaimOrder =
        ["CLM", "DTP", "CL1", "PWK", "CN1", "AMT", "REF", "K3", "NTE", "CRC", "HI", "HCP", "NM1"];

    private static readonly string[] LineOrder = ["LX", "SV2", "PWK", "DTP", "REF", "AMT", "NTE", "HCP", "LIN"];

    private static readonly string[] ClaimProviders = ["71", "72", "ZZ", "82", "77", "DN"];

    private static readonly string[] LineProviders = ["72", "ZZ", "82", "DN"];

    private static readonly string[] PayerProviders = ["71", "72", "ZZ", "77", "82", "DN", "85"];

    public static void Claim(SegmentWriter writer, InstitutionalClaim claim)
    {
        var kept = new KeptSegments(writer, claim.OtherSegments, ClaimOrder);
        writer.Begin("CLM").Add(claim.PatientControlNumber).Cents(claim.ChargeCents).Skip(2)
            .Add(claim.FacilityType).Component("A").Component(claim.Frequency).Skip()
            .Add(claim.Assignment).Add(claim.BenefitsAssigned).Add(claim.ReleaseOfInformation)
            .Skip(9).Add(claim.SubmissionReason).Add(claim.DelayReason).End();
        kept.Before("DTP");
        if (claim.DischargeHour is { } hour)
        {
            writer.Begin("DTP").Add(DateQualifiers.Discharge).Add("TM").Add(hour.ToString("HHmm", CultureInfo.InvariantCulture)).End();
        }

        writer.Dates("DTP", claim.Dates);
        kept.Before("CL1");
        if (claim.AdmissionType is not null || claim.AdmissionSource is not null || claim.PatientStatus is not null)
        {
            writer.Begin("CL1").Add(claim.AdmissionType).Add(claim.AdmissionSource).Add(claim.PatientStatus).End();
        }

        kept.Before("PWK");
        writer.Attachments(claim.Attachments);
        kept.Before("AMT");
        writer.Amounts(claim.Amounts);
        kept.Before("REF");
        writer.References(claim.References);
        kept.Before("NTE");
        writer.Notes(claim.Notes);
        kept.Before("HI");
        Codes(writer, claim);
        kept.Before("NM1");
        writer.Providers(claim.Providers, ClaimProviders);
        kept.Rest();
        foreach (var payer in claim.OtherPayers)
        {
            writer.Payer(payer, PayerProviders);
        }

        for (var index = 0; index < claim.Lines.Count; index++)
        {
            Line(writer, claim.Lines[index], index + 1);
        }
    }

    // Each kind has an HI of its own.
    private static void Codes(SegmentWriter writer, InstitutionalClaim claim)
    {
        writer.Diagnoses(claim.PrincipalDiagnosis is { } principal ? [principal] : []);
        writer.Diagnoses(claim.AdmittingDiagnosis is { } admitting ? [admitting] : []);
        writer.Diagnoses(claim.ReasonsForVisit);
        writer.Diagnoses(claim.ExternalCauses);
        writer.Codes("DR", claim.Drg is { } drg ? [drg] : []);
        writer.Diagnoses(claim.OtherDiagnoses);
        writer.Codes<InstitutionalProcedure>(claim.PrincipalProcedure is { } procedure ? [procedure] : [], Procedure);
        writer.Codes(claim.OtherProcedures, Procedure);
        writer.Codes(claim.OccurrenceSpans, static (writer, span) => writer
            .Add("BI").Component(span.Code).Component("RD8").Component($"{Day(span.From)}-{Day(span.To)}"));
        writer.Codes(claim.Occurrences, static (writer, occurrence) => writer
            .Add("BH").Component(occurrence.Code).Component("D8").Component(Day(occurrence.Date)));
        writer.Codes(claim.ValueCodes, static (writer, value) => writer
            .Add("BE").Component(value.Code).Component(null).Component(null).Component(SegmentWriter.Spell(value.Amount)));
        writer.Codes("BG", claim.ConditionCodes);
        writer.Codes("TC", claim.TreatmentCodes);
    }

    private static void Procedure(SegmentWriter writer, InstitutionalProcedure procedure) =>
        writer.Add(procedure.Qualifier).Component(procedure.Code).Component("D8").Component(Day(procedure.Date));

    private static string Day(DateOnly date) => date.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static void Line(SegmentWriter writer, InstitutionalLine line, int number)
    {
        var kept = new KeptSegments(writer, line.OtherSegments, LineOrder);
        writer.Begin("LX").Integer(number).End();
        writer.Begin("SV2").Add(line.RevenueCode).Procedure(line.Procedure).Cents(line.ChargeCents).Add(line.UnitCode).Number(line.Units)
            .Skip().Cents(line.NonCoveredCents).End();
        kept.Before("PWK");
        writer.Attachments(line.Attachments);
        kept.Before("DTP");
        writer.Dates("DTP", line.Dates);
        kept.Before("REF");
        writer.References(line.References);
        kept.Before("AMT");
        writer.Amounts(line.Amounts);
        kept.Before("NTE");
        writer.Notes(line.Notes);
        kept.Before("LIN");
        writer.Drug(line.Drug);
        writer.Providers(line.Providers, LineProviders);
        writer.Adjudications(line.Adjudications);
        kept.Rest();
    }
}
