using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace MedBill.Architecture.Tests;

/// <summary>What is measured, what is documented, and what alerts and dashboards ask for are one set of names.</summary>
public sealed partial class InstrumentTests
{
    private const string Begin = "<!-- instruments: begin -->\n", End = "<!-- instruments: end -->";
    private const string Monitoring = "deploy/components/monitoring";

    // Of ASP.NET Core, the sidecar and the collector, as Prometheus spells them; the rest must be ours.
    private static readonly string[] Foreign = ["http_server_request_duration_seconds_bucket", "http_server_request_duration_seconds_count", "up"];

    private sealed record Instrument(string Kind, string Name, string Unit, string Meaning)
    {
        /// <summary>The name that Prometheus gives it (OpenTelemetry's Prometheus compatibility): dots, the unit, and _total for counters.</summary>
        public string Prometheus => Ending(Ending(Name.Replace('.', '_'), Unit switch { "s" => "_seconds", "d" => "_days", "1" => "_ratio", _ => "" }), Kind == "Counter" ? "_total" : "");

        // Not twice.
        private static string Ending(string name, string suffix) => name.EndsWith(suffix, StringComparison.Ordinal) ? name : name + suffix;
    }

    [Fact]
    public void The_table_of_instruments_is_the_codes()
    {
        var file = Path.Combine(Repository.Root, "services/README.md");
        var text = File.ReadAllText(file);
        var table = new StringBuilder("| Instrument | Kind | In Prometheus | Meaning |\n| --- | --- | --- | --- |\n");
        foreach (var one in Instruments())
        {
            table.Append(System.Globalization.CultureInfo.InvariantCulture, $"| `{one.Name}` | {one.Kind.ToLowerInvariant()} | `{one.Prometheus}` | {one.Meaning} |\n");
        }

        int begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, end = text.IndexOf(End, StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("MEDBILL_WRITE_INSTRUMENTS") == "1")
        {
            File.WriteAllText(file, text[..begin] + table + text[end..]);
            return;
        }

        Assert.Equal(table.ToString(), text[begin..end]);
    }

    [Fact]
    public void Every_instrument_is_made_in_a_Telemetry_file() => Assert.Empty(
        from path in Sources()
        where !path.EndsWith("/Telemetry.cs", StringComparison.Ordinal)
        where Made().IsMatch(Text(path)) || Text(path).Contains("new Meter(", StringComparison.Ordinal)
        select path);

    [Fact]
    public void Alerts_ask_only_for_what_is_measured() =>
        Assert.Empty(Asked(Text($"{Monitoring}/medbill.rules.yaml")).Except(Known()));

    [Fact]
    public void Dashboards_ask_only_for_what_is_measured()
    {
        var files = Repository.Files("*.json").Where(path => path.StartsWith(Monitoring + "/dashboards/", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            using var json = JsonDocument.Parse(Text(file));
            var panels = json.RootElement.GetProperty("panels").EnumerateArray().Where(panel => panel.TryGetProperty("targets", out _)).ToList();
            Assert.NotEmpty(panels);
            var asked = panels.SelectMany(panel => panel.GetProperty("targets").EnumerateArray()).SelectMany(target => Asked(target.GetProperty("expr").GetString()!));
            Assert.Empty(asked.Except(Known()));
            Assert.All(panels, panel => Assert.NotEqual("", panel.GetProperty("title").GetString()));
        }
    }

    [Fact]
    public void What_operators_are_woken_for_has_an_entry_in_the_runbook()
    {
        var alerts = Alert().Matches(Text($"{Monitoring}/medbill.rules.yaml")).Select(match => match.Groups[1].Value).ToList();
        var entries = Entry().Matches(Text("deploy/README.md")).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(alerts);
        Assert.Equal(alerts.Order(), entries.Order());
    }

    [Theory]
    [InlineData("sum(rate(medbill_unknown_total[5m]))", "medbill_unknown_total")]
    [InlineData("histogram_quantile(0.99, sum by (le) (rate(http_server_request_duration_bucket[5m])))", "http_server_request_duration_bucket")]
    public void A_name_that_nobody_measures_is_caught(string expression, string name) => Assert.Equal([name], Asked(expression).Except(Known()));

    [Fact]
    public void A_name_in_Prometheus_has_its_unit_and_kind()
    {
        Assert.Equal("medbill_outbox_oldest_age_seconds", new Instrument("Gauge", "medbill.outbox.oldest_age", "s", "").Prometheus);
        Assert.Equal("medbill_dead_letters_total", new Instrument("Counter", "medbill.dead_letters", "{message}", "").Prometheus);
        Assert.Equal("medbill_claims_denial_rate_ratio", new Instrument("Gauge", "medbill.claims.denial_rate", "1", "").Prometheus);
    }

    private static List<Instrument> Instruments() =>
    [
        .. from path in Sources()
           from Match made in Made().Matches(Text(path))
           let parts = made.Groups
           orderby parts[2].Value
           select new Instrument(parts[1].Value, parts[2].Value, parts[3].Value, parts[4].Value.TrimEnd('.')),
    ];

    private static IEnumerable<string> Known() => Instruments().Select(one => one.Prometheus).Concat(Foreign);

    private static IEnumerable<string> Asked(string expression) => Metric().Matches(expression).Select(match => match.Value).Distinct();

    private static IEnumerable<string> Sources() => Repository.Files("*.cs").Where(path =>
        path.StartsWith("services/", StringComparison.Ordinal) || path.StartsWith("gateway/", StringComparison.Ordinal));

    private static string Text(string path) => File.ReadAllText(Path.Combine(Repository.Root, path));

    [GeneratedRegex("Create(Counter|Gauge|Histogram|UpDownCounter)<\\w+>\\(\\s*\"([a-z_.]+)\",\\s*\"([^\"]*)\",\\s*\"([^\"]*)\"\\)")]
    private static partial Regex Made();

    [GeneratedRegex("\\b(?:medbill_[a-z_]+[a-z]|http_server_[a-z_]+[a-z]|up)\\b(?=[\\s{\\[)]|$)")]
    private static partial Regex Metric();

    [GeneratedRegex("(?m)^\\s*- alert: (\\w+)")]
    private static partial Regex Alert();

    [GeneratedRegex("(?m)^### (Medbill\\w+)")]
    private static partial Regex Entry();
}
