using CsCheck;
using MedBill.Collections.Domain.Journal;
using MedBill.Platform.Values;

namespace MedBill.Collections.Tests.Domain;

/// <summary>What each fact books (architecture, decision 27), written out once more by hand.</summary>
public sealed class FactsTests
{
    private static readonly DateOnly Day = new(2026, 3, 2);
    private static readonly Subject Claim = new("patients/pat-1", "encounters/enc-1", "claims/clm-1", "payers/pyr-1", new(2026, 2, 20));
    private static readonly Subject Visit = Claim with { Claim = null, Payer = null };

    [Fact]
    public void Charges_are_earned_and_not_yet_billed() => AssertBooks(
        Facts.EncounterCharged(Visit, 2, selfPay: false, Day, new(150_00)),
        CauseType.EncounterCharged, "encounters/enc-1/captures/2",
        "Dr ArUnbilled 150.00", "Cr Revenue 150.00");

    [Fact]
    public void Charges_that_no_insurance_is_billed_for_are_the_patients_at_once() => AssertBooks(
        Facts.EncounterCharged(Visit, 1, selfPay: true, Day, new(150_00)),
        CauseType.EncounterCharged, "encounters/enc-1/captures/1",
        "Dr ArUnbilled 150.00", "Cr Revenue 150.00", "Dr ArPatient 150.00", "Cr ArUnbilled 150.00");

    [Fact]
    public void A_submitted_claim_is_owed_by_its_payer() => AssertBooks(
        Facts.ClaimSubmitted(Claim, Day, new(150_00)),
        CauseType.ClaimSubmitted, "claims/clm-1",
        "Dr ArPayer 150.00", "Cr ArUnbilled 150.00");

    [Fact]
    public void A_later_version_books_what_it_asks_for_more()
    {
        var facts = Facts.ClaimResubmitted(Claim, 2, Day, new(210_00), "payers/pyr-1", new(150_00));

        AssertBooks(Assert.Single(facts), CauseType.ClaimSubmitted, "claims/clm-1/versions/2", "Dr ArPayer 60.00", "Cr ArUnbilled 60.00");
    }

    [Fact]
    public void A_later_version_that_asks_for_the_same_books_nothing() =>
        Assert.Empty(Assert.Single(Facts.ClaimResubmitted(Claim, 2, Day, new(150_00), "payers/pyr-1", new(150_00))).Movements);

    [Fact]
    public void A_later_version_to_another_payer_leaves_the_first_nothing_to_owe()
    {
        var facts = Facts.ClaimResubmitted(Claim, 3, Day, new(150_00), "payers/pyr-9", new(150_00));

        Assert.Equal(["payers/pyr-9", "payers/pyr-1"], facts.Select(fact => fact.Subject.Payer));
        AssertBooks(facts[0], CauseType.ClaimSubmitted, "claims/clm-1/versions/3/superseded", "Cr ArPayer 150.00", "Dr ArUnbilled 150.00");
        AssertBooks(facts[1], CauseType.ClaimSubmitted, "claims/clm-1/versions/3", "Dr ArPayer 150.00", "Cr ArUnbilled 150.00");
    }

    [Fact]
    public void A_void_claim_is_owed_by_nobody_and_unbilled_again() => AssertBooks(
        Facts.ClaimVoided(Claim, Day, new(150_00)),
        CauseType.ClaimVoided, "claims/clm-1",
        "Cr ArPayer 150.00", "Dr ArUnbilled 150.00");

    [Theory]
    [InlineData("payers/pyr-1", 210_00)]
    [InlineData("payers/pyr-9", 210_00)]
    [InlineData("payers/pyr-9", 150_00)]
    [InlineData("payers/pyr-1", 90_00)]
    public void A_refused_version_that_is_discarded_leaves_nothing_of_itself(string payer, long cents)
    {
        var next = Claim with { Payer = payer };
        Fact[] facts =
        [
            Facts.ClaimSubmitted(Claim, Day, new(150_00)),
            .. Facts.ClaimResubmitted(next, 2, Day, new(cents), Claim.Payer!, new(150_00)),
            .. Facts.ClaimVersionDiscarded(Claim, 2, Day, new(150_00), payer, new(cents)),
        ];

        Assert.Equal(facts.Length, facts.DistinctBy(fact => fact.Cause).Count());
        foreach (var (asked, owes) in new[] { (Claim.Payer!, 150_00L), ("payers/pyr-9", 0) })
        {
            Assert.Equal(owes, facts.Where(fact => fact.Subject.Payer == asked).SelectMany(fact => fact.Movements)
                .Where(movement => movement.Account == LedgerAccount.ArPayer).Sum(movement => movement.Amount.Cents));
        }

        Assert.All(facts, fact => Assert.Equal(0, fact.Movements.Sum(movement => movement.Amount.Cents)));
    }

    [Fact]
    public void Whatever_the_versions_asked_each_payer_owes_what_the_last_one_asks_of_it() =>
        Gen.Select(Gen.Int[0, 500_00], Gen.Int[0, 2]).Array[1, 10].Sample(versions =>
        {
            var facts = versions.SelectMany((version, i) =>
            {
                var claim = Claim with { Payer = $"payers/pyr-{version.Item2}" };
                return i == 0
                    ? [Facts.ClaimSubmitted(claim, Day, new(version.Item1))]
                    : Facts.ClaimResubmitted(claim, i + 1, Day, new(version.Item1), $"payers/pyr-{versions[i - 1].Item2}", new(versions[i - 1].Item1));
            }).ToList();
            Assert.Equal(facts.Count, facts.DistinctBy(fact => fact.Cause).Count());
            for (var payer = 0; payer <= 2; payer++)
            {
                var owes = facts.Where(fact => fact.Subject.Payer == $"payers/pyr-{payer}").SelectMany(fact => fact.Movements)
                    .Where(movement => movement.Account == LedgerAccount.ArPayer).Sum(movement => movement.Amount.Cents);
                Assert.Equal(versions[^1].Item2 == payer ? versions[^1].Item1 : 0, owes);
            }
        });

    [Fact]
    public void What_a_payer_decided_leaves_what_it_owes() => AssertBooks(
        Posted(80_00, 50_00, 20_00),
        CauseType.PaymentsPosted, "remittances/rmt-1/claimPayments/1",
        "Dr PayerCash 80.00", "Dr Contractual 50.00", "Dr ArPatient 20.00", "Cr ArPayer 150.00");

    [Fact]
    public void A_payers_reversal_books_on_the_other_sides() => AssertBooks(
        Posted(-80_00, -50_00, -20_00),
        CauseType.PaymentsPosted, "remittances/rmt-1/claimPayments/1",
        "Cr PayerCash 80.00", "Cr Contractual 50.00", "Cr ArPatient 20.00", "Dr ArPayer 150.00");

    [Fact]
    public void What_is_denied_whole_books_nothing() => Assert.Empty(Posted(0, 0, 0).Movements);

    [Fact]
    public void A_decision_that_only_moves_between_others_leaves_the_payers_debt() => AssertBooks(
        Posted(-20_00, 0, 20_00),
        CauseType.PaymentsPosted, "remittances/rmt-1/claimPayments/1",
        "Cr PayerCash 20.00", "Dr ArPatient 20.00");

    [Fact]
    public void A_payment_pays_what_is_due_and_the_rest_is_a_credit() => AssertBooks(
        Facts.PaymentReceived("payments/pmt-1", null, Day, new(30_00), new(20_00)),
        CauseType.PaymentReceived, "payments/pmt-1",
        "Dr Cash 50.00", "Cr ArPatient 30.00", "Cr PatientCredit 20.00");

    [Fact]
    public void A_payment_taken_back_is_the_mirror_of_what_it_booked_and_names_it()
    {
        var received = Entry("jrn-1", Facts.PaymentReceived("payments/pmt-1", "patients/pat-1", Day, new(30_00), new(20_00)));

        var reversed = Facts.PaymentReversed("payments/pmt-1", received, Day.AddDays(3));

        AssertBooks(reversed, CauseType.PaymentReversed, "payments/pmt-1", "Cr Cash 50.00", "Dr ArPatient 30.00", "Dr PatientCredit 20.00");
        Assert.Equal(("jrn-1", "patients/pat-1", Day.AddDays(3)), (reversed.Reverses, reversed.Subject.Patient, reversed.EffectiveDate));
    }

    [Fact]
    public void A_credit_is_used_and_released_because_of_a_fact()
    {
        AssertBooks(
            Facts.CreditMoved(Posted(0, 0, 20_00), new(20_00)),
            CauseType.CreditApplied, "remittances/rmt-1/claimPayments/1",
            "Dr PatientCredit 20.00", "Cr ArPatient 20.00");
        AssertBooks(
            Facts.CreditMoved(Posted(0, 0, -20_00), new(-20_00)),
            CauseType.CreditReleased, "remittances/rmt-1/claimPayments/1",
            "Cr PatientCredit 20.00", "Dr ArPatient 20.00");
    }

    [Fact]
    public void Every_entry_balances_and_has_positive_lines_about_its_subject() =>
        Gen.Select(Amount, Amount, Amount).Where(one => one != (0, 0, 0)).Sample((paid, contractual, patient) =>
        {
            var entry = Entry("jrn-1", Posted(paid, contractual, patient));
            return Money.Sum(entry.Lines.Select(line => line.NetDebit)) == Money.Zero
                && entry.Lines.All(line => line.AmountCents > 0 && line.EntryId == entry.Id && line.Cause == entry.CauseType)
                && (entry.Patient, entry.Encounter, entry.Claim, entry.Payer, entry.ServiceDate) == (Claim.Patient, Claim.Encounter, Claim.Claim, Claim.Payer, Claim.ServiceDate)
                && entry.Lines.Select(line => line.Number).SequenceEqual(Enumerable.Range(1, entry.Lines.Count));
        });

    [Theory]
    [InlineData(10_00, -9_99)]
    [InlineData(10_00, 10_00)]
    public void An_entry_that_does_not_balance_cannot_be_made(long first, long second) =>
        Assert.Throws<ArgumentException>(() => Entry("jrn-1", Moving(first, second)));

    [Fact]
    public void An_entry_of_one_line_or_of_nothing_cannot_be_made()
    {
        Assert.Throws<ArgumentException>(() => Entry("jrn-1", Moving()));
        Assert.Throws<ArgumentException>(() => Entry("jrn-1", Moving(0)));
        Assert.Throws<ArgumentException>(() => Entry("jrn-1", Moving(5, -5, 0)));
    }

    [Fact]
    public void An_entry_has_at_most_a_thousand_lines()
    {
        Assert.Equal(JournalEntry.MaxLines, Entry("jrn-1", Moving([.. Enumerable.Range(0, 1000).Select(i => i % 2 == 0 ? 1L : -1L)])).Lines.Count);
        Assert.Throws<ArgumentException>(() => Entry("jrn-1", Moving([.. Enumerable.Range(0, 1002).Select(i => i % 2 == 0 ? 1L : -1L)])));
    }

    private static Gen<long> Amount => Gen.Long[-100_000, 100_000];

    private static Fact Posted(long paid, long contractual, long patient) =>
        Facts.ClaimPosted("remittances/rmt-1/claimPayments/1", Claim, Day, new(paid), new(contractual), new(patient));

    private static Fact Moving(params long[] cents) => new(
        new(CauseType.PaymentReceived, "payments/pmt-1"), Day, Subject.Nothing, [.. cents.Select(amount => new Movement(LedgerAccount.Cash, new(amount)))]);

    private static JournalEntry Entry(string id, Fact fact) => JournalEntry.Create(id, "acc-1", 2, fact, default);

    private static void AssertBooks(Fact fact, CauseType type, string key, params string[] lines)
    {
        Assert.Equal(new Cause(type, key), fact.Cause);
        Assert.Equal(lines, Entry("jrn-1", fact).Lines.Select(line => $"{(line.Side == Side.Debit ? "Dr" : "Cr")} {line.LedgerAccount} {line.Amount}"));
    }
}
