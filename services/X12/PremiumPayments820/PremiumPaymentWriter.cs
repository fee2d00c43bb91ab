using System.Globalization;
using MedBill.X12.Remittances835;
using MedBill.X12.Segments;
using MedBill.X12.Writing;

namespace MedBill.X12.PremiumPayments820;

/// <summary>Writes the body of an 820 set, in the guide's order.</summary>
internal static class PremiumPaymentWriter
{
    private static readonly string[] HeaderOrder = ["BPR", "TRN", "CUR", "REF", "DTM", "N1"];
    private static readonly string[] RemittanceOrder = ["ENT", "NM1", "ADX", "RMR"];
    private static readonly string[] DetailOrder = ["RMR", "REF", "DTM", "IT1", "SAC", "SLN", "ADX"];

    public static void Write(SegmentWriter writer, PremiumPaymentHeader header, IEnumerable<PremiumRemittance> remittances)
    {
        var kept = new KeptSegments(writer, header.OtherSegments, HeaderOrder);
        writer.Begin("BPR").Add(header.HandlingCode).Cents(header.PaymentCents).Add(header.CreditOrDebit).Add(header.Method).Add(header.Format);
        Bank(writer, header.PayerBank);
        writer.Add(header.OriginatorId).Add(header.OriginatorSupplement);
        Bank(writer, header.ReceiverBank);
        writer.Date(header.EffectiveDate).End();
        kept.Before("TRN");
        if (header.TraceNumber is not null)
        {
            writer.Begin("TRN").Add(header.TraceType).Add(header.TraceNumber).Add(header.TraceOriginator).Add(header.TraceSupplement).End();
        }

        if (header.Currency is not null)
        {
            writer.Begin("CUR").Add(header.CurrencyEntity ?? "PR").Add(header.Currency).End();
        }

        kept.Before("REF");
        writer.References(header.References);
        Dates(writer, header.Dates);
        kept.Before("N1");
        writer.Party(header.Receiver, PartyOrder.Remittance);
        writer.Party(header.Payer, PartyOrder.Remittance);
        foreach (var bank in header.Banks)
        {
            writer.Party(bank, PartyOrder.Remittance);
        }

        kept.Rest();
        foreach (var remittance in remittances)
        {
            Write(writer, remittance);
        }
    }

    private static void Write(SegmentWriter writer, PremiumRemittance remittance)
    {
        var kept = new KeptSegments(writer, remittance.OtherSegments, RemittanceOrder);
        writer.Begin("ENT").Add(remittance.Number).Add(remittance.EntityCode).Add(remittance.IdQualifier).Add(remittance.Id).End();
        kept.Before("NM1");
        foreach (var individual in remittance.Individuals)
        {
            writer.Nm1(individual);
            writer.Kept(individual, "N2");
            writer.Address(individual.Address);
            writer.References(individual.References);
        }

        Adjustments(writer, remittance.PreviousPaymentAdjustments);
        kept.Rest();
        foreach (var detail in remittance.Details)
        {
            Write(writer, detail);
        }
    }

    private static void Write(SegmentWriter writer, PremiumDetail detail)
    {
        var kept = new KeptSegments(writer, detail.OtherSegments, DetailOrder);
        writer.Begin("RMR").Add(detail.ReferenceQualifier).Add(detail.Reference).Add(detail.PaymentAction).Cents(detail.PaidCents)
            .Cents(detail.BilledCents).End();
        writer.References(detail.References);
        Dates(writer, detail.Dates);
        kept.Before("IT1");
        foreach (var line in detail.Lines)
        {
            writer.Begin("IT1").Add(line.Number).End();
            foreach (var charge in line.Charges)
            {
                writer.Begin("SAC").Add("C").Add(charge.Code).Skip(2).Integer(charge.AmountCents).End();
            }

            foreach (var count in line.MemberCounts)
            {
                writer.Begin("SLN").Add(count.Number).Skip().Add("O").Number(count.Count).Add(count.Unit).End();
            }
        }

        kept.Before("ADX");
        Adjustments(writer, detail.Adjustments);
        kept.Rest();
    }

    private static void Adjustments(SegmentWriter writer, ValueList<PremiumAdjustment> adjustments)
    {
        foreach (var adjustment in adjustments)
        {
            writer.Begin("ADX").Cents(adjustment.AmountCents).Add(adjustment.Reason).Add(adjustment.ReferenceQualifier)
                .Add(adjustment.Reference).End();
        }
    }

    private static void Dates(SegmentWriter writer, ValueList<QualifiedDate> dates)
    {
        foreach (var date in dates)
        {
            writer.Begin("DTM").Add(date.Qualifier);
            if (date.To is { } to)
            {
                writer.Skip(3).Add("RD8").Add(string.Create(CultureInfo.InvariantCulture, $"{date.From:yyyyMMdd}-{to:yyyyMMdd}")).End();
            }
            else
            {
                writer.Date(date.From).End();
            }
        }
    }

    private static void Bank(SegmentWriter writer, BankAccount? bank) => writer
        .Add(bank?.RoutingQualifier).Add(bank?.RoutingNumber).Add(bank?.AccountQualifier).Add(bank?.AccountNumber);
}
