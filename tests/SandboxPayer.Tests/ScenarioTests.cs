using MedBill.SandboxPayer.Scenarios;

namespace MedBill.SandboxPayer.Tests;

public sealed class ScenarioTests
{
    [Theory]
    [InlineData("SIM-PAID-0001", ScenarioKind.Paid, null, null)]
    [InlineData("W000000001", ScenarioKind.Paid, null, null)]
    [InlineData(null, ScenarioKind.Paid, null, null)]
    [InlineData("SIM-PART", ScenarioKind.Part, null, null)]
    [InlineData("SIM-PART-0002", ScenarioKind.Part, null, null)]
    [InlineData("SIM-REJ-277-01", ScenarioKind.Reject, null, null)]
    [InlineData("SIM-BADBAL", ScenarioKind.BadBalance, null, null)]
    [InlineData("SIM-DENY-197", ScenarioKind.Deny, "197", null)]
    [InlineData("SIM-DENY-197-N706", ScenarioKind.Deny, "197", "N706")]
    [InlineData("SIM-DENY-197-N706-0003", ScenarioKind.Deny, "197", "N706")]
    [InlineData("SIM-DENY-16-MA130", ScenarioKind.Deny, "16", "MA130")]
    [InlineData("SIM-DENY-B7-0004", ScenarioKind.Deny, "B7", null)]
    [InlineData("SIM-DENY-50-0005", ScenarioKind.Deny, "50", null)]
    public void A_member_id_says_what_it_wants(string? memberId, ScenarioKind kind, string? reason, string? remark) =>
        Assert.Equal(new Scenario(kind, reason, remark), Scenario.Of(memberId));

    [Fact]
    public void Every_scenario_is_described()
    {
        Assert.Equal(Enum.GetValues<ScenarioKind>().Length, Scenario.All.Count);
        Assert.All(Scenario.All, scenario => Assert.StartsWith("SIM-", scenario.MemberIdPrefix, StringComparison.Ordinal));
    }
}
