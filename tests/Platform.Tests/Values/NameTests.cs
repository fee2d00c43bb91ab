using CsCheck;
using MedBill.Platform.Values;

namespace MedBill.Platform.Tests.Values;

public sealed class NameTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 14, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_id_is_prefix_hyphen_and_26_lower_case_characters() =>
        Assert.Matches("^thg-[0-7][0-9a-hjkmnp-tv-z]{25}$", ResourceName.NewId("thg", At));

    [Fact]
    public void Ids_sort_by_time() => Gen.Select(Gen.Int[0, 1_000_000], Gen.Int[1, 1_000_000]).Sample((first, more) =>
        string.CompareOrdinal(
            ResourceName.NewId("a", At.AddMilliseconds(first)), ResourceName.NewId("a", At.AddMilliseconds(first + more))) < 0);

    [Fact]
    public void Ids_of_one_instant_sort_as_they_were_made()
    {
        var made = Enumerable.Range(0, 10_000).Select(_ => ResourceName.NewId("a", At)).ToList();

        Assert.Equal(made.Order(StringComparer.Ordinal), made);
    }

    [Fact]
    public void Ids_of_one_instant_differ() =>
        Assert.Equal(10_000, Enumerable.Range(0, 10_000).Select(_ => ResourceName.NewId("a", At)).Distinct().Count());

    [Fact]
    public void The_id_in_a_name_is_found() => Assert.Equal("thg-1", ResourceName.Id("things/thg-1", "things"));

    [Theory]
    [InlineData("")]
    [InlineData("things")]
    [InlineData("things/")]
    [InlineData("thing/thg-1")]
    [InlineData("thingsx/thg-1")]
    [InlineData("things/thg-1/parts/2")]
    [InlineData("things/THG-1")]
    [InlineData("things/thg 1")]
    [InlineData("things/thg-1'--")]
    public void Another_form_is_refused_without_repeating_it(string name)
    {
        var failure = Assert.Throws<Failure>(() => ResourceName.Id(name, "things", "parent"));

        var violation = Assert.Single(failure.Violations);
        Assert.Equal(("parent", "INVALID_RESOURCE_NAME"), (violation.Field, violation.Reason));
    }

    [Fact]
    public void A_name_without_end_is_refused() => Assert.False(ResourceName.TryId("things/" + new string('a', 300), "things", out _));

    [Theory]
    [InlineData(Sample.Draft, "DRAFT")]
    [InlineData(Sample.PartiallyPaid, "PARTIALLY_PAID")]
    [InlineData(Sample.ERAReceived, "ERA_RECEIVED")]
    [InlineData(Sample.Level2Appeal, "LEVEL2_APPEAL")]
    public void A_state_is_spelled_as_in_the_api(Sample state, string code) => Assert.Equal(code, state.Code());

    [Fact]
    public void All_violations_are_told_at_once()
    {
        var violations = new Violations();
        violations.ThrowIfAny();
        violations.Add("a", "A", "First.");
        violations.AddIf(false, "b", "B", "Never.");
        violations.AddIf(true, "c", "C", "Second.", "CLM05-3", "Mend it.");

        var failure = Assert.Throws<Failure>(violations.ThrowIfAny);

        Assert.Equal(("VALIDATION_FAILED", FailureKind.Invalid), (failure.Reason, failure.Kind));
        Assert.Equal([new("a", "A", "First."), new Violation("c", "C", "Second.", "CLM05-3", "Mend it.")], failure.Violations);
    }

    public enum Sample
    {
        Draft,
        PartiallyPaid,
        ERAReceived,
        Level2Appeal,
    }
}
