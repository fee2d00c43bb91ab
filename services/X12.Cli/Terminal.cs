using System.Text;

namespace MedBill.X12.Cli;

/// <summary>What the process ends with.</summary>
internal enum ExitCode
{
    /// <summary>Done, and nothing is wrong with the file.</summary>
    Ok = 0,

    /// <summary>The file has errors.</summary>
    Errors = 1,

    /// <summary>The command or a path is wrong, or what was to be written could not be.</summary>
    Usage = 2,
}

/// <summary>The streams a command reads and writes when no file is named.</summary>
internal sealed class Terminal
{
    public Terminal(Stream input, Stream output, TextWriter error)
    {
        (Input, Output, Error) = (input, output, error);
        Text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
    }

    public Stream Input { get; }

    /// <summary>Standard output as bytes; flush <see cref="Text"/> before.</summary>
    public Stream Output { get; }

    /// <summary>Standard output as text.</summary>
    public TextWriter Text { get; }

    public TextWriter Error { get; }
}

/// <summary>A command that cannot be carried out as it was given.</summary>
internal sealed class UsageException(string message) : Exception(message);
