using MedBill.X12.Segments;
using MedBill.X12.Writing;

namespace MedBill.X12.Claims837;

/// <summary>Writes the parts of loops 2300 and 2400 that claims of every kind have, in the guide's order.</summary>
internal static class ClaimPartWriter
{
    private static readonly string[] PayerOrder = ["SBR", "CAS", "AMT", "OI", "MIA", "MOA", "NM1"];

    public static void PractitionerClm(this SegmentWriter writer, PractitionerClaim claim, string? signatureSource)
    {
        writer.AtMost(claim.RelatedCauses.Count, 3, "CLM11", "related causes");
        writer.Begin("CLM").Add(claim.PatientControlNumber).Cents(claim.ChargeCents).Skip(2)
            .Add(claim.PlaceOfService).Component("B").Component(claim.Frequency)
            .Add(claim.ProviderSignatureOnFile switch { true => "Y", false => "N", null => null })
            .Add(claim.Assignment).Add(claim.BenefitsAssigned).Add(claim.ReleaseOfInformation).Add(signatureSource)
            .Add(Cause(0)).Component(Cause(1)).Component(Cause(2)).Component(claim.AccidentState).Component(claim.AccidentCountry)
            .Add(claim.SpecialProgram).Skip(6).Add(claim.SubmissionReason).Add(claim.DelayReason).End();

        string? Cause(int index) => index < claim.RelatedCauses.Count ? claim.RelatedCauses[index] : null;
    }

    /// <summary>One composite of several values, e.g. the pointers of a line.</summary>
    public static SegmentWriter Composite(this SegmentWriter writer, ValueList<string> values)
    {
        writer.Add(values.Count > 0 ? values[0] : null);
        for (var index = 1; index < values.Count; index++)
        {
            writer.Component(values[index]);
        }

        return writer;
    }

    public static SegmentWriter Pointers(this SegmentWriter writer, ValueList<int> pointers) =>
        writer.Integers(pointers.AsSpan());

    /// <summary>HI: twelve codes to a segment, each written by <paramref name="write"/>.</summary>
    public static void Codes<T>(this SegmentWriter writer, ValueList<T> codes, Action<SegmentWriter, T> write)
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

            write(writer, codes[index]);
        }

        if (codes.Count > 0)
        {
            writer.End();
        }
    }

    /// <summary>HI of a professional or dental claim: one segment, twelve diagnoses.</summary>
    public static void UpToTwelve(this SegmentWriter writer, ValueList<Diagnosis> diagnoses)
    {
        const int Places = 12;
        writer.AtMost(diagnoses.Count, Places, "HI", "diagnoses");
        writer.Diagnoses(diagnoses.Count > Places ? [.. diagnoses.AsSpan()[..Places]] : diagnoses);
    }

    public static void Diagnoses(this SegmentWriter writer, ValueList<Diagnosis> diagnoses) =>
        writer.Codes(diagnoses, static (writer, diagnosis) =>
        {
            writer.Add(diagnosis.Qualifier).Component(diagnosis.Code);
            if (diagnosis.PresentOnAdmission is { } present)
            {
                writer.Component(null).Component(null).Component(null).Component(null).Component(null).Component(null).Component(present);
            }
        });

    public static void Codes(this SegmentWriter writer, string qualifier, ValueList<string> codes)
    {
        if (codes.Count > 0)
        {
            CodesOf(writer, qualifier, codes);
        }
    }

    // Apart, because what the codes need of it is made on entry.
    private static void CodesOf(SegmentWriter writer, string qualifier, ValueList<string> codes) =>
        writer.Codes(codes, (writer, code) => writer.Add(qualifier).Component(code));

    public static void Attachments(this SegmentWriter writer, ValueList<Attachment> attachments)
    {
        foreach (var attachment in attachments)
        {
            writer.Begin("PWK").Add(attachment.ReportType).Add(attachment.Transmission).Skip(2)
                .Add(attachment.ControlNumber is null ? null : "AC").Add(attachment.ControlNumber).End();
        }
    }

    public static void Notes(this SegmentWriter writer, ValueList<ClaimNote> notes)
    {
        foreach (var note in notes)
        {
            writer.Begin("NTE").Add(note.Code).Add(note.Text).End();
        }
    }

    /// <summary>Providers in the order of their loops.</summary>
    public static void Providers(this SegmentWriter writer, ValueList<Party> providers, string[] order)
    {
        if (providers.Count < 2)
        {
            writer.Party(providers.Count == 0 ? null : providers[0]);
            return;
        }

        foreach (var provider in providers.OrderBy(provider =>
            Array.IndexOf(order, provider.EntityCode) is var rank and >= 0 ? rank : order.Length))
        {
            writer.Party(provider);
        }
    }

    public static void Payer(this SegmentWriter writer, OtherPayer payer, string[] providerOrder)
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

        writer.Mia(payer.Inpatient);
        writer.Moa(payer.Outpatient);
        kept.Rest();
        writer.Party(payer.Subscriber);
        writer.Party(payer.Payer);
        writer.Providers(payer.Providers, providerOrder);
    }

    public static void Drug(this SegmentWriter writer, ServiceDrug? drug)
    {
        if (drug is null)
        {
            return;
        }

        writer.Begin("LIN").Skip().Add(drug.Qualifier).Add(drug.Ndc).End();
        if (drug.Quantity is not null || drug.UnitCode is not null)
        {
            writer.Begin("CTP").Skip(3).Number(drug.Quantity).Add(drug.UnitCode).End();
        }

        writer.References(drug.References);
    }

    public static void Adjudications(this SegmentWriter writer, ValueList<LineAdjudication> adjudications)
    {
        foreach (var adjudication in adjudications)
        {
            writer.Begin("SVD").Add(adjudication.PayerId).Cents(adjudication.PaidCents).Procedure(adjudication.Procedure)
                .Add(adjudication.RevenueCode).Number(adjudication.Units).Integer(adjudication.BundledIntoLine).End();
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
    }
}
