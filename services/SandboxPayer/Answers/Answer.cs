using System.Globalization;
using MedBill.X12.Envelopes;
using MedBill.X12.Guides;
using MedBill.X12.Writing;

namespace MedBill.SandboxPayer.Answers;

/// <summary>One file the payer will put into the inbound mailbox.</summary>
/// <param name="FileName">Its name there.</param>
/// <param name="Bytes">Its bytes.</param>
/// <param name="NotBefore">Business day before which it is kept back; null for at once.</param>
public sealed record Answer(string FileName, ReadOnlyMemory<byte> Bytes, DateOnly? NotBefore);

/// <summary>The envelope of answers to one interchange: sender and receiver change places.</summary>
public sealed class ReplyEnvelope(Interchange received, DateTime now)
{
    /// <summary>The interchange that is answered.</summary>
    public Interchange Received { get; } = received;

    /// <summary>Who answers whom.</summary>
    public string Between { get; } = $"{Safe(received.ReceiverId)}-{Safe(received.SenderId)}";

    /// <summary>The same, of the file name of an answer.</summary>
    public static string BetweenOf(string fileName) => fileName[(fileName.IndexOf('-') + 1)..fileName.LastIndexOf('-')];

    /// <summary>The kind of an answer, of its file name: the last digit of its control number.</summary>
    public static int KindOf(string fileName) => Path.GetFileNameWithoutExtension(fileName)[^1] - '0';

    /// <summary>A reference of at most 30 characters that is the same each time the same file is answered.</summary>
    public string Reference(string prefix) => $"{prefix}{Received.ControlNumber}";

    /// <summary>Writes one answer. Its control number is the received one with a digit for the kind, so that it repeats only with it.</summary>
    public Answer Answer(GuideId guide, string name, int kind, DateOnly? notBefore, Func<SetEnvelope, X12Output> write)
    {
        var interchange = Interchange(kind);
        var group = Math.Max(long.Parse(interchange.ControlNumber, CultureInfo.InvariantCulture), 1);
        return Named(name, interchange, write(guide.Envelope(interchange, group, 1)), notBefore);
    }

    /// <summary>Writes the refusal of a whole interchange, which has no group of its own.</summary>
    public Answer Refusal(string name, int kind, Func<Interchange, X12Output> write)
    {
        var interchange = Interchange(kind);
        return Named(name, interchange, write(interchange), null);
    }

    private Answer Named(string name, Interchange interchange, X12Output output, DateOnly? notBefore) => output.IsRefused
        ? throw new InvalidOperationException($"The sandbox payer wrote a {name} that the guide forbids: {output.Findings[0].Code} at {output.Findings[0].Location}.")
        : new($"{name}-{Between}-{interchange.ControlNumber}.x12", output.Bytes, notBefore);

    // A file name takes letters and digits; whoever sent the file may have written anything into its ISA.
    private static string Safe(string id) => string.Concat(id.Where(char.IsAsciiLetterOrDigit));

    private Interchange Interchange(int kind)
    {
        _ = long.TryParse(Received.ControlNumber, NumberStyles.None, CultureInfo.InvariantCulture, out var received);
        return new()
        {
            SenderQualifier = Received.ReceiverQualifier,
            SenderId = Received.ReceiverId,
            ReceiverQualifier = Received.SenderQualifier,
            ReceiverId = Received.SenderId,
            Timestamp = now,
            ControlNumber = ((received * 10 + kind) % 1_000_000_000).ToString("D9", CultureInfo.InvariantCulture),
            Usage = Received.Usage,
        };
    }
}
