using Grpc.Core;
using MedBill.Collections.Tests.Fixture;
using MedBill.Contracts.Collections.V1;

namespace MedBill.Collections.Tests.Features;

/// <summary>What happens at the same moment.</summary>
public sealed class RaceTests(CollectionsHost host)
{
    private readonly Office _office = new(host);

    [Fact]
    public async Task Desk_payments_at_once_on_one_account_lose_nothing()
    {
        var visit = await _office.OwedAsync(100_00);
        var account = (await _office.AccountAsync(visit.Party)).Name;

        var payments = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _office.PayAsync(account, 15_00)));

        Assert.Equal(8, payments.Select(payment => payment.Name).Distinct().Count());
        Assert.Equal((0, 0, 0, 20_00), await _office.BalancesAsync(visit.Party));
        Assert.Equal(100_00, payments.Sum(payment => payment.AppliedAmount.Cents()));
        Assert.Equal(20_00, payments.Sum(payment => payment.CreditAmount.Cents()));
        await _office.AssertBalancedAsync();
    }

    [Fact]
    public async Task One_payment_sent_many_times_at_once_is_taken_once()
    {
        var account = await _office.AccountOwingAsync(100_00);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _office.PayAsync(account, 15_00, "the-same")));

        Assert.Single(answers.Distinct());
        Assert.Single((await _office.Desk.ListPaymentsAsync(new() { Account = account })).Payments);
        Assert.Equal(85_00, (await _office.Desk.GetAccountAsync(new() { Name = account })).PatientBalance.Cents());
    }

    [Fact]
    public async Task One_payment_taken_back_many_times_at_once_is_taken_back_once()
    {
        var payment = await _office.PayAsync(await _office.AccountOwingAsync(100_00), 15_00);

        var ends = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
        {
            try
            {
                return (await _office.Desk.ReversePaymentAsync(new() { Name = payment.Name, Etag = payment.Etag })).State.ToString();
            }
            catch (RpcException error)
            {
                return error.StatusCode.ToString();
            }
        }));

        Assert.Single(ends, end => end == nameof(Payment.Types.State.Reversed));
        Assert.All(ends, end => Assert.True(end is nameof(Payment.Types.State.Reversed) or nameof(StatusCode.Aborted), end));
        Assert.Equal(100_00, (await _office.Desk.GetAccountAsync(new() { Name = payment.Account })).PatientBalance.Cents());
    }

    [Fact]
    public async Task Payments_and_decisions_at_once_come_to_the_same_balances()
    {
        var guarantor = $"guarantors/gtr-{Visit.NextKey()}";
        var visits = Enumerable.Range(0, 6).Select(_ => Visit.OfSomebody(200_00, party: guarantor)).ToList();
        await _office.HearAsync(visits[0].Charged());
        var account = (await _office.AccountAsync(guarantor)).Name;

        await Task.WhenAll(
        [
            .. visits.Select(visit => _office.HearAsync(visit.Posted(150_00, 0, 50_00), visit.Submitted(), visit.Charged())),
            .. Enumerable.Range(0, 4).Select(_ => _office.PayAsync(account, 60_00)),
        ]);

        Assert.Equal((0, 0, 60_00, 0), await _office.BalancesAsync(guarantor));
        await _office.AssertBalancedAsync();
    }

    [Fact]
    public async Task Statements_asked_for_at_once_under_one_key_are_one()
    {
        var account = await _office.AccountOwingAsync(100_00);

        var statements = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _office.StateAsync(account, "one-letter")));

        Assert.Single(statements.Distinct());
        Assert.Single((await _office.Desk.ListStatementsAsync(new() { Account = account })).Statements);
    }
}
