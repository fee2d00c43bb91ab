using MedBill.X12.Segments;
using MedBill.X12.Writing;

namespace MedBill.X12.Remittances835;

/// <summary>Writes the body of an 835 set, in the guide's order.</summary>
internal static class RemittanceWriter
{
    private static readonly string[] HeaderOrder = ["BPR", "NTE", "TRN", "CUR", "REF", "DTM", "N1"];
    private static readonly string[] ClaimOrder = ["CLP", "CAS", "NM1", "MIA", "MOA", "REF", "DTM", "PER", "AMT", "QTY"];
    private static readonly string[] LineOrder = ["SVC", "DTM", "CAS", "REF", "AMT", "QTY", "LQ"];

    public static void Write(SegmentWriter writer, Remittance835 remittance)
    {
        Header(writer, remittance.Header);
        ClaimGroup? group = null;
        foreach (var claim in remittance.Claims)
        {
            if (claim.Group != group)
            {
                group = claim.Group;
                writer.Begin("LX").Add(group.Number).End();
                foreach (var summary in group.Summaries)
                {
                    writer.Kept(summary);
                }
            }

            Claim(writer, claim);
        }

        foreach (var adjustment in remittance.ProviderAdjustments)
        {
            writer.Begin("PLB").Add(adjustment.ProviderId).Date(adjustment.FiscalPeriodEnd);
            foreach (var entry in adjustment.Entries)
            {
                writer.Add(entry.Reason).Component(entry.Reference).Cents(entry.AmountCents);
            }

            writer.End();
        }

        foreach (var segment in remittance.OtherSegments)
        {
            writer.Kept(segment);
        }
    }

    private static void Header(SegmentWriter writer, RemittanceHeader header)
    {
        var kept = new KeptSegments(writer, header.OtherSegments, HeaderOrder);
        writer.Begin("BPR").Add(header.HandlingCode).Cents(header.PaymentCents).Add(header.CreditOrDebit).Add(header.Method)
            .Add(header.Format);
        Bank(writer, header.PayerBank);
        writer.Add(header.OriginatorId).Add(header.OriginatorSupplement);
        Bank(writer, header.PayeeBank);
        writer.Date(header.EffectiveDate).End();
        kept.Before("TRN");
        writer.Begin("TRN").Add("1").Add(header.TraceNumber).Add(header.TraceOriginator).Add(header.TraceSupplement).End();
        kept.Before("REF");
        writer.References(header.References);
        writer.Dates("DTM", header.Dates);
        kept.Before("N1");
        writer.Party(header.Payer, PartyOrder.Remittance);
        writer.Party(header.Payee, PartyOrder.Remittance);
        kept.Rest();
    }

    private static void Bank(SegmentWriter writer, BankAccount? bank) => writer
        .Add(bank?.RoutingQualifier).Add(bank?.RoutingNumber).Add(bank?.AccountQualifier).Add(bank?.AccountNumber);

    private static void Claim(SegmentWriter writer, ClaimPayment claim)
    {
        var kept = new KeptSegments(writer, claim.OtherSegments, ClaimOrder);
        writer.Begin("CLP").Add(claim.PatientControlNumber).Add(claim.Status).Cents(claim.ChargeCents).Cents(claim.PaidCents)
            .Cents(claim.PatientResponsibilityCents).Add(claim.FilingIndicator).Add(claim.PayerClaimControlNumber)
            .Add(claim.FacilityCode).Add(claim.Frequency).Skip().Add(claim.DrgCode).Number(claim.DrgWeight)
            .Number(claim.DischargeFraction).End();
        writer.Adjustments(claim.Adjustments);
        kept.Before("NM1");
        foreach (var party in claim.Parties)
        {
            writer.Nm1(party);
        }

        writer.Mia(claim.Inpatient);
        writer.Moa(claim.Outpatient);
        kept.Before("REF");
        writer.References(claim.References);
        writer.Dates("DTM", claim.Dates);
        kept.Before("PER");
        writer.Contacts(claim.Contacts);
        writer.Amounts(claim.Amounts);
        writer.Quantities(claim.Quantities);
        kept.Rest();
        foreach (var line in claim.Lines)
        {
            Line(writer, line);
        }
    }

    private static void Line(SegmentWriter writer, ServicePayment line)
    {
        var kept = new KeptSegments(writer, line.OtherSegments, LineOrder);
        writer.Begin("SVC").Procedure(line.Procedure).Cents(line.ChargeCents).Cents(line.PaidCents).Add(line.RevenueCode)
            .Number(line.Units).Procedure(line.SubmittedProcedure).Number(line.SubmittedUnits).End();
        writer.Dates("DTM", line.Dates);
        kept.Before("CAS");
        writer.Adjustments(line.Adjustments);
        writer.References(line.References);
        writer.Amounts(line.Amounts);
        writer.Quantities(line.Quantities);
        kept.Before("LQ");
        foreach (var remark in line.Remarks)
        {
            writer.Begin("LQ").Add(remark.Qualifier).Add(remark.Code).End();
        }

        kept.Rest();
    }
}
