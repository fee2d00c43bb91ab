[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace MedBill.EndToEnd.Tests;

/// <summary>
/// The short day over real processes: once in peace, then with each of them killed (SIGKILL), one at a time, in the middle of the step that
/// asks most of it: no total differs. Two days share the kills, so that `dotnet test` stays short; `.ci/run` plays a whole day for each service.
/// </summary>
public sealed class KillTests(KillTests.Days days) : IClassFixture<KillTests.Days>
{
    [Fact]
    public async Task A_day_over_real_processes_comes_out_as_the_story_says()
    {
        var day = await days.InPeaceAsync();

        Assert.Empty(day.Killed);
        Assert.Equal(7, day.Restarts.Count);
        Assert.All(day.Restarts, service => Assert.Equal(0, service.Value));
    }

    [Theory]
    [InlineData("coverage", "Eligibility")]
    [InlineData("patient-registry", "Visits")]
    [InlineData("collections", "Desk")]
    [InlineData("gateway", "Claims")]
    [InlineData("claims", "Submission")]
    [InlineData("remittance", "Answers")]
    [InlineData("sandbox-payer", "Answers")]
    public async Task A_service_killed_in_the_middle_of_the_day_changes_no_total(string service, string step)
    {
        var peace = await days.InPeaceAsync();
        var day = await days.WithKilledAsync(service);

        Assert.Equal(step, day.Killed[service]);
        Assert.Equal(1, day.Restarts[service]);
        Assert.Equal(peace.Outcomes, day.Outcomes);
        Assert.Equal(peace.Totals, day.Totals);
        Assert.Equal(peace.TrialBalance, day.TrialBalance);
        Assert.Equal(day.Killed.Keys.Order(), day.Restarts.Where(other => other.Value > 0).Select(other => other.Key).Order());
    }

    /// <summary>The days, each played once, when a test first asks for it.</summary>
    public sealed class Days
    {
        // Between two kills of a day lies at least one step that the one killed before has to be back for.
        private static readonly string[][] Kills =
        [
            ["coverage", "collections", "claims", "sandbox-payer"],
            ["patient-registry", "gateway", "remittance"],
        ];

        private readonly Lazy<Task<PlayedDay>> _peace = new(() => PlayedDay.PlayAsync([]));
        private readonly Lazy<Task<PlayedDay>>[] _killed = [.. Kills.Select(services => new Lazy<Task<PlayedDay>>(() => PlayedDay.PlayAsync(services)))];

        public Task<PlayedDay> InPeaceAsync() => _peace.Value;

        public Task<PlayedDay> WithKilledAsync(string service) => _killed[Array.FindIndex(Kills, services => services.Contains(service))].Value;
    }
}
