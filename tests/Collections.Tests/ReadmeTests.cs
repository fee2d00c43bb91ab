using System.Text.RegularExpressions;
using MedBill.Collections.Tests.Fixture;

namespace MedBill.Collections.Tests;

/// <summary>What the README says is what the code does.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Path.Combine(Sources.Service, "README.md"));

    [Fact]
    public void Its_table_of_reasons_has_every_reason_and_no_other()
    {
        var written = Reason().Matches(Section("Reasons")).Select(match => match.Groups[1].Value);

        // Event fields: INVALID_ and the field's name, by Told.Breach.
        var told = Sources.Code().SelectMany(source => Quoted().Matches(source.Text)).Select(match => match.Groups[1].Value)
            .Append("INVALID_<FIELD>");

        Assert.Equal(told.Distinct().Order(StringComparer.Ordinal), written.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Its_list_of_telemetry_has_every_name_and_no_other()
    {
        var written = TelemetryName().Matches(Section("Telemetry")).Select(match => match.Groups[1].Value);
        var emitted = Sources.Code().Where(source => Path.GetFileName(source.File) is "Log.cs" or "Telemetry.cs")
            .SelectMany(source => TelemetryLiteral().Matches(source.Text)).Select(match => match.Groups[1].Value);

        Assert.Equal(emitted.Order(StringComparer.Ordinal), written.Order(StringComparer.Ordinal));
        Assert.NotEmpty(written);
    }

    [Fact]
    public void Its_table_of_causes_has_every_cause() => Assert.Equal(
        Enum.GetNames<Collections.Domain.Journal.CauseType>().Order(),
        Cause().Matches(Section("The journal")).Select(match => match.Groups[1].Value).Order());

    private static string Section(string title)
    {
        var start = Readme.IndexOf($"## {title}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, title);
        var end = Readme.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return end < 0 ? Readme[start..] : Readme[start..end];
    }

    // Upper snake in a string of its own: how reasons are written.
    [GeneratedRegex("\"([A-Z]+(?:_[A-Z]+)+)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex("`([A-Z]+(?:_[A-Z<>]+)+)`")]
    private static partial Regex Reason();

    [GeneratedRegex("`((?:ledger|medbill)\\.[a-z._]+)`")]
    private static partial Regex TelemetryName();

    [GeneratedRegex("\"((?:ledger|medbill)\\.[a-z._]+)\"")]
    private static partial Regex TelemetryLiteral();

    [GeneratedRegex("^\\| `([A-Za-z]+)` \\|", RegexOptions.Multiline)]
    private static partial Regex Cause();
}
