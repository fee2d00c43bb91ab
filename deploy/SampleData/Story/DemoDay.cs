using MedBill.SampleData.Expectations;

namespace MedBill.SampleData.Story;

/// <summary>The demo day: one story, told once, played by the launcher, the tests and the benchmarks.</summary>
public static class DemoDay
{
    /// <summary>Five payers, 26 patients, 40 visits.</summary>
    public static DayStory Whole { get; } = new()
    {
        Name = "whole",
        Payers = PeopleTable.Payers,
        Guarantors = PeopleTable.Guarantors,
        Patients = PeopleTable.Patients,
        Visits = VisitTable.Visits,
        StatementAnswers = new Dictionary<string, StatementAnswer>
        {
            ["P03"] = StatementAnswer.PaysAll,
            ["G02"] = StatementAnswer.PaysHalf,
            ["P21"] = StatementAnswer.PaysHalf,
            ["P23"] = StatementAnswer.PaysAll,
            ["P24"] = StatementAnswer.PaysHalf,
        },
    };

    /// <summary>The same steps with fewer people: every treatment once.</summary>
#pragma warning disable CA1720 // The other length of a day, not a number type.
    public static DayStory Short { get; } = Whole.Only(
        "short", "V01", "V03", "V07", "V05", "V10", "V14", "V27", "V29", "V33", "V36", "V39", "V40", "V41");
#pragma warning restore CA1720

    /// <summary>What must come out, computed from the story alone.</summary>
    public static DayExpectations Expectations(DayStory story) => DayExpectations.Of(story);
}
