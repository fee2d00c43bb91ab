using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using MedBill.X12.Documents;
using MedBill.X12.Findings;

namespace MedBill.X12.Cli;

/// <summary>X12 to typed JSON and back.</summary>
internal static class ConvertCommand
{
    public static ExitCode Run(CommandLine line, Terminal terminal)
    {
        return Commands.Each(line, terminal, file =>
        {
            using var stream = Commands.Open(file, terminal);
            var pipe = PipeReader.Create(stream);
            var isJson = IsJson(pipe);
            using var input = pipe.AsStream();
            var output = line.OutOf(file, isJson ? ".x12" : ".json");
            return isJson ? ToX12(input, output, terminal) : ToJson(input, output, terminal);
        });
    }

    // JSON starts with a brace; X12 with ISA, and what is neither is the X12 reader's to name.
    private static bool IsJson(PipeReader pipe)
    {
        var buffer = pipe.ReadAtLeastAsync(64).AsTask().GetAwaiter().GetResult().Buffer;
        var head = buffer.Slice(0, Math.Min(64, buffer.Length)).ToArray().AsSpan();
        pipe.AdvanceTo(buffer.Start);
        head = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        return head.TrimStart(" \t\r\n"u8) is [(byte)'{', ..];
    }

    private static ExitCode ToJson(Stream input, string? file, Terminal terminal)
    {
        var findings = new FindingLog();
        var document = X12Document.Read(input, findings);
        Report(findings, terminal);
        if (document.Interchanges.Count == 0)
        {
            return ExitCode.Errors;
        }

        Commands.Write(file, terminal, output =>
        {
            JsonSerializer.Serialize(output, document, DocumentJson.Options);
            output.WriteByte((byte)'\n');
        });
        return findings.HasErrors ? ExitCode.Errors : ExitCode.Ok;
    }

    private static ExitCode ToX12(Stream input, string? file, Terminal terminal)
    {
        X12Document document;
        try
        {
            document = JsonSerializer.Deserialize<X12Document>(input, DocumentJson.Options) ?? throw new JsonException("The input is null.");
        }
        catch (JsonException problem)
        {
            terminal.Error.WriteLine($"The input is no document: {problem.Message}");
            return ExitCode.Errors;
        }

        var written = document.Write();
        Report(written.Findings, terminal);
        if (written.IsRefused)
        {
            terminal.Error.WriteLine("Nothing was written.");
            return ExitCode.Errors;
        }

        Commands.Write(file, terminal, output => output.Write(written.Bytes.Span));
        return ExitCode.Ok;
    }

    private static void Report(IEnumerable<Finding> findings, Terminal terminal)
    {
        foreach (var finding in findings)
        {
            terminal.Error.WriteLine(finding);
        }
    }
}
