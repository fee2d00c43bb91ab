using System.Globalization;
using MedBill.X12.Segments;
using MedBill.X12.Writing;

namespace MedBill.X12.Claims837P;

/// <summary>Writes loop 2300 and all below it, in the guide's order.</summary>
internal static class LoopWriter
{
    private static readonly string[] ClaimOrder =
        ["CLM", "DTP", "PWK", "CN1", "AMT", "REF", "K3", "NTE", "CR1", "CR2", "CRC", "HI", "HCP", "NM1"];

    private static readonly string[] PayerOrder = ["SBR", "CAS", "AMT", "OI", "MOA", "NM1"];

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
        Clm(writer, claim);
        kept.Before("DTP");
        writer.Dates("DTP", claim.Dates);
        kept.Before("PWK");
        Attachments(writer, claim.Attachments);
        kept.Before("AMT");
        writer.Amounts(claim.Amounts);
        kept.Before("REF");
        writer.References(claim.References);
        kept.Before("NTE");
        Notes(writer, claim.Notes);
        kept.Before("HI");
        Hi(writer, claim.Diagnoses);
        Hi(writer, claim.AnesthesiaProcedures);
        Hi(writer, [.. claim.ConditionCodes.Select(code => new Diagnosis("BG", code))]);
        kept.Before("NM1");
        Providers(writer, claim.Providers, ClaimProviders);
        kept.Rest();
        foreach (var payer in claim.OtherPayers)
        {
            Payer(writer, payer);
        }

        for (var index = 0; index < claim.Lines.Count; index++)
        {
            Line(writer, claim.Lines[index], index + 1);
        }
    }

    private static void Clm(SegmentWriter writer, ProfessionalClaim claim)
    {
        writer.Begin("CLM").Add(claim.PatientControlNumber).Cents(claim.ChargeCents).Skip(2)
            .Add(claim.PlaceOfService).Component("B").Component(claim.Frequency)
            .Add(claim.ProviderSignatureOnFile switch { true => "Y", false => "N", null => null })
            .Add(claim.Assignment).Add(claim.BenefitsAssigned).Add(claim.ReleaseOfInformation).Add(claim.SignatureSource)
            .Add(Cause(0)).Component(Cause(1)).Component(Cause(2)).Component(claim.AccidentState).Component(claim.AccidentCountry)
            .Add(claim.SpecialProgram).Skip(7).Add(claim.DelayReason).End();

        string? Cause(int index) => index < claim.RelatedCauses.Count ? claim.RelatedCauses[index] : null;
    }

    private static void Payer(SegmentWriter writer, OtherPayer payer)
    {
        var kept = new KeptSegments(writer, payer.OtherSegments, PayerOrder);
        writer.Begin("SBR").Add(payer.Sequence).Add(payer.Relationship).Add(payer.GroupNumber).Add(payer.GroupName)
            .Add(payer.InsuranceType).Skip(3).Add(payer.FilingIndicator).End();
        writer.Adjustments(payer.Adjustments);
        kept.Before("AMT");
        writer.Amounts(payer.Amounts);
        if (payer.BenefitsAssigned is not null || payer.SignatureSource is not null || payer.ReleaseOfInformation is not null)
        {
            writer.Begin("OI").Skip(2).Add(payer.BenefitsAssigned).Add(payer.SignatureSource).Skip().Add(payer.ReleaseOfInformation).End();
        }

        writer.Moa(payer.Outpatient);
        kept.Rest();
        writer.Party(payer.Subscriber);
        writer.Party(payer.Payer);
        Providers(writer, payer.Providers, PayerProviders);
    }

    private static void Line(SegmentWriter writer, ServiceLine line, int number)
    {
        var kept = new KeptSegments(writer, line.OtherSegments, LineOrder);
        writer.Begin("LX").Integer(number).End();
        Sv1(writer, line);
        kept.Before("PWK");
        Attachments(writer, line.Attachments);
        kept.Before("DTP");
        writer.Dates("DTP", line.Dates);
        kept.Before("QTY");
        writer.Quantities(line.Quantities);
        kept.Before("REF");
        writer.References(line.References);
        kept.Before("AMT");
        writer.Amounts(line.Amounts);
        kept.Before("NTE");
        Notes(writer, line.Notes);
        kept.Before("LIN");
        if (line.Drug is { } drug)
        {
            writer.Begin("LIN").Skip().Add(drug.Qualifier).Add(drug.Ndc).End();
            if (drug.Quantity is not null || drug.UnitCode is not null)
            {
                writer.Begin("CTP").Skip(3).Number(drug.Quantity).Add(drug.UnitCode).End();
            }

            writer.References(drug.References);
        }

        Providers(writer, line.Providers, LineProviders);
        foreach (var adjudication in line.Adjudications)
        {
            Adjudication(writer, adjudication);
        }

        kept.Rest();
    }

    private static void Sv1(SegmentWriter writer, ServiceLine line)
    {
        writer.Begin("SV1").Procedure(line.Procedure).Cents(line.ChargeCents).Add(line.UnitCode).Number(line.Units)
            .Add(line.PlaceOfService).Skip();
        writer.Add(Pointer(0));
        for (var index = 1; index < line.DiagnosisPointers.Count; index++)
        {
            writer.Component(Pointer(index));
        }

        writer.Skip().Yes(line.IsEmergency).Skip().Yes(line.IsEpsdt).Yes(line.IsFamilyPlanning).Skip(2)
            .Add(line.IsCopayExempt ? "0" : null).End();

        string? Pointer(int index) => index < line.DiagnosisPointers.Count
            ? line.DiagnosisPointers[index].ToString(CultureInfo.InvariantCulture)
            : null;
    }

    private static void Adjudication(SegmentWriter writer, LineAdjudication adjudication)
    {
        writer.Begin("SVD").Add(adjudication.PayerId).Cents(adjudication.PaidCents).Procedure(adjudication.Procedure).Skip()
            .Number(adjudication.Units).Integer(adjudication.BundledIntoLine).End();
        writer.Adjustments(adjudication.Adjustments);
        if (adjudication.PaidDate is { } paid)
        {
            writer.Dates("DTP", [new QualifiedDate(DateQualifiers.ClaimPaid, paid)]);
        }

        if (adjudication.RemainingLiabilityCents is { } cents)
        {
            writer.Amounts([new QualifiedAmount(AmountQualifiers.RemainingLiability, cents)]);
        }
    }

    // One HI holds twelve codes.
    private static void Hi(SegmentWriter writer, ValueList<Diagnosis> codes)
    {
        for (var index = 0; index < codes.Count; index++)
        {
            if (index % 12 == 0)
            {
                if (index > 0)
                {
                    writer.End();
                }

                writer.Begin("HI");
            }

            writer.Add(codes[index].Qualifier).Component(codes[index].Code);
        }

        if (codes.Count > 0)
        {
            writer.End();
        }
    }

    private static void Attachments(SegmentWriter writer, ValueList<Attachment> attachments)
    {
        foreach (var attachment in attachments)
        {
            writer.Begin("PWK").Add(attachment.ReportType).Add(attachment.Transmission).Skip(2)
                .Add(attachment.ControlNumber is null ? null : "AC").Add(attachment.ControlNumber).End();
        }
    }

    private static void Notes(SegmentWriter writer, ValueList<ClaimNote> notes)
    {
        foreach (var note in notes)
        {
            writer.Begin("NTE").Add(note.Code).Add(note.Text).End();
        }
    }

    private static void Providers(SegmentWriter writer, ValueList<Party> providers, string[] order)
    {
        if (providers.Count == 0)
        {
            return;
        }

        foreach (var provider in providers.OrderBy(provider =>
            Array.IndexOf(order, provider.EntityCode) is var rank and >= 0 ? rank : order.Length))
        {
            writer.Party(provider);
        }
    }
}
