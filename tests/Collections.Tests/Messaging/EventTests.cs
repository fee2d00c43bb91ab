using Google.Protobuf;
using MedBill.Collections.Tests.Fixture;
using MedBill.Contracts.Collections.V1;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Status = Dapr.AppCallback.Autogen.Grpc.v1.TopicEventResponse.Types.TopicEventResponseStatus;

namespace MedBill.Collections.Tests.Messaging;

/// <summary>Every message may come twice, late, out of order or broken.</summary>
public sealed class EventTests(CollectionsHost host)
{
    private readonly Office _office = new(host);

    [Fact]
    public async Task A_message_delivered_again_books_nothing_more()
    {
        var visit = Visit.OfSomebody(200_00);
        foreach (var message in Story(visit))
        {
            var id = $"again-{Visit.NextKey()}";
            Assert.Equal([Status.Success, Status.Success, Status.Success], [await _office.TellAsync(message, id), await _office.TellAsync(message, id), await _office.TellAsync(message, id)]);
        }

        await AssertStoryAsync(visit);
    }

    [Fact]
    public async Task A_fact_told_under_two_event_ids_books_once()
    {
        var visit = Visit.OfSomebody(200_00);
        var story = Story(visit);

        await _office.HearAsync([.. story, .. story]);

        await AssertStoryAsync(visit);
    }

    [Fact]
    public async Task A_chunk_sent_anew_with_one_claim_that_is_known_books_the_other()
    {
        var (known, other) = (Visit.OfSomebody(200_00), Visit.OfSomebody(200_00));
        var remittance = $"remittances/rmt-{Visit.NextKey()}";
        await _office.HearAsync(Visit.Chunk(remittance, 1, Office.Today, known.Decided(remittance, 1, 50_00, 0, 0)));

        await _office.HearAsync(Visit.Chunk(remittance, 2, Office.Today, known.Decided(remittance, 1, 50_00, 0, 0), other.Decided(remittance, 2, 60_00, 0, 0)));

        Assert.Equal((-50_00, -60_00), ((await _office.BalancesAsync(known.Party)).Payer, (await _office.BalancesAsync(other.Party)).Payer));
    }

    [Fact]
    public async Task Later_versions_that_ask_for_the_same_book_nothing_even_when_they_come_first()
    {
        var visit = Visit.OfSomebody(200_00);

        await _office.HearAsync(visit.Submitted(2), visit.Submitted(), visit.Submitted(3), visit.Charged());

        Assert.Equal((0, 200_00, 0, 0), await _office.BalancesAsync(visit.Party));
    }

    [Fact]
    public async Task A_late_charge_moves_to_the_payer_with_the_version_that_asks_for_it()
    {
        var visit = Visit.OfSomebody(200_00);
        var late = visit with { Cents = 60_00 };
        var replacement = (visit with { Cents = 260_00 }).Submitted(2, centsBefore: 200_00);

        await _office.HearAsync(visit.Charged(), visit.Submitted(), late.Charged(capture: 2));
        Assert.Equal((60_00, 200_00, 0, 0), await _office.BalancesAsync(visit.Party));
        await _office.HearAsync(replacement, replacement.Clone());

        Assert.Equal((0, 260_00, 0, 0), await _office.BalancesAsync(visit.Party));
        await _office.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_claim_sent_to_another_payer_is_owed_by_that_one_alone()
    {
        var visit = Visit.OfSomebody(200_00);
        var other = (visit with { Payer = "payers/pyr-2" }).Submitted(2, payerBefore: visit.Payer);

        await _office.HearAsync(other, visit.Charged(), visit.Submitted());

        Assert.Equal((0, 200_00, 0, 0), await _office.BalancesAsync(visit.Party));
        var row = Assert.Single((await _office.Desk.GetAgingReportAsync(new())).Rows, row => row.TotalAmount.Cents() != 0);
        Assert.Equal(("payers/pyr-2", 200_00), (row.Payer, row.TotalAmount.Cents()));
    }

    [Fact]
    public async Task A_void_claim_is_owed_by_nobody_and_its_charge_unbilled_again()
    {
        var (sent, unsent) = (Visit.OfSomebody(200_00), Visit.OfSomebody(100_00));

        await _office.HearAsync(sent.Voided(), sent.Charged(), sent.Submitted(), sent.Voided(), unsent.Charged(), unsent.Voided(sent: false));

        Assert.Equal((200_00, 0, 0, 0), await _office.BalancesAsync(sent.Party));
        Assert.Equal((100_00, 0, 0, 0), await _office.BalancesAsync(unsent.Party));
        await _office.AssertBalancedAsync();
    }

    [Fact]
    public async Task Each_capture_of_an_encounter_is_booked()
    {
        var visit = Visit.OfSomebody(200_00);

        await _office.HearAsync(visit.Charged(), (visit with { Cents = 30_00 }).Charged(capture: 2), visit.Charged());

        Assert.Equal((230_00, 0, 0, 0), await _office.BalancesAsync(visit.Party));
    }

    [Fact]
    public async Task Decisions_may_come_before_their_claims_and_claims_before_their_charges()
    {
        var visit = Visit.OfSomebody(200_00);
        var posted = visit.Posted(120_00, 50_00, 30_00);

        await _office.HearAsync(posted);
        Assert.Equal((0, -200_00, 30_00, 0), await _office.BalancesAsync(visit.Party));
        await _office.HearAsync(visit.Submitted());
        Assert.Equal((-200_00, 0, 30_00, 0), await _office.BalancesAsync(visit.Party));
        await _office.HearAsync(visit.Charged());

        await AssertStoryAsync(visit);
    }

    // Any order and any duplication of everything that can happen to an account comes to the same.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_order_of_messages_and_payments_does_not_matter(int seed)
    {
        var random = new Random(seed);
        var guarantor = $"guarantors/gtr-{Visit.NextKey()}";
        var visits = Enumerable.Range(0, 4).Select(i => Visit.OfSomebody(200_00 + i, new(2026, 1, i + 1), guarantor)).ToList();
        await _office.HearAsync(visits[0].Charged());
        var account = (await _office.AccountAsync(guarantor)).Name;
        List<IMessage> messages =
        [
            .. visits.SelectMany(visit => (IMessage[])[visit.Charged(), visit.Submitted(), visit.Posted(120_00, 30_00, 40_00)]),
            visits[1].Posted(-120_00, -30_00, -40_00),
            visits[1].Posted(100_00, 30_00, 25_00),
        ];
        Func<Task>[] steps =
        [
            .. messages.SelectMany(message => Enumerable.Repeat<Func<Task>>(() => _office.HearAsync(message), random.Next(1, 3))),
            .. new[] { 90_00, 30_00, 70_00 }.Select(cents => (Func<Task>)(() => _office.PayAsync(account, cents))),
        ];
        random.Shuffle(steps);

        foreach (var step in steps)
        {
            await step();
        }

        // Denied: 10.00, 10.01, 10.02, 10.03 and 35.00 more at the second visit after its reversal.
        Assert.Equal((0, 10_00 + 45_01 + 10_02 + 10_03, 0, 45_00), await _office.BalancesAsync(guarantor));
        await _office.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_decision_that_fails_leaves_nothing_of_its_chunk()
    {
        var (good, bad) = (Visit.OfSomebody(200_00), Visit.OfSomebody(200_00));
        var remittance = $"remittances/rmt-{Visit.NextKey()}";
        var broken = bad.Decided(remittance, 2, 60_00, 0, 0);
        broken.Charge = new Money(1).ToWire();

        Assert.Equal(Status.Drop, await _office.TellAsync(Visit.Chunk(remittance, 1, Office.Today, good.Decided(remittance, 1, 50_00, 0, 0), broken)));

        Assert.Empty(await _office.EntriesAsync());
        Assert.Equal(0, (await _office.Desk.GetJournalTotalsAsync(new())).PostingCount);
    }

    [Fact]
    public async Task A_host_that_stops_after_its_commit_and_before_its_answer_books_once()
    {
        await using var alone = new CollectionsHost();
        await alone.InitializeAsync();
        var office = new Office(alone);
        var visit = Visit.OfSomebody(200_00);
        var messages = Story(visit).Select(message => (Message: message, Id: $"crash-{Visit.NextKey()}")).ToList();
        foreach (var (message, id) in messages)
        {
            Assert.Equal(Status.Success, await office.TellAsync(message, id));
        }

        // Its answers were lost: the sender delivers the same messages to the host that starts on the same files.
        await alone.StopAsync();
        await alone.StartAsync();
        foreach (var (message, id) in messages)
        {
            Assert.Equal(Status.Success, await office.TellAsync(message, id));
        }

        Assert.Equal((0, 0, 30_00, 0), await office.BalancesAsync(visit.Party));
        Assert.Equal(3, (await office.EntriesAsync()).Count);
        var events = await alone.EventsAsync((await office.AccountAsync(visit.Party)).Name);
        Assert.Equal(["medbill.collections.events.v1.AccountOpened", "medbill.collections.events.v1.BalanceTransferredToPatient"], events);
    }

    [Fact]
    public async Task A_host_that_stops_before_its_commit_books_when_it_is_told_again()
    {
        var visit = Visit.OfSomebody(200_00);

        await _office.WithDbAsync(async db =>
        {
            var books = new Collections.Journal.Books(db, new(), host.Clock);
            await db.Database.BeginTransactionAsync();
            await books.BookAsync([new(visit.Party, Fact(visit))], CancellationToken.None);
            await db.SaveChangesAsync();

            // No commit: as if the process had ended here.
        });
        Assert.Empty(await _office.EntriesAsync());
        await _office.HearAsync(visit.Charged());

        Assert.Equal((200_00, 0, 0, 0), await _office.BalancesAsync(visit.Party));
    }

    private static Collections.Domain.Journal.Fact Fact(Visit visit) => Collections.Domain.Journal.Facts.EncounterCharged(
        new(visit.Patient, visit.Encounter, ServiceDate: visit.Day), 1, selfPay: false, visit.Day, new(visit.Cents));

    private static IMessage[] Story(Visit visit)
    {
        var posted = visit.Posted(120_00, 50_00, 30_00);
        return [visit.Charged(), visit.Submitted(), posted];
    }

    private async Task AssertStoryAsync(Visit visit)
    {
        Assert.Equal((0, 0, 30_00, 0), await _office.BalancesAsync(visit.Party));
        Assert.Equal(
            new Dictionary<LedgerAccount, long>
            {
                [LedgerAccount.ArPatient] = 30_00,
                [LedgerAccount.Revenue] = -200_00,
                [LedgerAccount.Contractual] = 50_00,
                [LedgerAccount.PayerCash] = 120_00,
            },
            await _office.LedgerAsync());
        await _office.AssertBalancedAsync();
    }
}
