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
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Standard output is closed or full, or an input breaks off: what was asked for is not done.
            terminal.Error.WriteLine($"Reading or writing failed: {problem.Message}");
            return ExitCode.Usage;
        }
        catch (UsageException problem)
        {
            terminal.Error.WriteLine(problem.Message);
            terminal.Error.WriteLine("Help: dotnet run --project services/X12.Cli -- help");
            return ExitCode.Usage;
        }
    }

    /// <summary>Runs a command over each file; one that cannot be read or written does not keep the others from it. Ends with the worst.</summary>
    public static ExitCode Each(CommandLine line, Terminal terminal, Func<string, ExitCode> one)
    {
        var worst = ExitCode.Ok;
        if (line is { Files.Count: > 1, Out: { } folder })
        {
            MakeFolder(folder);
        }

        foreach (var file in line.Files)
        {
            try
            {
                var code = one(file);
                worst = code > worst ? code : worst;
            }
            catch (UsageException problem) when (line.Files.Count > 1)
            {
                terminal.Error.WriteLine(problem.Message);
                worst = ExitCode.Usage;
            }
        }

        return worst;
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

    /// <summary>Makes a folder that output goes to.</summary>
    public static void MakeFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{folder} cannot be made: {problem.Message}");
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
            if (IsDevice(file))
            {
                // Written to, never replaced.
                using var device = new FileStream(file, FileMode.Open, FileAccess.Write);
                write(device);
                return;
            }

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

    // /dev/stdout, /dev/null and their like are there, but are no files.
    private static bool IsDevice(string file) =>
        File.Exists(file) && (file.StartsWith("/dev/", StringComparison.Ordinal) || File.GetAttributes(file).HasFlag(FileAttributes.Device));

    private static ExitCode Help(Terminal terminal)
    {
        terminal.Text.WriteLine(CommandLine.Usage);
        return ExitCode.Ok;
    }
}
