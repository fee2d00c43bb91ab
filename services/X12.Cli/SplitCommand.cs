using System.Globalization;
using MedBill.X12.Cli.Splitting;
using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Tokens;

namespace MedBill.X12.Cli;

/// <summary>Cuts a file into one file for each part. Segments stay as they are; counts, and HL numbers of a claim, are made right.</summary>
internal static class SplitCommand
{
    // Documents of a 275 go along whole.
    private static readonly ReadLimits Limits = new() { SegmentBytes = 64 * 1_024 * 1_024 };

    public static ExitCode Run(CommandLine line, Terminal terminal)
    {
        var folder = line.Out ?? throw new UsageException("split needs --out DIR.");
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new UsageException($"{folder} is not empty.");
        }

        return Commands.Each(line, terminal, file => One(file, folder, line.By, terminal));
    }

    private static ExitCode One(string source, string folder, string by, Terminal terminal)
    {
        using var input = Commands.Open(source, terminal);
        var findings = new FindingLog();
        var (count, leftOut) = (0, 0);
        var stem = source == "-" ? "part" : Path.GetFileNameWithoutExtension(source);
        using var reader = new X12Reader(input, findings, Limits);
        foreach (var part in Splitter.Split(reader, by, terminal.Error.WriteLine, LeaveOut))
        {
            if (count == 0)
            {
                Commands.MakeFolder(folder);
            }

            count++;
            var file = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{stem}-{count:00000}.x12"));
            Commands.Write(file, terminal, output => output.Write(part.Span));
        }

        foreach (var finding in findings)
        {
            terminal.Error.WriteLine(finding);
        }

        terminal.Text.WriteLine($"{count} file(s) in {folder}");
        return count > 0 && leftOut == 0 && !findings.HasErrors ? ExitCode.Ok : ExitCode.Errors;

        void LeaveOut(string words)
        {
            leftOut++;
            terminal.Error.WriteLine(words);
        }
    }
}
