using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using MedBill.Collections.Journal;
using MedBill.Collections.Storage;
using MedBill.Contracts.Collections.V1;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using MedBill.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Claims = MedBill.Contracts.Claims.Events.V1;
using Patients = MedBill.Contracts.Patients.Events.V1;
using Remittances = MedBill.Contracts.Remittance.Events.V1;
using Status = Dapr.AppCallback.Autogen.Grpc.v1.TopicEventResponse.Types.TopicEventResponseStatus;

namespace MedBill.Collections.Tests.Fixture;

/// <summary>A practice with an empty ledger: its desk, and the events it hears.</summary>
public sealed class Office(CollectionsHost host)
{
    private static int _count;

    private int _requests;

    public static DateOnly Today => DateOnly.FromDateTime(TestWorld.Start.UtcDateTime);

    public CollectionsHost Host => host;

    public string Practice { get; } = string.Create(CultureInfo.InvariantCulture, $"prc-{1000 + Interlocked.Increment(ref _count):D26}");

    /// <summary>A client that may do everything.</summary>
    public CollectionService.CollectionServiceClient Desk => With("collections.read", "collections.write", "collections.adjust");

    public CollectionService.CollectionServiceClient With(params string[] scopes) =>
        host.ClientFor<CollectionService.CollectionServiceClient>(Practice, scopes);

    public string NextRequest() => string.Create(CultureInfo.InvariantCulture, $"req-{Interlocked.Increment(ref _requests)}");

    /// <summary>Delivers an event of the ones that are heard; the same id again is the same message.</summary>
    public Task<Status> TellAsync(IMessage message, string? id = null) => message switch
    {
        Patients.EncounterCharged charged => host.DeliverAsync(charged, "patients", charged.Encounter, charged.CaptureNumber, Practice, id),
        Claims.ClaimSubmitted submitted => host.DeliverAsync(submitted, "claims", submitted.Claim, submitted.VersionNumber, Practice, id),
        Claims.ClaimVoided voided => host.DeliverAsync(voided, "claims", voided.Claim, 100 + voided.VersionNumber, Practice, id),
        Claims.ClaimVersionDiscarded discarded => host.DeliverAsync(discarded, "claims", discarded.Claim, 200 + discarded.VersionNumber, Practice, id),
        Remittances.PaymentsPosted posted => host.DeliverAsync(posted, "remittances", posted.Remittance, posted.ChunkNumber, Practice, id),
        _ => throw new ArgumentOutOfRangeException(nameof(message)),
    };

    /// <summary>Delivers events that must all be taken.</summary>
    public async Task HearAsync(params IEnumerable<IMessage> messages)
    {
        foreach (var message in messages)
        {
            Assert.Equal(Status.Success, await TellAsync(message));
        }
    }

    /// <summary>A visit of 200.00 of which the patient owes a part, the rest being paid.</summary>
    public async Task<Visit> OwedAsync(long patientCents, string? party = null, DateOnly? day = null)
    {
        var visit = Visit.OfSomebody(200_00, day, party);
        await HearAsync(visit.Charged(), visit.Submitted(), visit.Posted(200_00 - patientCents, 0, patientCents));
        return visit;
    }

    public async Task<Account> AccountAsync(string party) =>
        Assert.Single((await Desk.ListAccountsAsync(new() { ResponsibleParty = party })).Accounts);

    /// <summary>The name of the account of a new visit of which the patient owes a part.</summary>
    public async Task<string> AccountOwingAsync(long patientCents) => (await AccountAsync((await OwedAsync(patientCents)).Party)).Name;

    /// <summary>Unbilled, with payers, due, in credit; in cents.</summary>
    public async Task<(long Unbilled, long Payer, long Patient, long Credit)> BalancesAsync(string party)
    {
        var account = await AccountAsync(party);
        return (account.UnbilledBalance.Cents(), account.PayerBalance.Cents(), account.PatientBalance.Cents(), account.CreditBalance.Cents());
    }

    public async Task<Payment> PayAsync(string account, long cents, string? requestId = null) =>
        await Desk.CreatePaymentAsync(new() { Payment = Paid(account, cents), RequestId = requestId ?? NextRequest() });

    public static Payment Paid(string account, long cents) => new() { Account = account, Amount = new Money(cents).ToWire(), Method = Payment.Types.Method.Check };

    public async Task<Statement> StateAsync(string account, string? requestId = null) =>
        await Desk.CreateStatementAsync(new() { Statement = new() { Account = account }, RequestId = requestId ?? NextRequest() });

    /// <summary>All entries about one account, in the order they are listed.</summary>
    public async Task<IReadOnlyList<JournalEntry>> EntriesAsync(string account = "") =>
        (await Desk.ListJournalEntriesAsync(new() { Account = account, PageSize = 200 })).JournalEntries;

    /// <summary>Asserts that debits equal credits and that every cached balance is the sum of its lines.</summary>
    public async Task AssertBalancedAsync()
    {
        Assert.Equal(0, (await Desk.GetTrialBalanceAsync(new())).Difference.Cents());
        var (wrong, difference) = await host.Services.GetRequiredService<BalanceCheck>().CheckAsync(CancellationToken.None);
        Assert.Empty(wrong);
        Assert.Equal(0, difference);
    }

    /// <summary>Debits - credits of each ledger account that is not zero.</summary>
    public async Task<Dictionary<LedgerAccount, long>> LedgerAsync() =>
        (await Desk.GetTrialBalanceAsync(new())).Rows.Where(row => row.Balance.Cents() != 0).ToDictionary(row => row.LedgerAccount, row => row.Balance.Cents());

    public Task<T> WithDbAsync<T>(Func<CollectionsDb, Task<T>> act) => host.WithDbAsync(act, Practice);

    public Task WithDbAsync(Func<CollectionsDb, Task> act) => host.WithDbAsync(act, Practice);
}

public static class Calls
{
    public static long Cents(this Google.Type.Money money) => money.ToMoney("amount").Cents;

    /// <summary>The failure a call ends with.</summary>
    public static async Task<(StatusCode Code, Failure Failure)> FailureAsync<T>(AsyncUnaryCall<T> call)
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () => await call);
        var failure = error.ToFailure(out _);
        Assert.NotNull(failure);
        return (error.StatusCode, failure);
    }

    /// <summary>Asserts how a call ends.</summary>
    public static async Task AssertFailsAsync<T>(StatusCode code, string reason, AsyncUnaryCall<T> call)
    {
        var (actual, failure) = await FailureAsync(call);
        Assert.Equal((code, reason), (actual, failure.Reason));
    }
}
