using MedBill.Local.Commands;
using MedBill.SampleData.Play;

namespace MedBill.Local.Demo;

/// <summary>When a service is killed: in the middle of the step that asks most of it.</summary>
/// <param name="Service">Which.</param>
/// <param name="Step">In which step.</param>
/// <param name="Percent">How far that step is.</param>
internal sealed record KillPlan(string Service, DayStep Step, int Percent)
{
    private static readonly KillPlan[] All =
    [
        new("gateway", DayStep.Claims, 40),
        new("patient-registry", DayStep.Visits, 30),
        new("coverage", DayStep.Eligibility, 40),
        new("claims", DayStep.Submission, 40),
        new("remittance", DayStep.Answers, 0),
        new("collections", DayStep.Desk, 40),
        new("sandbox-payer", DayStep.Answers, 0),
    ];

    /// <summary>The plans of the named services, in the order of the day.</summary>
    public static IReadOnlyList<KillPlan> For(IReadOnlyList<string> services)
    {
        if (services.Except(All.Select(plan => plan.Service)).Any() || services.Distinct().Count() != services.Count)
        {
            throw new LaunchException(ExitCode.Usage, $"--kill takes {string.Join(", ", All.Select(plan => plan.Service))}: one, or several with commas between, each once.");
        }

        return [.. All.Where(plan => services.Contains(plan.Service)).OrderBy(plan => plan.Step)];
    }

    /// <summary>The moment has come, or has just gone by.</summary>
    public bool IsDue(DayProgress progress) =>
        progress.Step > Step || (progress.Step == Step && progress.Done * 100 >= Percent * progress.Total);
}
