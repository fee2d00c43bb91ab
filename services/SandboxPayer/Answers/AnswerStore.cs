using System.Globalization;

namespace MedBill.SandboxPayer.Answers;

/// <summary>
/// The payer's memory: which files it has read, and the answers it has not sent yet. A folder, so that a payer that dies
/// at any moment answers each file once, with the same bytes.
/// </summary>
/// <remarks>
/// <c>answers/&lt;sha256&gt;/</c> comes into being by one rename, with everything that will ever be said to that file; each answer is
/// deleted once it is in the mailbox. The folder itself stays and says that the file was read; so does a copy of its 835s, which say what
/// was decided (<see cref="DecisionMemory"/>). A payer that dies between the two sends the same bytes again, which its readers know by their
/// hash.
/// </remarks>
public sealed class AnswerStore
{
    private const string At = "at-";
    private const string Remittance = "835-";
    private readonly string _answers;

    /// <summary>Opens the store below a folder.</summary>
    public AnswerStore(string folder)
    {
        _answers = Path.Combine(folder, "answers");
        Directory.CreateDirectory(_answers);
        foreach (var unfinished in Directory.GetDirectories(folder, "new-*"))
        {
            Directory.Delete(unfinished, recursive: true);
        }
    }

    /// <summary>Whether the file with this hash was answered before.</summary>
    public bool Knows(string sha256) => Directory.Exists(Path.Combine(_answers, sha256));

    /// <summary>Keeps everything there is to say to one file.</summary>
    public void Keep(string sha256, IReadOnlyList<Answer> answers)
    {
        var unfinished = Path.Combine(Path.GetDirectoryName(_answers)!, $"new-{sha256}");
        Directory.CreateDirectory(unfinished);
        foreach (var answer in answers)
        {
            var day = answer.NotBefore?.ToString("yyyyMMdd", CultureInfo.InvariantCulture) ?? "00000000";
            File.WriteAllBytes(Path.Combine(unfinished, $"{At}{day}-{answer.FileName}"), answer.Bytes.Span);
            if (answer.FileName.StartsWith(Remittance, StringComparison.Ordinal))
            {
                File.WriteAllBytes(Path.Combine(unfinished, answer.FileName), answer.Bytes.Span);
            }
        }

        Directory.Move(unfinished, Path.Combine(_answers, sha256));
    }

    /// <summary>Every 835 ever written, sent or not, the oldest first.</summary>
    public IReadOnlyList<string> Remittances() =>
        [.. Directory.EnumerateFiles(_answers, $"{Remittance}*", SearchOption.AllDirectories).OrderBy(File.GetLastWriteTimeUtc).ThenBy(path => path, StringComparer.Ordinal)];

    /// <summary>Answers that may be sent today, the oldest day first; at most 1,000.</summary>
    public IReadOnlyList<(string Path, string FileName)> Due(DateOnly today)
    {
        var until = today.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        return
        [
            .. Directory.EnumerateFiles(_answers, $"{At}*", SearchOption.AllDirectories)
                .Select(path => (Path: path, Name: Path.GetFileName(path)[At.Length..]))
                .Where(file => string.CompareOrdinal(file.Name[..8], until) <= 0)
                .OrderBy(file => file.Name, StringComparer.Ordinal)
                .Take(1_000)
                .Select(file => (file.Path, file.Name[9..])),
        ];
    }
}
