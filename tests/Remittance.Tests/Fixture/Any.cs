using CsCheck;

namespace MedBill.Remittance.Tests.Fixture;

internal static class Any
{
    /// <summary>One of these, each as likely as the other.</summary>
    public static Gen<T> Of<T>(params T[] choices) => Gen.Int[0, choices.Length - 1].Select(index => choices[index]);
}
