using MedBill.X12.Claims837;
using MedBill.X12.Writing;

namespace MedBill.X12.Claims837P;

/// <summary>Writes loop 2300 of an 837P and all below it, in the guide's order.</summary>
internal static class ProfessionalWriter
{
    private static readonly string[] ClaimOrder =
        ["CLM", "DTP", "PWK", "CN1", "AMT", "REF", "K3", "NTE", "CR1", "CR2", "CRC", "HI", "HCP", "NM1"];

    private static readonly string[] LineOrder =
    [
        "LX", "SV1", "SV5", "PWK", "CR1", "CR3", "CRC", "DTP", "QTY", "MEA", "CN1", "REF", "AMT", "K3", "NTE", "PS1", "HCP", "LIN",
    ];

    private static readonly string[] ClaimProviders = ["DN", "P3", "82", "77", "DQ", "PW", "45"];

    private static readonly string[] LineProviders = ["82", "QB", "77", "DQ", "DK", "DN", "P3", "PW", "45"];

    private static readonly string[] PayerProviders = ["DN", "P3", "82", "77", "DQ", "85"];

    public static void Claim(SegmentWriter writer, ProfessionalClaim claim)
    {
        var kept = new KeptSegments(writer, claim.OtherSegments, ClaimOrder);
        writer.PractitionerClm(claim, claim.SignatureSource);
        kept.Before("DTP");
        writer.Dates("DTP", claim.Dates);
        kept.Before("PWK");
        writer.Attachments(claim.Attachments);
        kept.Before("AMT");
        writer.Amounts(claim.Amounts);
        kept.Before("REF");
        writer.References(claim.References);
        kept.Before("NTE");
        writer.Notes(claim.Notes);
        kept.Before("HI");
        writer.UpToTwelve(claim.Diagnoses);
        writer.Diagnoses(claim.AnesthesiaProcedures);
        writer.Codes("BG", claim.ConditionCodes);
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

    private static void Line(SegmentWriter writer, ServiceLine line, int number)
    {
        var kept = new KeptSegments(writer, line.OtherSegments, LineOrder);
        writer.Begin("LX").Integer(number).End();
        writer.Begin("SV1").Procedure(line.Procedure).Cents(line.ChargeCents).Add(line.UnitCode).Number(line.Units)
            .Add(line.PlaceOfService).Skip().Pointers(line.DiagnosisPointers)
            .Skip().Yes(line.IsEmergency).Skip().Yes(line.IsEpsdt).Yes(line.IsFamilyPlanning).Skip(2)
            .Add(line.IsCopayExempt ? "0" : null).End();
        kept.Before("PWK");
        writer.Attachments(line.Attachments);
        kept.Before("DTP");
        writer.Dates("DTP", line.Dates);
        kept.Before("QTY");
        writer.Quantities(line.Quantities);
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
