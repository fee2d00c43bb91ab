using MedBill.X12.Claims837;
using MedBill.X12.Writing;

namespace MedBill.X12.Claims837D;

/// <summary>Writes loop 2300 of an 837D and all below it, in the guide's order.</summary>
internal static class DentalWriter
{
    private static readonly string[] ClaimOrder =
        ["CLM", "DTP", "DN1", "DN2", "PWK", "CN1", "AMT", "REF", "K3", "NTE", "HI", "HCP", "NM1"];

    private static readonly string[] LineOrder = ["LX", "SV3", "TOO", "DTP", "CN1", "REF", "AMT", "K3", "HCP", "NM1"];

    private static readonly string[] ClaimProviders = ["DN", "P3", "82", "77", "DD", "DQ"];

    private static readonly string[] LineProviders = ["82", "DD", "DQ", "77"];

    private static readonly string[] PayerProviders = ["DN", "P3", "82", "DQ", "85", "77", "DD"];

    public static void Claim(SegmentWriter writer, DentalClaim claim)
    {
        var kept = new KeptSegments(writer, claim.OtherSegments, ClaimOrder);
        writer.PractitionerClm(claim, signatureSource: null);
        kept.Before("DTP");
        writer.Dates("DTP", claim.Dates);
        kept.Before("DN1");
        if (claim.Orthodontics is { } orthodontics)
        {
            writer.Begin("DN1").Number(orthodontics.Months).Number(orthodontics.RemainingMonths).Skip().Add(orthodontics.Description).End();
        }

        kept.Before("DN2");
        foreach (var tooth in claim.ToothStatuses)
        {
            writer.Begin("DN2").Add(tooth.Tooth).Add(tooth.Status).Skip(3).Add(tooth.Qualifier).End();
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
        writer.UpToTwelve(claim.Diagnoses);
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

    private static void Line(SegmentWriter writer, DentalLine line, int number)
    {
        var kept = new KeptSegments(writer, line.OtherSegments, LineOrder);
        writer.Begin("LX").Integer(number).End();
        writer.Begin("SV3").Procedure(line.Procedure).Cents(line.ChargeCents).Add(line.PlaceOfService).Composite(line.OralCavityAreas)
            .Add(line.Prosthesis).Number(line.Quantity).Skip(4).Pointers(line.DiagnosisPointers).End();
        kept.Before("TOO");
        foreach (var tooth in line.Teeth)
        {
            writer.Begin("TOO").Add("JP").Add(tooth.Number).Composite(tooth.Surfaces).End();
        }

        kept.Before("DTP");
        writer.Dates("DTP", line.Dates);
        kept.Before("REF");
        writer.References(line.References);
        kept.Before("AMT");
        writer.Amounts(line.Amounts);
        kept.Before("NM1");
        writer.Providers(line.Providers, LineProviders);
        writer.Adjudications(line.Adjudications);
        kept.Rest();
    }
}
