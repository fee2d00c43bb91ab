using System.Security.Cryptography;
using System.Text;
using MedBill.X12.Findings;

namespace MedBill.X12.Cli.Redaction;

/// <summary>The same file with made-up names, numbers, addresses and dates.</summary>
internal static class RedactCommand
{
    private const int KeyBytes = 32;

    public static ExitCode Run(CommandLine line, Terminal terminal)
    {
        var key = line.Key is null ? RandomNumberGenerator.GetBytes(KeyBytes) : SHA256.HashData(Encoding.UTF8.GetBytes(line.Key));
        return Commands.Each(line, terminal, file => One(file, line.OutOf(file, Path.GetExtension(file)), key, terminal));
    }

    private static ExitCode One(string file, string? to, byte[] key, Terminal terminal)
    {
        using var input = Commands.Open(file, terminal);
        var findings = new FindingLog();
        var segments = 0L;
        var nesting = new Nesting();
        Commands.Write(to, terminal, output =>
        {
            // Not disposed: that would close the output with it.
            var buffered = new BufferedStream(output, 65_536);
            segments = Redactor.Redact(input, buffered, new Disguise(key), nesting, findings);
            buffered.Flush();
        });
        foreach (var finding in findings)
        {
            terminal.Error.WriteLine(finding);
        }

        if (segments > 0 && nesting.IsBroken)
        {
            terminal.Error.WriteLine("The envelopes (ISA, GS, ST to SE, GE, IEA) do not close as they open; what is there was replaced. "
                + "validate says where they break.");
        }

        return segments > 0 && !nesting.IsBroken && !findings.HasErrors ? ExitCode.Ok : ExitCode.Errors;
    }
}
