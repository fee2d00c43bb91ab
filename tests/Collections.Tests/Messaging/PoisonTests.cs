using Google.Protobuf;
using MedBill.Collections.Tests.Fixture;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using Claims = MedBill.Contracts.Claims.Events.V1;
using Patients = MedBill.Contracts.Patients.Events.V1;
using Remittances = MedBill.Contracts.Remittance.Events.V1;
using Status = Dapr.AppCallback.Autogen.Grpc.v1.TopicEventResponse.Types.TopicEventResponseStatus;

namespace MedBill.Collections.Tests.Messaging;

/// <summary>What breaks its contract is dropped for good, and books nothing.</summary>
public sealed class PoisonTests(CollectionsHost host)
{
    private static readonly Visit Sample = new("poison", "patients/pat-poison", 100_00, new(2026, 2, 20));

    private readonly Office _office = new(host);

    public static TheoryData<string> Breaches => [.. Broken.Keys];

    private static Dictionary<string, IMessage> Broken { get; } = new(StringComparer.Ordinal)
    {
        ["charged: no encounter"] = Charged(told => told.Encounter = ""),
        ["charged: encounter of another collection"] = Charged(told => told.Encounter = "claims/clm-1"),
        ["charged: encounter too long"] = Charged(told => told.Encounter = "encounters/" + new string('e', 100)),
        ["charged: no patient"] = Charged(told => told.Patient = ""),
        ["charged: party is a payer"] = Charged(told => told.ResponsibleParty = "payers/pyr-1"),
        ["charged: capture 0"] = Charged(told => told.CaptureNumber = 0),
        ["charged: no date"] = Charged(told => told.ServiceDate = null),
        ["charged: February 30"] = Charged(told => told.ServiceDate = new() { Year = 2026, Month = 2, Day = 30 }),
        ["charged: no total"] = Charged(told => told.TotalCharge = null),
        ["charged: total is not the sum"] = Charged(told => told.TotalCharge = new Money(99_99).ToWire()),
        ["charged: euros"] = Charged(told => told.TotalCharge.CurrencyCode = "EUR"),
        ["charged: parts of a cent"] = Charged(told => told.TotalCharge.Nanos = 1),
        ["charged: more than all money"] = Charged(told => told.TotalCharge = told.Charges[0].Amount = new Google.Type.Money { CurrencyCode = "USD", Units = long.MaxValue }),
        ["submitted: no claim"] = Submitted(told => told.Claim = ""),
        ["submitted: version 0"] = Submitted(told => told.VersionNumber = 0),
        ["submitted: no payer"] = Submitted(told => told.Payer = ""),
        ["submitted: no total"] = Submitted(told => told.TotalCharge = null),
        ["submitted: version 1 supersedes"] = Submitted(told => told.Superseded = Sample.Submitted(2).Superseded),
        ["submitted: version 2 supersedes nothing"] = Submitted(told => told.VersionNumber = 2),
        ["submitted: superseded payer is a claim"] = Submitted(told => (told.VersionNumber, told.Superseded) = (2, new() { Payer = "claims/clm-1", TotalCharge = new Money(1).ToWire() })),
        ["submitted: superseded without a total"] = Submitted(told => (told.VersionNumber, told.Superseded) = (2, new() { Payer = "payers/pyr-1" })),
        ["discarded: no claim"] = Discarded(told => told.Claim = ""),
        ["discarded: no version"] = Discarded(told => told.VersionNumber = 0),
        ["discarded: no encounter"] = Discarded(told => told.Standing.Encounter = ""),
        ["discarded: no payer"] = Discarded(told => told.Discarded.Payer = ""),
        ["discarded: no total"] = Discarded(told => told.Standing.TotalCharge = null),
        ["discarded: nothing stands"] = Discarded(told => told.Standing = null),
        ["voided: no claim"] = Voided(told => told.Claim = ""),
        ["voided: no encounter"] = Voided(told => told.Asked.Encounter = ""),
        ["voided: no payer"] = Voided(told => told.Asked.Payer = ""),
        ["voided: no total"] = Voided(told => told.Asked.TotalCharge = null),
        ["posted: no claims"] = Posted(told => told.Claims.Clear()),
        ["posted: 201 claims"] = Posted(told => told.Claims.Add(Enumerable.Range(2, 200).Select(i => Sample.Decided(told.Remittance, i, 1, 0, 0)))),
        ["posted: chunk 0"] = Posted(told => told.ChunkNumber = 0),
        ["posted: no payment date"] = Posted(told => told.PaymentDate = null),
        ["posted: no posting"] = Posted(told => told.Posting = ""),
        ["posted: no remittance"] = Posted(told => told.Remittance = "postings/pst-1"),
        ["posted: claim payment twice"] = Posted(told => told.Claims.Add(told.Claims[0].Clone())),
        ["posted: claim payment without a remittance"] = Posted(told => told.Claims[0].ClaimPayment = "claimPayments/1"),
        ["posted: does not add up"] = Posted(told => told.Claims[0].DeniedAmount = new Money(1).ToWire()),
        ["posted: no version"] = Posted(told => told.Claims[0].ClaimVersionNumber = 0),
        ["posted: no amount"] = Posted(told => told.Claims[0].ContractualAmount = null),
    };

    [Theory]
    [MemberData(nameof(Breaches))]
    public async Task A_breach_is_dropped_and_books_nothing(string breach)
    {
        Assert.Equal(Status.Drop, await _office.TellAsync(Broken[breach].Clone()));

        Assert.Equal(0, (await _office.Desk.GetTrialBalanceAsync(new())).EntryCount);
        Assert.Empty((await _office.Desk.ListAccountsAsync(new())).Accounts);
    }

    [Fact]
    public async Task The_samples_are_sound_without_their_breach() =>
        await _office.HearAsync(Sample.Charged(), Sample.Submitted(), Sample.Posted(50_00, 30_00, 20_00));

    [Fact]
    public async Task Money_of_no_practice_is_dropped()
    {
        foreach (var (message, topic) in new (IMessage, string)[] { (Sample.Charged(), "patients"), (Sample.Submitted(), "claims"), (Sample.Posted(1, 0, 0), "remittances") })
        {
            Assert.Equal(Status.Drop, await host.DeliverAsync(message, topic, "subject", practice: null));
        }
    }

    [Fact]
    public async Task One_broken_message_does_not_hold_up_the_others()
    {
        var visit = Visit.OfSomebody(100_00);

        Assert.Equal(Status.Drop, await _office.TellAsync(Broken["submitted: no payer"].Clone()));
        await _office.HearAsync(visit.Charged(), visit.Submitted());

        Assert.Equal((0, 100_00, 0, 0), await _office.BalancesAsync(visit.Party));
    }

    private static Patients.EncounterCharged Charged(Action<Patients.EncounterCharged> breach) => With(Sample.Charged(), breach);

    private static Claims.ClaimSubmitted Submitted(Action<Claims.ClaimSubmitted> breach) => With(Sample.Submitted(), breach);

    private static Claims.ClaimVersionDiscarded Discarded(Action<Claims.ClaimVersionDiscarded> breach) => With(Sample.Discarded(), breach);

    private static Claims.ClaimVoided Voided(Action<Claims.ClaimVoided> breach) => With(Sample.Voided(), breach);

    private static Remittances.PaymentsPosted Posted(Action<Remittances.PaymentsPosted> breach) => With(Sample.Posted(50_00, 30_00, 20_00), breach);

    private static T With<T>(T message, Action<T> breach)
    {
        breach(message);
        return message;
    }
}

internal static class MessageCopies
{
    public static IMessage Clone(this IMessage message) => message.Descriptor.Parser.ParseFrom(message.ToByteArray());
}
