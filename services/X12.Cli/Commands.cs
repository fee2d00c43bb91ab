using MedBill.X12.Cli.Redaction;

namespace MedBill.X12.Cli;

/// <summary>Runs a command over its files.</summary>
internal static class Commands
{
    public static ExitCode Run(string[] args, Terminal terminal)
    {
        try
        {
            var line = CommandLine.Parse(args);
            var code = line.Verb switch
            {
                "validate" => ValidateCommand.Run(line, terminal),
                "summary" => SummaryCommand.Run(line, terminal),
                "convert" => ConvertCommand.Run(line, terminal),
                "split" => SplitCommand.Run(line, terminal),
                "redact" => RedactCommand.Run(line, terminal),
                _ => Help(terminal),
            };
            terminal.Text.Flush();
            return code;
        }
        catch (UsageException problem)
        {
            terminal.Error.WriteLine(problem.Message);
            terminal.Error.WriteLine("Help: dotnet run --project services/X12.Cli -- help");
            return ExitCode.Usage;
        }
    }

    /// <summary>Opens an input file.</summary>
    public static Stream Open(string file, Terminal terminal)
    {
        if (file == "-")
        {
            return terminal.Input;
        }

        try
        {
            return new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{file} cannot be read: {problem.Message}");
        }
    }

    /// <summary>Writes to the file named, or to standard output. The file appears once it is complete.</summary>
    public static void Write(string? file, Terminal terminal, Action<Stream> write)
    {
        if (file is null)
        {
            terminal.Text.Flush();
            write(terminal.Output);
            terminal.Output.Flush();
            return;
        }

        var part = file + ".part";
        try
        {
            using (var stream = new FileStream(part, FileMode.Create, FileAccess.Write))
            {
                write(stream);
            }

            File.Move(part, file, overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{file} cannot be written: {problem.Message}");
        }
        finally
        {
            if (File.Exists(part))
            {
                File.Delete(part);
            }
        }
    }

    private static ExitCode Help(Terminal terminal)
    {
        terminal.Text.WriteLine(CommandLine.Usage);
        return ExitCode.Ok;
    }
}
