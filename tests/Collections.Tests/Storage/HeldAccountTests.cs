using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using MedBill.Collections.Tests.Fixture;
using MedBill.Contracts.Collections.V1;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace MedBill.Collections.Tests.Storage;

/// <summary>
/// Two replicas over one SQL Server: where a decision rests on rows that another may write without booking on the account, both hold the account
/// before they read. SQLite has one writer and cannot show the race, so the order of the statements is looked at.
/// </summary>
public sealed class HeldAccountTests(CollectionsHost host)
{
    private readonly Office _office = new(host);

    [Fact]
    public async Task A_transfer_holds_the_account_before_it_reads_what_was_denied()
    {
        var visit = await DeniedAsync();
        var account = (await _office.AccountAsync(visit.Party)).Name["accounts/".Length..];
        using var commands = new Commands(account, visit.Claim);

        await TransferAsync(visit);

        commands.AssertHeldBefore("denied_amounts");
        commands.AssertHeldBefore("patient_transfers");
    }

    [Fact]
    public async Task A_denial_taken_back_books_nothing_and_holds_the_account_before_it_reads_the_transfers()
    {
        var visit = await DeniedAsync();
        await TransferAsync(visit);
        var remittance = $"remittances/rmt-{Visit.NextKey()}";
        var back = visit.Decided(remittance, 1, 0, 0, 0);
        (back.ClaimStatusCode, back.Charge, back.DeniedAmount) = ("22", Of(-100_00), Of(-100_00));
        using var commands = new Commands(visit.Party, visit.Claim);

        await _office.HearAsync(Visit.Chunk(remittance, 1, Office.Today, back));

        commands.AssertHeldBefore("patient_transfers");
        Assert.Equal((0, 100_00, 0, 0), await _office.BalancesAsync(visit.Party));
    }

    [Fact]
    public async Task A_statement_holds_the_account_before_it_reads_what_was_told_before()
    {
        var account = await _office.AccountOwingAsync(100_00);
        using var commands = new Commands(account["accounts/".Length..]);

        await _office.StateAsync(account, "held");

        commands.AssertHeldBefore("MAX(");
    }

    private async Task<Visit> DeniedAsync()
    {
        var visit = Visit.OfSomebody(100_00);
        await _office.HearAsync(visit.Charged(), visit.Submitted(), visit.Posted(0, 0, 0));
        return visit;
    }

    private async Task TransferAsync(Visit visit) => await _office.Desk.CreatePatientTransferAsync(new()
    {
        PatientTransfer = new() { Claim = visit.Claim, Amount = Of(100_00), Reason = PatientTransfer.Types.Reason.NotCovered },
        RequestId = _office.NextRequest(),
    });

    private static Google.Type.Money Of(long cents) => new Money(cents).ToWire();

    /// <summary>Statements, in their order, of which a value names one of these.</summary>
    private sealed class Commands : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly string[] _named;
        private readonly ConcurrentQueue<string> _texts = new();
        private readonly ConcurrentBag<IDisposable> _subscriptions = [];

        public Commands(params string[] named)
        {
            _named = named;
            _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
        }

        public void AssertHeldBefore(string read)
        {
            var texts = _texts.ToList();
            var held = texts.FindIndex(text => text.StartsWith("UPDATE \"accounts\"", StringComparison.Ordinal) && text.Contains("SET \"Version\" = \"a\".\"Version\"", StringComparison.Ordinal));
            var readAt = texts.FindIndex(text => text.StartsWith("SELECT", StringComparison.Ordinal) && text.Contains(read, StringComparison.Ordinal));
            Assert.True(held >= 0 && readAt > held, $"held {held}, read {readAt}:\n{string.Join("\n--\n", texts)}");
        }

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name)
            {
                _subscriptions.Add(value.Subscribe(this));
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Value is CommandEventData { Command: { } command } && value.Key == RelationalEventId.CommandExecuting.Name
                && command.Parameters.Cast<DbParameter>().Any(parameter => Array.Exists(_named, name => parameter.Value is string text && text.Contains(name, StringComparison.Ordinal))))
            {
                _texts.Enqueue(command.CommandText);
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose()
        {
            foreach (var subscription in _subscriptions)
            {
                subscription.Dispose();
            }
        }
    }
}
