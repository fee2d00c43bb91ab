using MedBill.Platform.Storage;
using MedBill.SqlServer.Tests.Fixture;
using Microsoft.EntityFrameworkCore;

namespace MedBill.SqlServer.Tests;

/// <summary>How SQL Server's own errors are told apart.</summary>
public sealed class FaultTests
{
    [Theory]
    [InlineData(1205, "deadlock victim")]
    [InlineData(3960, "Snapshot isolation transaction aborted")]
    [InlineData(33557097, "could not serialize access due to concurrent update")]
    public void A_lost_race_may_be_run_again(int number, string message) => Expect(number, message, contention: true);

    [Theory]
    [InlineData(2627)]
    [InlineData(2601)]
    public void A_key_that_is_there_is_a_duplicate(int number) => Expect(number, "Violation of PRIMARY KEY constraint", duplicate: true);

    [Theory]
    [InlineData(-2)]
    [InlineData(2)]
    [InlineData(53)]
    [InlineData(64)]
    [InlineData(233)]
    [InlineData(10053)]
    [InlineData(10054)]
    [InlineData(10060)]
    [InlineData(40197)]
    [InlineData(40501)]
    [InlineData(40613)]
    public void A_server_that_does_not_answer_is_away(int number) => Expect(number, "transport-level error", away: true);

    [Fact]
    public void A_connection_that_the_server_ended_is_away_whatever_its_number() => Expect(50_001, "fatal", away: true, severity: 20);

    [Theory]
    [InlineData(547)] // foreign key
    [InlineData(207)] // no such column
    [InlineData(8134)] // division by zero
    [InlineData(911)] // no such database
    [InlineData(99_999)]
    public void A_number_that_nobody_knows_is_neither_success_nor_passing(int number) => Expect(number, "something else");

    private static void Expect(int number, string message, bool contention = false, bool duplicate = false, bool away = false, byte severity = 14)
    {
        var error = new DbUpdateException("wrapped", SqlErrors.Of(number, message, severity));

        Assert.Equal(
            (contention, duplicate, away),
            (DatabaseFaults.IsContention(error), DatabaseFaults.IsDuplicate(error), DatabaseFaults.IsAway(error)));
    }
}
