using MedBill.Platform.Values;

namespace MedBill.Collections.Domain.Journal;

/// <summary>Identity of what made the ledger book: no two entries of a practice share it, so a fact told twice books once.</summary>
public readonly record struct Cause(CauseType Type, string Key);

/// <summary>What an amount is about, as far as one patient, visit, claim and payer can be named.</summary>
public sealed record Subject(
    string? Patient = null, string? Encounter = null, string? Claim = null, string? Payer = null, DateOnly? ServiceDate = null)
{
    public static Subject Nothing { get; } = new();
}

/// <summary>An amount on its way into a ledger account: above zero a debit, below zero a credit.</summary>
public readonly record struct Movement(LedgerAccount Account, Money Amount);

/// <summary>Something that happened to one account and must be booked; its movements add up to zero.</summary>
/// <param name="Cause">Its identity.</param>
/// <param name="EffectiveDate">Date it counts from.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Movements">Empty when nothing is to be booked, as for a denial.</param>
/// <param name="Reverses">The entry this one takes back.</param>
public sealed record Fact(
    Cause Cause, DateOnly EffectiveDate, Subject Subject, IReadOnlyList<Movement> Movements, string? Reverses = null);
