using System.Globalization;
using MedBill.X12.Segments;
using MedBill.X12.Writing;

namespace MedBill.X12.Enrollment834;

/// <summary>Writes the body of an 834 set, in the guide's order.</summary>
internal static class EnrollmentWriter
{
    private static readonly string[] HeaderOrder = ["BGN", "REF", "DTP", "QTY", "N1"];
    private static readonly string[] MemberOrder =
        ["INS", "REF", "DTP", "NM1", "PER", "N3", "N4", "DMG", "EC", "ICM", "AMT", "HLH", "LUI", "DSB", "HD", "LS"];
    private static readonly string[] DisabilityOrder = ["DSB", "DTP"];
    private static readonly string[] CategoryOrder = ["LX", "N1", "REF", "DTP"];

    public static void Write(SegmentWriter writer, EnrollmentHeader header, IEnumerable<EnrolledMember> members)
    {
        var kept = new KeptSegments(writer, header.OtherSegments, HeaderOrder);
        writer.Begin("BGN").Add(header.Purpose).Add(header.ReferenceNumber)
            .Add(header.CreatedAt.ToString("yyyyMMdd", CultureInfo.InvariantCulture))
            .Add(header.CreatedAt.ToString("HHmm", CultureInfo.InvariantCulture))
            .Add(header.TimeZone).Add(header.OriginalReference).Skip().Add(header.Action).End();
        kept.Before("REF");
        writer.References(header.References);
        writer.Dates("DTP", header.Dates);
        kept.Before("QTY");
        writer.Quantities(header.Totals);
        kept.Before("N1");
        writer.Party(header.Sponsor, PartyOrder.Remittance);
        writer.Party(header.Insurer, PartyOrder.Remittance);
        foreach (var broker in header.Brokers)
        {
            writer.Party(broker.Party, PartyOrder.Remittance);
            if (broker.AccountNumber is not null || broker.OtherAccountNumber is not null)
            {
                writer.Begin("ACT").Add(broker.AccountNumber).Skip(4).Add(broker.OtherAccountNumber).End();
            }
        }

        kept.Rest();
        foreach (var member in members)
        {
            Member(writer, member);
        }
    }

    private static void Member(SegmentWriter writer, EnrolledMember member)
    {
        var kept = new KeptSegments(writer, member.OtherSegments, MemberOrder);
        writer.Begin("INS").Add(member.IsSubscriber ? "Y" : "N").Add(member.Relationship).Add(member.MaintenanceType)
            .Add(member.MaintenanceReason).Add(member.BenefitStatus).Add(member.MedicarePlan).Component(member.MedicareReason)
            .Add(member.CobraEvent).Add(member.EmploymentStatus).Add(member.StudentStatus).YesNo(member.IsHandicapped)
            .Add(member.DeathDate is null ? null : "D8").Date(member.DeathDate).Add(member.Confidentiality).Skip(3)
            .Integer(member.BirthSequence).End();
        writer.References(member.References);
        writer.Dates("DTP", member.Dates);
        kept.Before("NM1");
        Person(writer, member, ref kept);
        foreach (var party in member.RelatedParties)
        {
            writer.Nm1(party);
            writer.Contacts(party.Contacts);
            writer.Address(party.Address);
            writer.Dmg(party);
        }

        kept.Before("DSB");
        foreach (var disability in member.Disabilities)
        {
            var others = new KeptSegments(writer, disability.OtherSegments, DisabilityOrder);
            writer.Begin("DSB").Add(disability.Type).Skip(5).Add(disability.DiagnosisQualifier).Add(disability.Diagnosis).End();
            writer.Dates("DTP", disability.Dates);
            others.Rest();
        }

        kept.Before("HD");
        foreach (var coverage in member.Coverages)
        {
            CoverageWriter.Write(writer, coverage);
        }

        kept.Rest();
        Categories(writer, member.ReportingCategories);
    }

    private static void Person(SegmentWriter writer, EnrolledMember member, ref KeptSegments kept)
    {
        if (member.Person is not { } person)
        {
            return;
        }

        writer.Nm1(person);
        writer.Contacts(person.Contacts);
        writer.Kept(person, "N2");
        writer.Address(person.Address);
        kept.Before("DMG");
        if (!member.OtherSegments.Any(segment => segment.Id == "DMG") && (person.BirthDate is not null || person.Sex is not null))
        {
            writer.Begin("DMG").Add("D8").Date(person.BirthDate).Add(person.Sex).Add(member.MaritalStatus).Composites(member.Races)
                .Add(member.Citizenship).End();
        }

        kept.Before("EC");
        foreach (var classes in member.EmploymentClasses)
        {
            writer.Begin("EC").Add(classes.Code).Add(classes.Second).Add(classes.Third).End();
        }

        if (member.Income is { } income)
        {
            writer.Begin("ICM").Add(income.Frequency).Cents(income.WageCents).Number(income.WorkHours).Add(income.Location)
                .Add(income.SalaryGrade).End();
        }

        writer.Amounts(member.Amounts);
        if (member.Health is { } health)
        {
            writer.Begin("HLH").Add(health.Code).Number(health.Height).Number(health.Weight).End();
        }

        foreach (var language in member.Languages)
        {
            writer.Begin("LUI").Add(language.Qualifier).Add(language.Code).Add(language.Description).Add(language.Use).End();
        }
    }

    private static void Categories(SegmentWriter writer, ValueList<ReportingCategory> categories)
    {
        if (categories.Count == 0)
        {
            return;
        }

        writer.Begin("LS").Add("2700").End();
        foreach (var category in categories)
        {
            var kept = new KeptSegments(writer, category.OtherSegments, CategoryOrder);
            writer.Begin("LX").Add(category.Number).End();
            if (category.Name is not null)
            {
                writer.Begin("N1").Add("75").Add(category.Name).End();
            }

            writer.References(category.References);
            writer.Dates("DTP", category.Dates);
            kept.Rest();
        }

        writer.Begin("LE").Add("2700").End();
    }
}
