using MedBill.X12.Segments;
using MedBill.X12.Writing;

namespace MedBill.X12.Enrollment834;

/// <summary>Writes loop 2300 of an 834 with the providers and the other insurance below it.</summary>
internal static class CoverageWriter
{
    private static readonly string[] CoverageOrder = ["HD", "DTP", "AMT", "REF", "IDC", "LX"];
    private static readonly string[] ProviderOrder = ["LX", "NM1", "N3", "N4", "PER", "PLA"];
    private static readonly string[] OtherOrder = ["COB", "REF", "DTP", "NM1"];

    public static void Write(SegmentWriter writer, HealthCoverage coverage)
    {
        var kept = new KeptSegments(writer, coverage.OtherSegments, CoverageOrder);
        writer.Begin("HD").Add(coverage.MaintenanceType).Skip().Add(coverage.InsuranceLine).Add(coverage.PlanDescription)
            .Add(coverage.CoverageLevel).Skip(3).YesNo(coverage.IsLateEnrollment).End();
        writer.Dates("DTP", coverage.Dates);
        kept.Before("AMT");
        writer.Amounts(coverage.Amounts);
        writer.References(coverage.References);
        kept.Before("IDC");
        foreach (var card in coverage.IdentificationCards)
        {
            writer.Begin("IDC").Add(card.PlanDescription).Add(card.Type).Number(card.Count).Add(card.Action).End();
        }

        kept.Rest();
        foreach (var provider in coverage.Providers)
        {
            Provider(writer, provider);
        }

        foreach (var other in coverage.OtherCoverages)
        {
            Other(writer, other);
        }
    }

    private static void Provider(SegmentWriter writer, CoverageProvider provider)
    {
        var kept = new KeptSegments(writer, provider.OtherSegments, ProviderOrder);
        writer.Begin("LX").Add(provider.Number).End();
        if (provider.Provider is { } party)
        {
            writer.Begin("NM1").Add(party.EntityCode).Add(party.IsPerson ? "1" : "2").Add(party.Name).Add(party.FirstName)
                .Add(party.MiddleName).Add(party.NamePrefix).Add(party.NameSuffix).Add(party.IdQualifier).Add(party.Id)
                .Add(provider.Relationship).End();
            writer.Address(party.Address is { } lines ? new Address { Line1 = lines.Line1, Line2 = lines.Line2 } : null);
            kept.Before("N4");
            writer.Address(party.Address is { } city ? city with { Line1 = null, Line2 = null } : null);
            writer.Contacts(party.Contacts);
        }

        kept.Before("PLA");
        if (provider.ChangeDate is not null || provider.ChangeReason is not null)
        {
            writer.Begin("PLA").Add("2").Add("1P").Date(provider.ChangeDate).Skip().Add(provider.ChangeReason).End();
        }

        kept.Rest();
    }

    private static void Other(SegmentWriter writer, OtherCoverage other)
    {
        var kept = new KeptSegments(writer, other.OtherSegments, OtherOrder);
        writer.Begin("COB").Add(other.Responsibility).Add(other.PolicyNumber).Add(other.CoordinationCode)
            .Repetitions(other.ServiceTypes).End();
        writer.References(other.References);
        writer.Dates("DTP", other.Dates);
        kept.Rest();
        foreach (var party in other.RelatedParties)
        {
            writer.Party(party, PartyOrder.Related);
        }
    }
}
