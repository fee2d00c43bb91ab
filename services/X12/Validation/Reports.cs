using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Segments;

namespace MedBill.X12.Validation;

/// <summary>What validation found in a file. The findings of a level are those that stand at it, not within its parts.</summary>
/// <param name="Interchanges">Each interchange.</param>
/// <param name="Findings">Every finding of the file, up to the limit.</param>
public sealed record FileReport(ValueList<InterchangeReport> Interchanges, FindingLog Findings)
{
    /// <summary>Whether there is an interchange and no error.</summary>
    public bool IsAccepted => Interchanges.Count > 0 && !Findings.HasErrors;
}

/// <summary>What was found in one interchange.</summary>
/// <param name="Interchange">ISA.</param>
/// <param name="Findings">Findings of the interchange itself.</param>
/// <param name="Groups">Its groups.</param>
public sealed record InterchangeReport(Interchange Interchange, ValueList<Finding> Findings, ValueList<GroupReport> Groups)
{
    /// <summary>Whether the interchange is to be refused as a whole.</summary>
    public bool IsRejected => Findings.Any(finding => finding.IsError);
}

/// <summary>What was found in one group.</summary>
/// <param name="Group">GS.</param>
/// <param name="Findings">Findings of the group itself.</param>
/// <param name="Sets">Its sets.</param>
/// <param name="AnnouncedSets">GE01; the number of sets when it cannot be read.</param>
public sealed record GroupReport(FunctionalGroup Group, ValueList<Finding> Findings, ValueList<SetReport> Sets, int AnnouncedSets);

/// <summary>What was found in one set.</summary>
/// <param name="Set">ST.</param>
/// <param name="Findings">Its findings, at most <see cref="Limit"/>.</param>
/// <param name="ErrorCount">Errors in all, kept or not.</param>
/// <param name="WasRead">Whether the set's guide is one this library has rules for.</param>
public sealed record SetReport(TransactionSet Set, ValueList<Finding> Findings, int ErrorCount, bool WasRead)
{
    /// <summary>Findings kept for one set.</summary>
    public const int Limit = 500;
}

/// <summary>Sorts findings to the set, group or interchange they stand in while a file is read.</summary>
internal sealed class ReportBuilder
{
    private readonly List<InterchangeReport> _interchanges = [];
    private readonly List<GroupReport> _groups = [];
    private readonly List<SetReport> _sets = [];
    private readonly List<Finding> _ofInterchange = [];
    private readonly List<Finding> _ofGroup = [];
    private readonly List<Finding> _ofSet = [];
    private int _errors;

    public void Hear(Finding finding)
    {
        var list = finding.SetControlNumber is not null ? _ofSet : finding.GroupControlNumber is not null ? _ofGroup : _ofInterchange;
        if (list.Count < SetReport.Limit)
        {
            list.Add(finding);
        }

        if (ReferenceEquals(list, _ofSet) && finding.IsError)
        {
            _errors++;
        }
    }

    public void EndSet(TransactionSet set, bool wasRead)
    {
        // Some faults are known late only; a reader, and a 999, want them in the order of the file.
        _sets.Add(new SetReport(set, _ofSet.OrderBy(finding => finding.SegmentPosition).ToList().ToValueList(), _errors, wasRead));
        _ofSet.Clear();
        _errors = 0;
    }

    public void EndGroup(FunctionalGroup group, int announced)
    {
        _groups.Add(new GroupReport(group, _ofGroup.ToValueList(), _sets.ToValueList(), announced));
        _ofGroup.Clear();
        _sets.Clear();
    }

    public void EndInterchange(Interchange interchange)
    {
        _interchanges.Add(new InterchangeReport(interchange, _ofInterchange.ToValueList(), _groups.ToValueList()));
        _ofInterchange.Clear();
        _groups.Clear();
    }

    public FileReport Build(FindingLog findings) => new(_interchanges.ToValueList(), findings);
}
