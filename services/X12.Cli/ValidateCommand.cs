using System.Text.Json;
using MedBill.X12.Acknowledgments;
using MedBill.X12.Findings;
using MedBill.X12.Validation;

namespace MedBill.X12.Cli;

/// <summary>Says what is wrong with files.</summary>
internal static class ValidateCommand
{
    public static ExitCode Run(CommandLine line, Terminal terminal)
    {
        var reports = new List<(string File, FileReport Report)>();
        foreach (var file in line.Files)
        {
            using var stream = Commands.Open(file, terminal);
            reports.Add((file, X12File.Validate(stream, new ValidationOptions { FindingLimit = line.Most })));
        }

        if (line.Json)
        {
            Json(reports, terminal);
        }
        else
        {
            foreach (var (file, report) in reports)
            {
                Text(file, report, terminal.Text);
            }
        }

        return reports.TrueForAll(one => one.Report.IsAccepted) ? ExitCode.Ok : ExitCode.Errors;
    }

    private static void Text(string file, FileReport report, TextWriter text)
    {
        var log = report.Findings;
        var sets = report.Interchanges.Sum(interchange => interchange.Groups.Sum(group => group.Sets.Count));
        text.WriteLine(
            $"{file}: {(report.IsAccepted ? "accepted" : "refused")}, {report.Interchanges.Count} interchange(s), {sets} set(s), "
            + $"{log.ErrorTotal} error(s), {log.Total - log.ErrorTotal} other finding(s)");
        foreach (var finding in log)
        {
            var claim = finding.ClaimControlNumber is null ? "" : $", claim {finding.ClaimControlNumber}";
            text.WriteLine($"  {finding.Severity,-7} {finding.Code}  {finding.Location}{claim}");
            text.WriteLine($"          {finding.Message}{(string.IsNullOrEmpty(finding.Value) ? "" : $"  Found: {Shown(finding.Value)}")}");
        }

        if (log.Dropped > 0)
        {
            text.WriteLine($"  … and {log.Dropped} more (--most)");
        }
    }

    // A value may hold what a terminal would obey.
    private static string Shown(string value)
    {
        var shown = value.Length > 80 ? value[..80] + "…" : value;
        return string.Concat(shown.Select(character => char.IsControl(character) ? '·' : character));
    }

    private static void Json(List<(string File, FileReport Report)> reports, Terminal terminal)
    {
        var files = reports.Select(one => new
        {
            one.File,
            Accepted = one.Report.IsAccepted,
            Errors = one.Report.Findings.ErrorTotal,
            one.Report.Findings.Total,
            one.Report.Findings.Dropped,
            Findings = one.Report.Findings.Select(Flat),
            Acknowledgments = one.Report.Interchanges.Select(Answer),
        });
        terminal.Text.WriteLine(JsonSerializer.Serialize(new { Files = files }, DocumentJson.Report));
    }

    private static object Flat(Finding finding) => new
    {
        Severity = finding.Severity.ToString(),
        finding.Code,
        finding.Message,
        finding.Rule,
        Snip = (int)finding.Snip,
        finding.Loop,
        Segment = finding.SegmentId,
        Position = finding.SegmentPosition,
        finding.Element,
        finding.Component,
        finding.Repeat,
        finding.DataElement,
        finding.ByteOffset,
        finding.Value,
        Ik304 = finding.SegmentErrorCode,
        Ik403 = finding.ElementErrorCode,
        Ik502 = finding.SetErrorCode,
        Ak905 = finding.GroupErrorCode,
        Ta105 = finding.InterchangeNoteCode,
        Interchange = finding.InterchangeControlNumber,
        Group = finding.GroupControlNumber,
        Set = finding.SetControlNumber,
        Claim = finding.ClaimControlNumber,
    };

    // What the receiver would answer.
    private static object Answer(InterchangeReport interchange)
    {
        var ta1 = InterchangeAcknowledgment.From(interchange);
        return new
        {
            Interchange = interchange.Interchange.ControlNumber,
            Ta1 = ta1.Status,
            Note = ta1.NoteCode,
            Groups = interchange.Groups.Where(group => group.Group.FunctionalId != "FA").Select(group =>
            {
                var answer = Acknowledgment999.From(group);
                return new
                {
                    Group = group.Group.ControlNumber,
                    Ak9 = answer.Status,
                    Sets = answer.Sets.Select(set => new { Set = set.SetControlNumber, Ik5 = set.Status }),
                };
            }),
        };
    }
}
