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

    public static KillPlan? For(string? service) => service is null
        ? null
        : Array.Find(All, plan => plan.Service == service)
            ?? throw new LaunchException(ExitCode.Usage, $"--kill is one of {string.Join(", ", All.Select(plan => plan.Service))}.");

    /// <summary>The moment has come, or has just gone by.</summary>
    public bool IsDue(DayProgress progress) =>
        progress.Step > Step || (progress.Step == Step && progress.Done * 100 >= Percent * progress.Total);
}
