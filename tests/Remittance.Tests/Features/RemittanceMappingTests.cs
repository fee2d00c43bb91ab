using MedBill.Remittance.Domain;
using MedBill.Remittance.Features;
using Wire = MedBill.Contracts.Remittance.V1;

namespace MedBill.Remittance.Tests.Features;

/// <summary>Every value of every enum has its counterpart.</summary>
public sealed class RemittanceMappingTests
{
    [Fact]
    public void File_states_map_both_ways() => Assert.All(Enum.GetValues<RemittanceFileState>(), state => Assert.Equal(state, state.ToWire().ToDomain()));

    [Fact]
    public void Remittance_states_map_both_ways_and_a_half_read_one_stays_in_quarantine()
    {
        Assert.All(
            Enum.GetValues<RemittanceAdviceState>().Where(state => state != RemittanceAdviceState.Reading),
            state => Assert.Equal(state, state.ToWire().ToDomain()));
        Assert.Equal(Wire.Remittance.Types.State.Quarantined, RemittanceAdviceState.Reading.ToWire());
    }

    [Fact]
    public void Dispositions_match_rules_and_levels_keep_their_names()
    {
        Assert.All(Enum.GetValues<Disposition>(), value => Assert.Equal(value.ToString(), value.ToWire().ToString()));
        Assert.All(Enum.GetValues<BalanceLevel>(), value => Assert.Equal(value.ToString(), value.ToWire().ToString()));
        Assert.All(Enum.GetValues<MatchRule>().Skip(1), value => Assert.Equal(value.ToString(), value.ToWire().ToString()));
    }

    [Fact]
    public void No_state_filters_nothing()
    {
        Assert.Null(Wire.RemittanceFile.Types.State.Unspecified.ToDomain());
        Assert.Null(Wire.Remittance.Types.State.Unspecified.ToDomain());
    }
}
