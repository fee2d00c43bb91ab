using MedBill.X12.Envelopes;
using MedBill.X12.Tokens;

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

    /// <summary>Whether a segment of the set is missing, unexpected or out of order.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Says what segments mean together, unless their order is broken: then they mean it by chance, and the order has been told.</summary>
    public void ReportSituation(Finding finding)
    {
        if (IsOwn || !IsBroken)
        {
            Report(finding);
        }
    }

    /// <summary>Whether what is checked was written here, by typed parts in the guide's order.</summary>
    public bool IsOwn => log.IsStrict;

    /// <summary>Errors reported since the set began.</summary>
    public long SetErrors { get; set; }

    /// <summary>Positions in the set where segments are missing, unexpected or out of order, in the order they were seen.</summary>
    public List<int> StructureFaults { get; } = [];

    /// <summary>Notes that the segments round a position are not what the guide has: what depends on them cannot be judged.</summary>
    /// <param name="position">Where.</param>
    /// <param name="segment">The segment's key; 0 when everything there is in doubt.</param>
    public void StructureFault(int position, uint segment = 0)
    {
        IsBroken = true;
        // These hang on what stands before them, and nothing hangs on them.
        var isLeaf = segment is SegmentKey.REF or SegmentKey.DTP or SegmentKey.DTM or SegmentKey.PER or SegmentKey.PRV or SegmentKey.PWK
            or SegmentKey.NTE or SegmentKey.QTY or SegmentKey.LQ or SegmentKey.FRM or SegmentKey.MSG;
        if (!isLeaf && StructureFaults.Count < MostFaults)
        {
            StructureFaults.Add(position);
        }
    }

    // A set with more is refused as a whole anyway.
    private const int MostFaults = 1_000;

    private readonly HashSet<(int Position, int Element)> _reported = [];
    private readonly HashSet<int> _faulty = [];
    private readonly HashSet<(int Position, string Code)> _codes = [];

    /// <summary>Whether something was said of this place of the set already.</summary>
    public bool IsReported(int position, int element) => _reported.Contains((position, element));

    /// <summary>Whether this was said of this segment already.</summary>
    public bool IsReported(int position, string code) => _codes.Contains((position, code));

    /// <summary>Whether an error was said of a segment already.</summary>
    public bool IsFaulty(int position) => _faulty.Contains(position);

    /// <summary>Whether the order of segments is broken behind one position and up to another.</summary>
    public bool HasStructureFault(int after, int upTo)
    {
        foreach (var fault in StructureFaults)
        {
            if (fault > after && fault <= upTo)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A new set begins: nothing is known of it.</summary>
    public void BeginSet()
    {
        SetErrors = 0;
        IsBroken = false;
        ClaimControlNumber = null;
        StructureFaults.Clear();
        _reported.Clear();
        _faulty.Clear();
        _codes.Clear();
    }

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

        if (placed.SegmentPosition > 0 && _reported.Count < MostFaults)
        {
            _reported.Add((placed.SegmentPosition, placed.Element));
            _codes.Add((placed.SegmentPosition, placed.Code));
            if (placed.IsError)
            {
                _faulty.Add(placed.SegmentPosition);
            }
        }

        log.Add(placed);
        Listener?.Invoke(placed);
    }
}
