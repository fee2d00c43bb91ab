using System.Collections;

namespace MedBill.X12.Findings;

/// <summary>Collects findings up to a limit. Beyond it findings are counted, not kept, so that a broken file cannot fill the
/// memory; an error then takes the place of the latest warning.</summary>
public sealed class FindingLog : IReadOnlyList<Finding>
{
    /// <summary>The limit when none is given.</summary>
    public const int DefaultLimit = 1_000;

    private readonly List<Finding> _kept = [];
    private readonly bool _strict;
    private int _keptForgiven;

    /// <summary>Makes an empty log.</summary>
    /// <param name="limit">How many findings are kept.</param>
    public FindingLog(int limit = DefaultLimit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        Limit = limit;
    }

    /// <summary>A writer's log: what a reader forgives of X12's own rules is an error. Warnings about a claim's situation stay
    /// warnings.</summary>
    internal FindingLog(bool strict)
        : this() => _strict = strict;

    /// <summary>Findings that are not even counted.</summary>
    internal Func<Finding, bool>? Exempt { get; init; }

    /// <summary>Whether this is of something that was written here: then all that is wrong with it is wanted at once.</summary>
    internal bool IsStrict => _strict;

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
        if (Exempt?.Invoke(finding) == true)
        {
            return;
        }

        if (_strict && finding.Severity == FindingSeverity.Warning && (finding.Snip == SnipType.Syntax || finding.RefusesWriting))
        {
            finding = finding with { Severity = FindingSeverity.Error };
        }

        Total++;
        if (finding.IsError)
        {
            ErrorTotal++;
            MakeRoom();
        }

        if (_kept.Count < Limit)
        {
            _kept.Add(finding);
            _keptForgiven += finding.IsError ? 0 : 1;
        }
    }

    private void MakeRoom()
    {
        // A flood of errors is not to look through all that is kept each time.
        if (_kept.Count == Limit && _keptForgiven > 0)
        {
            _kept.RemoveAt(_kept.FindLastIndex(kept => !kept.IsError));
            _keptForgiven--;
        }
    }

    /// <inheritdoc/>
    public IEnumerator<Finding> GetEnumerator() => _kept.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
