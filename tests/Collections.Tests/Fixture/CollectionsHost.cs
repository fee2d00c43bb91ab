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

/// <summary>The real service beside a registry of synthetic people.</summary>
public sealed class CollectionsHost() : ServiceHost("collections", CollectionsApp.Build)
{
    private int _requests;

    public FakePatientRegistry Registry { get; } = new();

    public CollectionService.CollectionServiceClient Desk => Client<CollectionService.CollectionServiceClient>("collections.read", "collections.write", "collections.adjust");

    public CollectionService.CollectionServiceClient Stranger =>
        ClientFor<CollectionService.CollectionServiceClient>(OtherPractice, "collections.read", "collections.write", "collections.adjust");

    public static DateOnly Today => DateOnly.FromDateTime(TestWorld.Start.UtcDateTime);

    public override async ValueTask InitializeAsync()
    {
        await AddPeerAsync("patient-registry", Registry);
        await base.InitializeAsync();
    }

    public string NextRequest() => string.Create(CultureInfo.InvariantCulture, $"req-{Interlocked.Increment(ref _requests)}");

    /// <summary>Delivers an event of the ones that are heard; the same id again is the same message.</summary>
    public Task<Status> TellAsync(IMessage message, string? id = null, string? practice = Practice) => message switch
    {
        Patients.EncounterCharged charged => DeliverAsync(charged, "patients", charged.Encounter, charged.CaptureNumber, practice, id),
        Claims.ClaimSubmitted submitted => DeliverAsync(submitted, "claims", submitted.Claim, submitted.VersionNumber, practice, id),
        Remittances.PaymentsPosted posted => DeliverAsync(posted, "remittances", posted.Remittance, posted.ChunkNumber, practice, id),
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

    /// <summary>A visit whose patient owes this part of it, the rest being paid.</summary>
    public async Task<Visit> OwedAsync(long patientCents, string? party = null, DateOnly? day = null)
    {
        var visit = Visit.OfSomebody(200_00, day, party);
        await HearAsync(visit.Charged(), visit.Submitted(), visit.Posted(200_00 - patientCents, 0, patientCents));
        return visit;
    }

    public async Task<Account> AccountAsync(string party) =>
        Assert.Single((await Desk.ListAccountsAsync(new() { ResponsibleParty = party })).Accounts);

    /// <summary>Unbilled, with payers, due, in credit; in cents.</summary>
    public async Task<(long Unbilled, long Payer, long Patient, long Credit)> BalancesAsync(string party)
    {
        var account = await AccountAsync(party);
        return (Cents(account.UnbilledBalance), Cents(account.PayerBalance), Cents(account.PatientBalance), Cents(account.CreditBalance));
    }

    public async Task<Payment> PayAsync(string account, long cents, string? requestId = null) =>
        await Desk.CreatePaymentAsync(new() { Payment = Paid(account, cents), RequestId = requestId ?? NextRequest() });

    public static Payment Paid(string account, long cents) => new() { Account = account, Amount = new Money(cents).ToWire(), Method = Payment.Types.Method.Check };

    /// <summary>All entries about one account, in the order they are listed.</summary>
    public async Task<IReadOnlyList<JournalEntry>> EntriesAsync(string account) =>
        (await Desk.ListJournalEntriesAsync(new() { Account = account, PageSize = 200 })).JournalEntries;

    /// <summary>Asserts that debits equal credits and that every cached balance is the sum of its lines.</summary>
    public async Task AssertBalancedAsync()
    {
        Assert.Equal(0, Cents((await Desk.GetTrialBalanceAsync(new())).Difference));
        var (wrong, difference) = await Services.GetRequiredService<BalanceCheck>().CheckAsync(CancellationToken.None);
        Assert.Empty(wrong);
        Assert.Equal(0, difference);
    }

    public Task<T> WithDbAsync<T>(Func<CollectionsDb, Task<T>> act) => WithDbAsync<CollectionsDb, T>(act);

    public static long Cents(Google.Type.Money money) => money.ToMoney("amount").Cents;

    /// <summary>The failure a call ends with.</summary>
    public static async Task<(StatusCode Code, Failure Failure)> FailureAsync<T>(AsyncUnaryCall<T> call)
    {
        var error = await Assert.ThrowsAsync<RpcException>(async () => await call);
        return (error.StatusCode, error.ToFailure(out _)!);
    }

    /// <summary>Asserts how a call ends.</summary>
    public static async Task AssertFailsAsync<T>(StatusCode code, string reason, AsyncUnaryCall<T> call)
    {
        var (actual, failure) = await FailureAsync(call);
        Assert.Equal((code, reason), (actual, failure?.Reason));
    }
}
