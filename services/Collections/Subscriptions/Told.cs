using Google.Type;
using MedBill.Collections.Storage;
using MedBill.Platform.Messaging;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using Amount = MedBill.Platform.Values.Money;

namespace MedBill.Collections.Subscriptions;

/// <summary>Reads what an event tells; what its contract does not allow is refused for good, naming the field.</summary>
internal static class Told
{
    // A billion dollars: no visit costs it, and sums of what is below it fit the ledger. No event of the suite comes near it: the charges
    // of a visit together and an amount of an 835 have at most ten digits (99,999,999.99); more is refused, or quarantined, before it is told.
    private const long LargestCents = 100_000_000_000;

    public static string Name(string told, string field, params ReadOnlySpan<string> collections)
    {
        foreach (var collection in collections)
        {
            if (told.Length <= CollectionsTables.NameLength && ResourceName.TryId(told, collection, out _))
            {
                return told;
            }
        }

        throw Breach(field);
    }

    /// <summary>A guarantor, or a patient who is his own.</summary>
    public static string Party(string told) => Name(told, "responsible_party", "guarantors", "patients");

    public static Amount Money(Google.Type.Money? told, string field)
    {
        var violations = new Violations();
        var amount = told.ToMoney(field, violations);
        return violations.All.Count == 0 && Math.Abs(amount.Cents) <= LargestCents ? amount : throw Breach(field);
    }

    public static DateOnly Date(Date? told, string field)
    {
        var violations = new Violations();
        return told.ToDate(field, violations) ?? throw Breach(field);
    }

    /// <summary>Counted from 1.</summary>
    public static int Count(int told, string field) => told > 0 ? told : throw Breach(field);

    /// <summary>Of an event without a date of its own: it happened when it was written.</summary>
    public static DateOnly Day(Envelope envelope, TimeProvider clock) =>
        DateOnly.FromDateTime((envelope.Time == default ? clock.GetUtcNow() : envelope.Time).UtcDateTime);

    /// <summary>Every fact of money belongs to a practice.</summary>
    public static void InPractice(Envelope envelope)
    {
        if (envelope.Practice is null)
        {
            throw Breach("tenantid");
        }
    }

    public static ContractBreachException Breach(string field) => new($"INVALID_{field.ToUpperInvariant()}");
}
