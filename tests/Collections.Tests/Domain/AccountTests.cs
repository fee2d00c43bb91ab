using CsCheck;
using MedBill.Collections.Domain.Accounts;
using MedBill.Collections.Domain.Journal;
using MedBill.Platform.Values;

namespace MedBill.Collections.Tests.Domain;

/// <summary>An account's balances, whatever is booked in whatever order.</summary>
public sealed class AccountTests
{
    private static readonly DateOnly Day = new(2026, 3, 2);

    private int _ids;

    [Fact]
    public void A_payment_pays_what_is_due_and_no_more()
    {
        var account = Opened();
        Book(account, Posted(1, 0, 0, 30_00));

        Assert.Equal((new Money(30_00), new Money(20_00)), account.Divide(new(50_00)));
        Assert.Equal((new Money(10_00), Money.Zero), account.Divide(new(10_00)));
    }

    [Fact]
    public void A_credit_is_used_for_the_next_balance()
    {
        var account = Opened();
        Pay(account, 1, 50_00);

        var entries = Book(account, Posted(1, 0, 0, 30_00));

        Assert.Equal([CauseType.PaymentsPosted, CauseType.CreditApplied], entries.Select(entry => entry.CauseType));
        Assert.Equal((0, 20_00), (account.PatientCents, account.CreditCents));
        Assert.Equal(4, account.Version);
    }

    [Fact]
    public void What_a_payer_takes_back_becomes_a_credit_when_it_was_paid()
    {
        var account = Opened();
        Book(account, Posted(1, 0, 0, 30_00));
        Pay(account, 1, 30_00);

        var entries = Book(account, Posted(2, 0, 0, -30_00));

        Assert.Equal([CauseType.PaymentsPosted, CauseType.CreditReleased], entries.Select(entry => entry.CauseType));
        Assert.Equal((0, 30_00), (account.PatientCents, account.CreditCents));
    }

    [Fact]
    public void A_returned_check_whose_credit_was_used_makes_the_balance_due_again()
    {
        var account = Opened();
        var received = Pay(account, 1, 50_00);
        Book(account, Posted(1, 0, 0, 30_00));

        Book(account, Facts.PaymentReversed("payments/1", received, Day));

        Assert.Equal((30_00, 0), (account.PatientCents, account.CreditCents));
    }

    [Fact]
    public void A_fact_that_moves_nothing_leaves_no_trace()
    {
        var account = Opened();

        Assert.Empty(Book(account, Posted(1, 0, 0, 0)));
        Assert.Equal(1, account.Version);
    }

    // owed and paid are all that counts; never both due and in credit; each entry makes one version.
    [Fact]
    public void Any_order_comes_to_the_same_balances() => Gen.Select(Steps, Gen.Int[0, int.MaxValue]).Sample((steps, seed) =>
    {
        var (ordered, shuffled) = (Opened(), Opened());
        Run(ordered, steps);
        var mixed = steps.ToArray();
        new Random(seed).Shuffle(mixed);
        var entries = Run(shuffled, mixed);

        var owed = steps.Where(step => step.Kind != StepKind.Pay).Sum(step => step.Cents);
        var paid = steps.Where(step => step is { Kind: StepKind.Pay, Bounced: false }).Sum(step => step.Cents);
        Assert.Equal((Math.Max(0, owed - paid), Math.Max(0, paid - owed)), (ordered.PatientCents, ordered.CreditCents));
        Assert.Equal((ordered.UnbilledCents, ordered.PayerCents, ordered.PatientCents, ordered.CreditCents), (shuffled.UnbilledCents, shuffled.PayerCents, shuffled.PatientCents, shuffled.CreditCents));
        Assert.Equal(Money.Zero, Money.Sum(entries.SelectMany(entry => entry.Lines).Select(line => line.NetDebit)));
        Assert.Equal(1 + entries.Count, shuffled.Version);
        foreach (var (account, cents) in new[]
        {
            (LedgerAccount.ArUnbilled, shuffled.UnbilledCents), (LedgerAccount.ArPayer, shuffled.PayerCents),
            (LedgerAccount.ArPatient, shuffled.PatientCents), (LedgerAccount.PatientCredit, -shuffled.CreditCents),
        })
        {
            Assert.Equal(cents, entries.SelectMany(entry => entry.Lines).Where(line => line.LedgerAccount == account).Sum(line => line.NetDebit.Cents));
        }
    });

    private static Gen<Step[]> Steps => Gen.Select(Gen.Enum<StepKind>(), Gen.Long[1, 50_000], Gen.Bool).Select(
        (kind, cents, flag) => new Step(kind, kind == StepKind.Decide && flag ? -cents : cents, flag)).Array[1, 12];

    private static Account Opened() => Account.Open("acc-1", "patients/pat-1", default);

    private static Subject Visit(int number) => new("patients/pat-1", $"encounters/enc-{number}", $"claims/clm-{number}", "payers/pyr-1", Day);

    private static Fact Posted(int number, long paid, long contractual, long patient) =>
        Facts.ClaimPosted($"remittances/rmt-1/claimPayments/{number}", Visit(number), Day, new(paid), new(contractual), new(patient));

    private IReadOnlyList<JournalEntry> Book(Account account, Fact fact) => account.Book(fact, () => $"jrn-{++_ids:D6}", default);

    private JournalEntry Pay(Account account, int number, long cents)
    {
        var (applied, credit) = account.Divide(new(cents));
        return Book(account, Facts.PaymentReceived($"payments/{number}", null, Day, applied, credit))[0];
    }

    private List<JournalEntry> Run(Account account, IReadOnlyList<Step> steps)
    {
        var entries = new List<JournalEntry>();
        for (var i = 0; i < steps.Count; i++)
        {
            var step = steps[i];
            switch (step.Kind)
            {
                case StepKind.SelfPay:
                    entries.AddRange(Book(account, Facts.EncounterCharged(Visit(i), 1, selfPay: true, Day, new(step.Cents))));
                    break;
                case StepKind.Decide:
                    entries.AddRange(Book(account, Facts.ClaimSubmitted(Visit(i), Day, new(step.Cents))));
                    entries.AddRange(Book(account, Posted(i, step.Cents * 2, 7, step.Cents)));
                    break;
                default:
                    entries.AddRange(PayAndBounce(account, i, step));
                    break;
            }
        }

        return entries;
    }

    private List<JournalEntry> PayAndBounce(Account account, int number, Step step)
    {
        var (applied, credit) = account.Divide(new(step.Cents));
        List<JournalEntry> entries = [.. Book(account, Facts.PaymentReceived($"payments/{number}", null, Day, applied, credit))];
        if (step.Bounced)
        {
            entries.AddRange(Book(account, Facts.PaymentReversed($"payments/{number}", entries[0], Day)));
        }

        return entries;
    }

    private enum StepKind
    {
        SelfPay,
        Decide,
        Pay,
    }

    private sealed record Step(StepKind Kind, long Cents, bool Bounced);
}
