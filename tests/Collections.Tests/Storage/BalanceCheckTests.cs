using System.Diagnostics.Metrics;
using MedBill.Collections.Domain.Journal;
using MedBill.Collections.Journal;
using MedBill.Collections.Tests.Fixture;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MedBill.Collections.Tests.Storage;

/// <summary>A difference between balances and journal is found, told and measured, and stops nobody's work.</summary>
public sealed class BalanceCheckTests : IAsyncLifetime
{
    private readonly CollectionsHost _host = new();
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, long> _measured = [];
    private Office _office = null!;

    public async ValueTask InitializeAsync()
    {
        await _host.InitializeAsync();
        _office = new(_host);
        await _office.OwedAsync(30_00);
        await _office.OwedAsync(40_00);
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task A_sound_ledger_has_nothing_to_tell()
    {
        var (wrong, difference) = await CheckAsync();

        Assert.Empty(wrong);
        Assert.Equal(0, difference);
        Assert.DoesNotContain(_host.Logged, line => !line.StartsWith("ledger.balance.checked", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_balance_that_is_not_the_sum_of_its_lines_is_found_and_not_mended()
    {
        var account = (await _office.Desk.ListAccountsAsync(new() { BalanceDueOnly = true })).Accounts[0];
        await _office.WithDbAsync(db => db.Accounts.Where(row => row.Id == account.Name.Substring(9))
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.PatientCents, one => one.PatientCents + 1)));

        Listen();
        var (wrong, difference) = await CheckAsync();

        Assert.Equal(account.Name, $"accounts/{Assert.Single(wrong)}");
        Assert.Equal(0, difference);
        Assert.Contains($"ledger.balance.mismatch The balances of account {account.Name} are not the sums of its journal lines", _host.Logged);
        Assert.Equal((1, 0), (_measured["medbill.ledger.wrong_accounts"], _measured["medbill.ledger.difference"]));
        Assert.Equal(HealthStatus.Healthy, (await _host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Status);
        Assert.Equal(account.PatientBalance.Cents() + 1, (await _office.Desk.GetAccountAsync(new() { Name = account.Name })).PatientBalance.Cents());
        Assert.Single((await CheckAsync()).WrongAccounts);
    }

    [Fact]
    public async Task A_journal_out_of_balance_is_found()
    {
        await _office.WithDbAsync(db => db.JournalLines.Where(line => line.LedgerAccount == LedgerAccount.Revenue)
            .ExecuteUpdateAsync(row => row.SetProperty(line => line.AmountCents, line => line.AmountCents - 1)));

        Listen();
        var (wrong, difference) = await CheckAsync();

        Assert.Empty(wrong);
        Assert.Equal(2, difference);
        Assert.Equal(2, _measured["medbill.ledger.difference"]);
        Assert.Contains("ledger.journal.unbalanced The journal is out of balance by 2 cents", _host.Logged);
    }

    [Fact]
    public async Task It_looks_at_start_and_every_hour()
    {
        await WaitForChecksAsync(1);

        _host.Machine.Advance(TimeSpan.FromHours(1));
        await WaitForChecksAsync(2);
    }

    private async Task WaitForChecksAsync(int count)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (_host.Logged.Count(line => line.StartsWith("ledger.balance.checked", StringComparison.Ordinal)) < count)
        {
            await Task.Delay(10, limit.Token);
        }
    }

    private Task<(IReadOnlyList<string> WrongAccounts, long Difference)> CheckAsync() =>
        _host.Services.GetRequiredService<BalanceCheck>().CheckAsync(CancellationToken.None);

    // Other hosts of this process measure too: only what this test's own thread of work records is kept.
    private void Listen()
    {
        var mine = new AsyncLocal<bool> { Value = true };
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "MedBill.Collections")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Keep(instrument.Name, value));
        _listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => Keep(instrument.Name, value));
        _listener.Start();

        void Keep(string name, long value)
        {
            if (mine.Value)
            {
                _measured[name] = value;
            }
        }
    }
}
