using CsCheck;
using Google.Protobuf.WellKnownTypes;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using WireDate = Google.Type.Date;
using WireMoney = Google.Type.Money;

namespace MedBill.Platform.Tests.Rpc;

public sealed class WireValueTests
{
    [Fact]
    public void Money_comes_back_as_it_went() =>
        Gen.Long[-9_000_000_000_000_000, 9_000_000_000_000_000].Sample(cents => new Money(cents).ToWire().ToMoney("x") == new Money(cents));

    [Theory]
    [InlineData("EUR", 1, 0, "CURRENCY_NOT_SUPPORTED")]
    [InlineData("", 1, 0, "CURRENCY_NOT_SUPPORTED")]
    [InlineData("USD", 1, 5_000_000, "NOT_WHOLE_CENTS")]
    [InlineData("USD", 1, -10_000_000, "INVALID_AMOUNT")]
    [InlineData("USD", -1, 10_000_000, "INVALID_AMOUNT")]
    [InlineData("USD", 0, 1_000_000_000, "INVALID_AMOUNT")]
    [InlineData("USD", long.MaxValue, 0, "AMOUNT_OUT_OF_RANGE")]
    public void Money_that_is_not_whole_dollars_and_cents_is_refused(string currency, long units, int nanos, string reason)
    {
        var wire = new WireMoney { CurrencyCode = currency, Units = units, Nanos = nanos };

        var failure = Assert.Throws<Failure>(() => wire.ToMoney("lines[1].charge"));

        var violation = Assert.Single(failure.Violations);
        Assert.Equal(("lines[1].charge", reason), (violation.Field, violation.Reason));
    }

    [Fact]
    public void Absent_values_are_violations_too()
    {
        var violations = new Violations();

        Assert.Equal(Money.Zero, ((WireMoney?)null).ToMoney("price", violations));
        Assert.Null(((WireDate?)null).ToDate("due_date", violations));
        Assert.Equal(["MISSING_AMOUNT", "MISSING_DATE"], violations.All.Select(violation => violation.Reason));
        Assert.Null(((WireDate?)null).ToOptionalDate("due_date"));
    }

    [Fact]
    public void Dates_come_back_as_they_went() =>
        Gen.Date.Select(DateOnly.FromDateTime).Sample(date => date.ToWire().ToDate("x") == date);

    [Theory]
    [InlineData(2026, 2, 29, "INVALID_DATE")]
    [InlineData(2026, 13, 1, "INVALID_DATE")]
    [InlineData(2026, 1, 32, "INVALID_DATE")]
    [InlineData(10000, 1, 1, "INVALID_DATE")]
    [InlineData(-1, 1, 1, "INVALID_DATE")]
    [InlineData(0, 1, 1, "INCOMPLETE_DATE")]
    [InlineData(2026, 0, 1, "INCOMPLETE_DATE")]
    [InlineData(2026, 1, 0, "INCOMPLETE_DATE")]
    public void Days_that_are_not_are_refused(int year, int month, int day, string reason)
    {
        var failure = Assert.Throws<Failure>(() => new WireDate { Year = year, Month = month, Day = day }.ToDate("birth_date"));

        Assert.Equal(reason, Assert.Single(failure.Violations).Reason);
    }

    [Fact]
    public void Instants_come_back_as_they_went()
    {
        var at = new DateTimeOffset(2026, 3, 2, 9, 0, 0, 123, TimeSpan.FromHours(-5));

        Assert.Equal(at, at.ToWire().ToInstant("x"));
        Assert.Null(((DateTimeOffset?)null).ToWire());
        Assert.Null(((Timestamp?)null).ToInstant("x"));
        Assert.Throws<Failure>(() => new Timestamp { Seconds = long.MaxValue }.ToInstant("x"));
    }

    [Fact]
    public void An_etag_is_the_quoted_version_and_only_that_matches()
    {
        Assert.Equal("\"7\"", Etag.Of(7));
        Etag.Require("", 7);
        Etag.Require(null, 7);
        Etag.Require("*", 7);
        Etag.Require("\"7\"", 7);
        var failure = Assert.Throws<Failure>(() => Etag.Require("\"6\"", 7));
        Assert.Equal((FailureKind.Stale, "ETAG_MISMATCH"), (failure.Kind, failure.Reason));
        Assert.Throws<Failure>(() => Etag.Require("7", 7));
        Assert.Throws<Failure>(() => Etag.Require("W/\"7\"", 7));
    }
}
