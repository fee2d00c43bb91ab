using MedBill.Platform.Values;

namespace MedBill.Collections.Domain.Journal;

/// <summary>A chunk of a remittance advice that was journaled, one of denials alone included. Its identity is remittance and number.</summary>
public sealed class JournaledPosting : IPracticeOwned, IAppendOnly
{
    public string Practice { get; private set; } = "";

    public required string Remittance { get; init; }

    public required int ChunkNumber { get; init; }

    public required string Posting { get; init; }

    public required DateTimeOffset BookTime { get; init; }
}
