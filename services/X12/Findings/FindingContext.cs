using MedBill.X12.Envelopes;

namespace MedBill.X12.Findings;

/// <summary>Adds to each finding in which interchange, group, set and claim the reader stands, and passes it on.</summary>
internal sealed class FindingContext(FindingLog log)
{
    public Interchange? Interchange { get; set; }

    public FunctionalGroup? Group { get; set; }

    public TransactionSet? Set { get; set; }

    public string? ClaimControlNumber { get; set; }

    /// <summary>The position in its set of the segment that is read next; 0 outside a set.</summary>
    public int NextPosition { get; set; }

    /// <summary>Hears every finding, the ones the log has no room for too.</summary>
    public Action<Finding>? Listener { get; set; }

    /// <summary>Errors reported in all.</summary>
    public long Errors { get; private set; }

    /// <summary>Errors reported since the set began.</summary>
    public long SetErrors { get; set; }

    public void Report(Finding finding)
    {
        var placed = finding with
        {
            InterchangeControlNumber = Interchange?.ControlNumber,
            GroupControlNumber = Group?.ControlNumber,
            SetControlNumber = Set?.ControlNumber,
            ClaimControlNumber = finding.ClaimControlNumber ?? ClaimControlNumber,
        };
        if (placed.IsError)
        {
            Errors++;
            SetErrors++;
        }

        log.Add(placed);
        Listener?.Invoke(placed);
    }
}
