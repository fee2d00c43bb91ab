using CsCheck;
using MedBill.Collections.Domain;

namespace MedBill.Collections.Tests;

public sealed class LedgerTests
{
    private static readonly DateOnly Day = new(2026, 3, 2);
    private static readonly LineSubject Subject = new("acc-1", "patients/pat-1", "encounters/enc-1");

    [Fact]
    public void Every_entry_balances_and_has_positive_lines() => Gen.Select(Amount, Amount, Amount).Sample((paid, contractual, patient) =>
    {
        var entry = JournalEntry.Create("jrn-1", Cause.PaymentsPosted("p"), Day, default, Bookings.Posted(paid, contractual, patient, Subject));
        return entry is null
            ? paid == 0 && contractual == 0 && patient == 0
            : entry.Lines.Sum(line => line.SignedCents) == 0 && entry.Lines.All(line => line.Cents > 0);
    });

    [Fact]
    public void A_reversal_is_the_mirror_of_what_was_posted() => Gen.Select(Amount, Amount, Amount).Sample((paid, contractual, patient) =>
    {
        var account = Account.Open("acc-1", "patients/pat-1", default);
        Apply(account, "a", Bookings.Posted(paid, contractual, patient, Subject));
        Apply(account, "b", Bookings.Posted(-paid, -contractual, -patient, Subject));
        return account is { PayerCents: 0, PatientCents: 0, CreditCents: 0 };
    });

    [Fact]
    public void A_payment_pays_what_is_due_and_the_rest_is_credit()
    {
        var account = Account.Open("acc-1", "patients/pat-1", default);
        Apply(account, "a", Bookings.Posted(0, 0, 30_00, Subject));

        Assert.Equal((30_00, 20_00), account.Divide(50_00));
        Apply(account, "b", Bookings.Received(30_00, 20_00, Subject));
        Assert.Equal((0, 20_00), (account.PatientCents, account.CreditCents));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(30, 0)]
    [InlineData(31, 1)]
    [InlineData(150, 4)]
    [InlineData(151, 5)]
    [InlineData(900, 5)]
    public void An_open_amount_stands_in_the_bucket_of_its_age(int days, int bucket)
    {
        var item = new OpenItem(LedgerAccount.ArPatient, "", "acc-1", "encounters/enc-1", 10_00, Day, Day);

        var row = Assert.Single(Aging.Rows([item], AgingBasis.ServiceDate, Day.AddDays(days)));

        Assert.Equal(10_00, row.Buckets[bucket]);
        Assert.Equal(10_00, row.Buckets.Sum());
    }

    private static Gen<long> Amount => Gen.Long[-100_000, 100_000];

    private static void Apply(Account account, string key, IEnumerable<Move> moves)
    {
        if (JournalEntry.Create($"jrn-{key}", new Cause("Test", key), Day, default, moves) is { } entry)
        {
            account.Apply(entry);
        }
    }
}
