using MedBill.EndToEnd.Runner;
using MedBill.Local.Commands;

namespace MedBill.EndToEnd.Tests.Runner;

public sealed class RunnerArgumentsTests
{
    [Fact]
    public void Verbs_and_options_are_read()
    {
        Assert.Equal(RunnerVerb.Help, RunnerArguments.Parse([]).Verb);
        Assert.Equal(new() { Verb = RunnerVerb.Day, Short = true, Json = true }, RunnerArguments.Parse(["day", "--short", "--json"]));
        Assert.Equal(new() { Verb = RunnerVerb.Duplicates, Keep = true }, RunnerArguments.Parse(["duplicates", "--keep"]));
        Assert.Equal(new() { Verb = RunnerVerb.Load, Time = TimeSpan.FromMinutes(5), Desks = 8 }, RunnerArguments.Parse(["load", "5", "--desks", "8"]));
        Assert.Equal(new() { Verb = RunnerVerb.Crash, Time = TimeSpan.FromSeconds(30), Seed = 7 }, RunnerArguments.Parse(["crash", "0.5", "--seed", "7"]));
        Assert.Equal(new() { Verb = RunnerVerb.Replicas, Time = TimeSpan.FromMinutes(1) }, RunnerArguments.Parse(["replicas"]));
    }

    [Theory]
    [InlineData("dawn")]
    [InlineData("load")]
    [InlineData("load", "soon")]
    [InlineData("load", "0")]
    [InlineData("load", "-1")]
    [InlineData("crash", "99999")]
    [InlineData("day", "5")]
    [InlineData("day", "--desks", "4")]
    [InlineData("crash", "--short")]
    [InlineData("load", "1", "--desks")]
    [InlineData("load", "1", "--desks", "0")]
    [InlineData("day", "--json", "extra")]
    public void What_means_nothing_is_refused_with_the_usage(params string[] args)
    {
        var refused = Assert.Throws<LaunchException>(() => RunnerArguments.Parse(args));

        Assert.Equal(ExitCode.Usage, refused.Code);
        Assert.Contains(refused.Details, line => line.StartsWith("usage:", StringComparison.Ordinal));
    }
}
