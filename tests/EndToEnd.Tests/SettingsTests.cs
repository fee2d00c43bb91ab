using System.Globalization;
using System.Text;
using MedBill.Claims;
using MedBill.Collections;
using MedBill.Coverage;
using MedBill.Gateway;
using MedBill.PatientRegistry;
using MedBill.Platform.Hosting;
using MedBill.Remittance;
using MedBill.SandboxPayer;
using MedBill.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace MedBill.EndToEnd.Tests;

/// <summary>The operator's table of settings (deploy/README.md) says what the hosts say of themselves.</summary>
public sealed class SettingsTests
{
    private const string Begin = "<!-- settings: begin -->", End = "<!-- settings: end -->";

    private static readonly (string AppId, HostBuild Build)[] Hosts =
    [
        ("gateway", GatewayApp.Build), ("patient-registry", PatientRegistryApp.Build), ("coverage", CoverageApp.Build), ("claims", ClaimsApp.Build),
        ("remittance", RemittanceApp.Build), ("collections", CollectionsApp.Build), ("sandbox-payer", SandboxPayerApp.Build),
    ];

    [Fact]
    public async Task The_operators_table_is_what_the_hosts_read()
    {
        var file = Path.Combine(RepositoryFolder.Root, "deploy", "README.md");
        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        int begin = text.IndexOf(Begin, StringComparison.Ordinal), end = text.IndexOf(End, StringComparison.Ordinal);
        Assert.True(begin >= 0 && end > begin, "deploy/README.md has no place for the table.");
        var table = await TableAsync();
        if (Environment.GetEnvironmentVariable("MEDBILL_WRITE_SETTINGS") == "1")
        {
            await File.WriteAllTextAsync(file, text[..(begin + Begin.Length)] + "\n" + table + text[end..], TestContext.Current.CancellationToken);
            return;
        }

        Assert.Equal(table, text[(begin + Begin.Length + 1)..end]);
    }

    private static async Task<string> TableAsync()
    {
        var rows = new SortedDictionary<string, (Setting Setting, List<string> Hosts)>(StringComparer.Ordinal);
        foreach (var (appId, build) in Hosts)
        {
            await using var app = build([], null);
            foreach (var setting in app.Services.GetServices<Setting>())
            {
                var key = $"{setting.Name}|{setting.Default}";
                rows.TryAdd(key, (setting, []));
                rows[key].Hosts.Add(appId);
            }
        }

        var text = new StringBuilder("| Setting | Meaning | Default | Secret | Read by |\n| --- | --- | --- | --- | --- |\n");
        foreach (var (setting, hosts) in rows.Values)
        {
            text.Append(CultureInfo.InvariantCulture, $"| `{setting.Name}` | {setting.Meaning} | {setting.Default} | {(setting.IsSecret ? "yes" : "")} | {Who(hosts)} |\n");
        }

        return text.ToString();
    }

    private static string Who(List<string> hosts) =>
        hosts.Count == Hosts.Length ? "all"
        : hosts.Count == Hosts.Length - 1 ? $"all but {Hosts.Select(host => host.AppId).Except(hosts).Single()}"
        : string.Join(", ", hosts);
}
