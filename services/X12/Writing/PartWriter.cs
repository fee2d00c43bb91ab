using System.Globalization;
using MedBill.X12.Findings;
using MedBill.X12.Segments;

namespace MedBill.X12.Writing;

/// <summary>In which order a loop has the segments of a party.</summary>
internal enum PartyOrder
{
    /// <summary>NM1 PRV N3 N4 DTP DMG REF PER: the loops of an 837.</summary>
    Claim,

    /// <summary>NM1 REF N3 N4 PRV: provider of a 270.</summary>
    Inquirer,

    /// <summary>NM1 N3 N4 PER PRV: loop 2120 of a 271.</summary>
    Related,

    /// <summary>N1 N3 N4 REF PER: an 835.</summary>
    Remittance,
}

/// <summary>Writes the segments that many loops share.</summary>
internal static class PartWriter
{
    /// <summary>Refuses a list that holds more than its segment has places for: what has no place would be lost without a word.</summary>
    /// <param name="writer">Stands in the segment.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="most">How many places there are.</param>
    /// <param name="place">Where, e.g. CLM11.</param>
    /// <param name="what">What they are, e.g. modifiers.</param>
    public static void AtMost(this SegmentWriter writer, int count, int most, string place, string what)
    {
        if (count > most)
        {
            writer.Refusals.Add(new Finding
            {
                Severity = FindingSeverity.Error,
                Code = "TOO_MANY_VALUES",
                Message = $"{place} has room for {most} {what}, and there are {count}. Leave out what matters least.",
                Snip = SnipType.Guide,
                SegmentPosition = writer.SetSegments,
                ByteOffset = writer.Length,
            });
        }
    }

    /// <summary>The composite of a procedure with its modifiers.</summary>
    public static SegmentWriter Procedure(this SegmentWriter writer, ProcedureCode? procedure)
    {
        const int Places = 4;
        if (procedure is null)
        {
            return writer.Skip();
        }

        writer.AtMost(procedure.Modifiers.Count, Places, "A procedure", "modifiers");
        writer.Add(procedure.Qualifier).Component(procedure.Code);
        for (var index = 0; index < Places; index++)
        {
            writer.Component(index < procedure.Modifiers.Count ? procedure.Modifiers[index] : null);
        }

        return writer.Component(procedure.Description).Component(procedure.LastCode);
    }

    public static void Party(this SegmentWriter writer, Party? party, PartyOrder order = PartyOrder.Claim)
    {
        if (party is null)
        {
            return;
        }

        switch (order)
        {
            case PartyOrder.Claim:
                writer.Nm1(party);
                writer.Kept(party, "N2");
                writer.Prv(party);
                writer.Address(party.Address);
                writer.Dates("DTP", party.Dates);
                writer.Kept(party, "DTP");
                writer.Dmg(party);
                writer.References(party.References);
                writer.Contacts(party.Contacts);
                break;

            case PartyOrder.Inquirer:
                writer.Nm1(party);
                writer.References(party.References);
                writer.Address(party.Address);
                writer.Prv(party);
                break;

            case PartyOrder.Related:
                writer.Nm1(party);
                writer.Address(party.Address);
                writer.Contacts(party.Contacts);
                writer.Prv(party);
                break;

            default:
                writer.Begin("N1").Add(party.EntityCode).Add(party.Name).Add(party.IdQualifier).Add(party.Id).End();
                writer.Kept(party, "N2");
                writer.Address(party.Address);
                writer.References(party.References);
                writer.Contacts(party.Contacts);
                writer.Kept(party, "RDM");
                break;
        }
    }

    public static void Nm1(this SegmentWriter writer, Party party) => writer
        .Begin("NM1").Add(party.EntityCode).Add(party.IsPerson ? "1" : "2").Add(party.Name).Add(party.FirstName)
        .Add(party.MiddleName).Add(party.NamePrefix).Add(party.NameSuffix).Add(party.IdQualifier).Add(party.Id)
        .Add(party.Relationship).End();

    public static void Address(this SegmentWriter writer, Address? address)
    {
        if (address is null)
        {
            return;
        }

        if (address.Line1 is not null || address.Line2 is not null)
        {
            writer.Begin("N3").Add(address.Line1).Add(address.Line2).End();
        }

        if ((address.City ?? address.State ?? address.PostalCode ?? address.Country ?? address.LocationQualifier ?? address.Location
            ?? address.CountrySubdivision) is not null)
        {
            writer.Begin("N4").Add(address.City).Add(address.State).Add(address.PostalCode).Add(address.Country)
                .Add(address.LocationQualifier).Add(address.Location).Add(address.CountrySubdivision).End();
        }
    }

    public static void Dmg(this SegmentWriter writer, Party party)
    {
        if (writer.Kept(party, "DMG") == 0 && (party.BirthDate is not null || party.Sex is not null))
        {
            writer.Begin("DMG").Add(party.BirthDate is null ? null : "D8").Date(party.BirthDate).Add(party.Sex).End();
        }
    }

    public static void Prv(this SegmentWriter writer, Party party)
    {
        if (party.ProviderCode is not null || party.TaxonomyCode is not null)
        {
            writer.Begin("PRV").Add(party.ProviderCode ?? "PE").Add(party.TaxonomyCode is null ? null : "PXC")
                .Add(party.TaxonomyCode).End();
        }
    }

    public static void References(this SegmentWriter writer, ValueList<Reference> references)
    {
        foreach (var reference in references)
        {
            writer.Begin("REF").Add(reference.Qualifier).Add(reference.Value).Add(reference.Description)
                .Add(reference.RelatedQualifier).Component(reference.RelatedValue).End();
        }
    }

    public static void Contacts(this SegmentWriter writer, ValueList<Contact> contacts)
    {
        foreach (var contact in contacts)
        {
            writer.Begin("PER").Add(contact.Function).Add(contact.Name);
            foreach (var number in contact.Numbers)
            {
                writer.Add(number.Qualifier).Add(number.Value);
            }

            writer.End();
        }
    }

    public static void Dates(this SegmentWriter writer, string segment, ValueList<QualifiedDate> dates)
    {
        foreach (var date in dates)
        {
            writer.Begin(segment).Add(date.Qualifier);
            if (segment == "DTM")
            {
                writer.Date(date.From).End();
                continue;
            }

            if (date.To is { } to)
            {
                writer.Add("RD8").Add(string.Create(CultureInfo.InvariantCulture, $"{date.From:yyyyMMdd}-{to:yyyyMMdd}")).End();
            }
            else if (date.Time is { } time)
            {
                writer.Add("DT").Add(string.Create(CultureInfo.InvariantCulture, $"{date.From:yyyyMMdd}{time:HHmm}")).End();
            }
            else
            {
                writer.Add("D8").Date(date.From).End();
            }
        }
    }

    public static void Amounts(this SegmentWriter writer, ValueList<QualifiedAmount> amounts)
    {
        foreach (var amount in amounts)
        {
            writer.Begin("AMT").Add(amount.Qualifier).Cents(amount.Cents).End();
        }
    }

    public static void Quantities(this SegmentWriter writer, ValueList<QualifiedQuantity> quantities)
    {
        foreach (var quantity in quantities)
        {
            writer.Begin("QTY").Add(quantity.Qualifier).Number(quantity.Quantity).End();
        }
    }

    /// <summary>CAS: neighbours of one group share a segment, six to each.</summary>
    public static void Adjustments(this SegmentWriter writer, ValueList<Adjustment> adjustments)
    {
        var inSegment = 0;
        string? group = null;
        foreach (var adjustment in adjustments)
        {
            if (group != adjustment.Group || inSegment == 6)
            {
                if (group is not null)
                {
                    writer.End();
                }

                (group, inSegment) = (adjustment.Group, 0);
                writer.Begin("CAS").Add(group);
            }

            inSegment++;
            writer.Add(adjustment.Reason).Cents(adjustment.AmountCents).Number(adjustment.Quantity);
        }

        if (group is not null)
        {
            writer.End();
        }
    }

    public static void Mia(this SegmentWriter writer, InpatientAdjudication? mia)
    {
        if (mia is null)
        {
            return;
        }

        writer.AtMost(mia.RemarkCodes.Count, 5, "MIA", "remark codes");
        writer.Begin("MIA").Number(mia.CoveredDays).Cents(mia.OperatingOutlierCents).Number(mia.LifetimePsychiatricDays)
            .Cents(mia.DrgCents).Add(Remark(0)).Cents(mia.DisproportionateShareCents).Cents(mia.PassThroughCents)
            .Cents(mia.CapitalCents).Cents(mia.CapitalFederalCents).Cents(mia.CapitalHospitalCents)
            .Cents(mia.CapitalDisproportionateShareCents).Cents(mia.OldCapitalCents).Cents(mia.CapitalEducationCents)
            .Cents(mia.OperatingHospitalCents).Number(mia.CostReportDays).Cents(mia.OperatingFederalCents)
            .Cents(mia.CapitalOutlierCents).Cents(mia.TeachingCents).Cents(mia.NonPayableProfessionalCents)
            .Add(Remark(1)).Add(Remark(2)).Add(Remark(3)).Add(Remark(4)).Cents(mia.CapitalExceptionCents).End();

        string? Remark(int index) => index < mia.RemarkCodes.Count ? mia.RemarkCodes[index] : null;
    }

    public static void Moa(this SegmentWriter writer, OutpatientAdjudication? moa)
    {
        if (moa is null)
        {
            return;
        }

        writer.AtMost(moa.RemarkCodes.Count, 5, "MOA", "remark codes");
        writer.Begin("MOA").Number(moa.ReimbursementRate).Cents(moa.HcpcsPayableCents);
        for (var index = 0; index < 5; index++)
        {
            writer.Add(index < moa.RemarkCodes.Count ? moa.RemarkCodes[index] : null);
        }

        writer.Cents(moa.EsrdPaidCents).Cents(moa.NonPayableProfessionalCents).End();
    }

    /// <summary>Writes the party's kept segments of this identifier and returns how many there were.</summary>
    public static int Kept(this SegmentWriter writer, Party party, string id)
    {
        var count = 0;
        foreach (var segment in party.OtherSegments)
        {
            if (segment.Id == id)
            {
                writer.Kept(segment);
                count++;
            }
        }

        return count;
    }
}
