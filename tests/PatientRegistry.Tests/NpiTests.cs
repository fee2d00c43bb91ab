using MedBill.PatientRegistry.Domain;

namespace MedBill.PatientRegistry.Tests;

public sealed class NpiTests
{
    [Theory]
    [InlineData("1234567893", true)]
    [InlineData("1999999984", true)]
    [InlineData("1245319599", true)]
    [InlineData("1003000126", true)]
    [InlineData("1234567890", false)]
    [InlineData("3234567893", false)]
    [InlineData("123456789", false)]
    [InlineData("12345678931", false)]
    [InlineData("12345A7893", false)]
    [InlineData("", false)]
    public void The_check_digit_is_luhn_over_80840(string npi, bool isValid) => Assert.Equal(isValid, Npi.IsValid(npi));

    [Fact]
    public void Of_ten_last_digits_one_is_right() =>
        Assert.Single(Enumerable.Range(0, 10), digit => Npi.IsValid($"124531959{digit}"));
}
