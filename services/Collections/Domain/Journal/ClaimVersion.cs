using MedBill.Platform.Values;

namespace MedBill.Collections.Domain.Journal;

/// <summary>A version of a claim that was sent to a payer. Which one is the last says whose denials count: what another one denied, this one may pay.</summary>
public sealed class ClaimVersion : IPracticeOwned
{
    public string Practice { get; private set; } = "";

    public required string Claim { get; init; }

    /// <summary>From 1; never used again once it was discarded.</summary>
    public required int Number { get; init; }

    public required string Payer { get; init; }

    /// <summary>It was refused and discarded: the version before it stands again.</summary>
    public bool Discarded { get; private set; }

    public void Discard() => Discarded = true;
}
