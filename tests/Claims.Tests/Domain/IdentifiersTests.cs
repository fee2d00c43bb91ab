using MedBill.Claims.Domain.Edits;

namespace MedBill.Claims.Tests.Domain;

public sealed class IdentifiersTests
{
    [Theory]
    [InlineData("1234567893", true)]
    [InlineData("1999999984", true)]
    [InlineData("1245319599", true)]
    [InlineData("1003000126", true)]
    [InlineData("1234567890", false)]
    [InlineData("3234567893", false)]
    [InlineData("123456789", false)]
    [InlineData("123456789X", false)]
    public void An_NPI_is_known_by_its_check_digit(string text, bool valid) => Assert.Equal(valid, Identifiers.IsNpi(text));

    [Theory]
    [InlineData("E119", true)]
    [InlineData("S134XXA", true)]
    [InlineData("C7A00", true)]
    [InlineData("E11.9", false)]
    [InlineData("E1", false)]
    [InlineData("e119", false)]
    [InlineData("S134XXAA", false)]
    public void A_diagnosis_has_the_shape_of_ICD_10_CM(string text, bool valid) => Assert.Equal(valid, Identifiers.IsDiagnosis(text));

    [Theory]
    [InlineData("99213", true)]
    [InlineData("0001U", true)]
    [InlineData("1234F", true)]
    [InlineData("0042T", true)]
    [InlineData("J1885", true)]
    [InlineData("W1234", false)]
    [InlineData("9921", false)]
    [InlineData("99A13", false)]
    public void A_procedure_has_the_shape_of_CPT_or_HCPCS(string text, bool valid) => Assert.Equal(valid, Identifiers.IsProcedure(text));

    [Theory]
    [InlineData("97039", true)]
    [InlineData("J3490", true)]
    [InlineData("99213", false)]
    public void An_unlisted_service_is_known(string code, bool unlisted) => Assert.Equal(unlisted, Identifiers.IsUnlistedProcedure(code));
}
