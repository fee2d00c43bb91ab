using MedBill.Platform.Messaging;
using MedBill.Platform.Values;

namespace MedBill.Remittance.Subscriptions;

/// <summary>What a message has to hold to, checked before anything is done: what breaks it can never be applied.</summary>
internal static class Contract
{
    /// <exception cref="ContractBreachException">What <paramref name="read"/> found wrong.</exception>
    public static T Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Failure failure) when (failure.Kind == FailureKind.Invalid)
        {
            throw new ContractBreachException(failure.Violations.Select(violation => $"{violation.Reason} {violation.Field}").FirstOrDefault() ?? failure.Reason);
        }
    }

    public static string PracticeOf(Envelope envelope) => envelope.Practice ?? throw new ContractBreachException("PRACTICE_MISSING");

    public static string Text(string text, int maxLength, string field) => text.Length > 0 && text.Length <= maxLength
        ? text
        : throw Failure.Invalid(field, "INVALID_LENGTH", $"This has 1 to {maxLength} characters.");
}
