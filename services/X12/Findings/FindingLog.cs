using System.Collections;

namespace MedBill.X12.Findings;

/// <summary>Collects findings up to a limit. Beyond it findings are counted, not kept, so that a broken file cannot fill the
/// memory.</summary>
public sealed class FindingLog : IReadOnlyList<Finding>
{
    /// <summary>The limit when none is given.</summary>
    public const int DefaultLimit = 1_000;

    private readonly List<Finding> _kept = [];

    /// <summary>Makes an empty log.</summary>
    /// <param name="limit">How many findings are kept.</param>
    public FindingLog(int limit = DefaultLimit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        Limit = limit;
    }

    /// <summary>How many findings are kept at most.</summary>
    public int Limit { get; }

    /// <summary>How many are kept.</summary>
    public int Count => _kept.Count;

    /// <summary>How many were reported in all.</summary>
    public long Total { get; private set; }

    /// <summary>How many errors were reported in all, the dropped ones too.</summary>
    public long ErrorTotal { get; private set; }

    /// <summary>How many were reported beyond the limit and not kept.</summary>
    public long Dropped => Total - _kept.Count;

    /// <summary>Whether any finding is an error.</summary>
    public bool HasErrors => ErrorTotal > 0;

    /// <inheritdoc/>
    public Finding this[int index] => _kept[index];

    /// <summary>Reports a finding.</summary>
    public void Add(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        Total++;
        if (finding.IsError)
        {
            ErrorTotal++;
        }

        if (_kept.Count < Limit)
        {
            _kept.Add(finding);
        }
    }

    /// <inheritdoc/>
    public IEnumerator<Finding> GetEnumerator() => _kept.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
