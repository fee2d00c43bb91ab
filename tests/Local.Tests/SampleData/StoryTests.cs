using System.Text.Json;
using MedBill.SampleData;
using MedBill.SampleData.Story;

namespace MedBill.Local.Tests.SampleData;

public sealed class StoryTests
{
    public static TheoryData<string> Days => ["whole", "short"];

    [Fact]
    public void The_whole_day_is_as_large_as_a_day_of_a_small_practice()
    {
        var day = DemoDay.Whole;

        Assert.InRange(day.Payers.Count, 4, 10);
        Assert.InRange(day.Patients.Count, 25, 100);
        Assert.Equal(40, day.Visits.Count);
        Assert.Equal((1, 6), (day.Visits.Min(visit => visit.Services.Count), day.Visits.Max(visit => visit.Services.Count)));
    }

    [Theory]
    [MemberData(nameof(Days))]
    public void A_day_has_every_treatment_and_every_kind_of_family(string name)
    {
        var day = Day(name);

        Assert.Equal(Enum.GetValues<Treatment>(), day.Patients.Select(patient => patient.Treatment).Distinct().Order());
        Assert.Contains(day.Patients, patient => patient.Policy?.Parent is not null);
        Assert.Contains(day.Guarantors, guarantor => day.Patients.Count(patient => patient.GuarantorKey == guarantor.Key) == 2);
        Assert.Contains(day.Visits, visit => visit.MiskeyedDiagnoses is not null);
        Assert.Contains(day.Visits, visit => visit.LateCharge);
        Assert.Contains(day.Visits, visit => visit.DeskPayment > Money.Zero);
    }

    [Theory]
    [MemberData(nameof(Days))]
    public void Every_visit_fits_together(string name)
    {
        var day = Day(name);

        Assert.Equal(day.Visits.Count, day.Visits.DistinctBy(visit => visit.Key).Count());
        Assert.Equal(day.Patients.Count, day.Patients.DistinctBy(patient => patient.Key).Count());
        Assert.All(day.Patients, patient => Assert.True(patient.GuarantorKey is null || day.Guarantors.Any(guarantor => guarantor.Key == patient.GuarantorKey)));
        Assert.All(day.Visits, visit =>
        {
            Assert.Contains(day.Patients, patient => patient.Key == visit.PatientKey);
            Assert.InRange(visit.Diagnoses.Count, 1, 12);
            Assert.All(visit.Services, service =>
            {
                Assert.True(CodeTable.Codes.ContainsKey(service.Code), service.Code);
                Assert.InRange(service.Pointers.Length, 1, 4);
                Assert.All(service.Pointers, pointer => Assert.InRange(pointer, 1, visit.Diagnoses.Count));
            });
            Assert.Equal(day.Patient(visit.PatientKey).Treatment == Treatment.Authorization, visit.AuthorizationNumber is not null);
        });
    }

    [Fact]
    public void The_payers_fees_are_those_of_the_sandbox_payer()
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryFolder.Root, "services/SandboxPayer/fee-schedule.json")));
        var sandbox = file.RootElement.GetProperty("items").EnumerateObject().ToDictionary(item => item.Name, item => Money.Parse(item.Value.GetString()!));

        Assert.Equal(
            sandbox.OrderBy(row => row.Key),
            CodeTable.Codes.Values.Where(code => code.Allowed is not null).ToDictionary(code => code.Code, code => code.Allowed!.Value).OrderBy(row => row.Key));
    }

    [Theory]
    [InlineData(123_456_789, "1234567893")]
    [InlineData(124_531_959, "1245319599")]
    public void Identifiers_have_the_right_check_digit(int nine, string npi) => Assert.Equal(npi, Npi.Of(nine));

    [Theory]
    [InlineData("125.00", 12_500)]
    [InlineData("0.37", 37)]
    [InlineData("-0.05", -5)]
    public void Money_reads_and_writes_itself(string text, long cents)
    {
        Assert.Equal(new Money(cents), Money.Parse(text));
        Assert.Equal(text, new Money(cents).ToString());
    }

    [Theory]
    [InlineData("125")]
    [InlineData("1.5")]
    [InlineData("12,50")]
    [InlineData(".00")]
    [InlineData("")]
    public void What_is_no_amount_is_refused(string text) => Assert.Throws<FormatException>(() => Money.Parse(text));

    internal static DayStory Day(string name) => name == "short" ? DemoDay.Short : DemoDay.Whole;
}
