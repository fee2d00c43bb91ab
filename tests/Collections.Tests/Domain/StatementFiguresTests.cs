using CsCheck;
using MedBill.Collections.Domain.Journal;
using MedBill.Collections.Domain.Statements;
using MedBill.Platform.Values;

namespace MedBill.Collections.Tests.Domain;

public sealed class StatementFiguresTests
{
    private static readonly DateOnly Day = new(2026, 1, 1);

    [Fact]
    public void What_is_printed_adds_up_to_what_is_due() => Gen.Select(Sums, Gen.Long[0, 30_000]).Sample((visits, paid) =>
    {
        // A settled account never has more paid than owed (AccountTests).
        var owed = visits.Where(sum => sum.Account == LedgerAccount.ArPatient).Sum(sum => sum.NetDebit.Cents);
        VisitSum[] sums = [.. visits, AccountLevel(-Math.Min(paid, Math.Max(0, owed)))];
        var due = sums.Where(sum => sum.Account == LedgerAccount.ArPatient).Sum(sum => sum.NetDebit.Cents);
        if (due <= 0)
        {
            Assert.Equal("NOTHING_DUE", Assert.Throws<Failure>(() => StatementFigures.Of(sums)).Reason);
            return;
        }

        var figures = StatementFigures.Of(sums);

        Assert.Equal(due, figures.AmountDue.Cents);
        Assert.Equal(due, figures.Visits.Sum(visit => visit.Due.Cents));
        Assert.Equal(due, figures.Visits.Sum(visit => visit.PatientResponsibility.Cents) - figures.PatientPaid.Cents);
        Assert.All(figures.Visits, visit => Assert.Equal(
            visit.Charge, visit.PayerPaid + visit.Adjustment + visit.PayerPending + visit.PatientResponsibility));
        Assert.Equal(figures.Visits.OrderBy(visit => visit.ServiceDate).ThenBy(visit => visit.Encounter, StringComparer.Ordinal), figures.Visits);
    });

    [Fact]
    public void What_fell_to_the_patient_is_due_since_it_first_did()
    {
        var figures = StatementFigures.Of([Sum(1, LedgerAccount.Revenue, -50_00), Sum(1, LedgerAccount.ArPatient, 30_00, Day.AddDays(20)), Sum(1, LedgerAccount.ArPayer, 20_00)]);

        var visit = Assert.Single(figures.Visits);
        Assert.Equal((Day.AddDays(1), Day.AddDays(20), new Money(20_00)), (visit.ServiceDate, visit.DueSince, visit.PayerPending));
    }

    [Fact]
    public void Five_hundred_open_visits_fit_and_one_more_does_not()
    {
        Assert.Equal(500, StatementFigures.Of([.. Enumerable.Range(1, 500).Select(i => Sum(i, LedgerAccount.ArPatient, 1))]).Visits.Count);
        var failure = Assert.Throws<Failure>(() => StatementFigures.Of([.. Enumerable.Range(1, 501).Select(i => Sum(i, LedgerAccount.ArPatient, 1))]));
        Assert.Equal((FailureKind.Precondition, "TOO_MANY_VISITS"), (failure.Kind, failure.Reason));
    }

    [Fact]
    public void Settled_visits_make_room_for_open_ones()
    {
        var figures = StatementFigures.Of([.. Enumerable.Range(1, 600).Select(i => Sum(i, LedgerAccount.ArPatient, 1)), AccountLevel(-150)]);

        Assert.Equal((500, new Money(450), new Money(50)), (figures.Visits.Count, figures.AmountDue, figures.PatientPaid));
        Assert.Equal("encounters/00101", figures.Visits[0].Encounter);
    }

    // One visit: charges, what was decided, the rest with the payer.
    private static Gen<VisitSum[]> Sums => Gen.Select(Gen.Long[0, 20_000], Gen.Long[-5_000, 20_000], Gen.Long[-5_000, 20_000], Gen.Long[-2_000, 8_000], Gen.Bool)
        .Array[1, 6].Select(visits => visits.SelectMany((visit, i) =>
        {
            var (charge, paid, contractual, patient, stated) = visit;
            return new[]
            {
                Sum(i + 1, LedgerAccount.Revenue, -charge, stated: stated), Sum(i + 1, LedgerAccount.PayerCash, paid, stated: stated),
                Sum(i + 1, LedgerAccount.Contractual, contractual, stated: stated), Sum(i + 1, LedgerAccount.ArPatient, patient, stated: stated),
                Sum(i + 1, LedgerAccount.ArPayer, charge - paid - contractual - patient, stated: stated),
            };
        }).ToArray());

    private static VisitSum Sum(int visit, LedgerAccount account, long cents, DateOnly? firstDebit = null, bool stated = false) =>
        new($"encounters/{visit:D5}", "patients/pat-1", Day.AddDays(visit), account, new(cents), firstDebit, stated);

    private static VisitSum AccountLevel(long cents) => new(null, null, null, LedgerAccount.ArPatient, new(cents), null, false);
}
