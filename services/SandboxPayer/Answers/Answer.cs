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

    /// <summary>A reference of at most 30 characters that is the same each time the same file is answered.</summary>
    public string Reference(string prefix) => $"{prefix}{Received.ControlNumber}";

    /// <summary>Writes one answer. Its control number is the received one with a digit for the kind, so that it repeats only with it.</summary>
    public Answer Answer(GuideId guide, string name, int kind, DateOnly? notBefore, Func<SetEnvelope, X12Output> write)
    {
        var number = (long.Parse(Received.ControlNumber, CultureInfo.InvariantCulture) * 10 + kind) % 1_000_000_000;
        var envelope = guide.Envelope(
            new Interchange
            {
                SenderQualifier = Received.ReceiverQualifier,
                SenderId = Received.ReceiverId,
                ReceiverQualifier = Received.SenderQualifier,
                ReceiverId = Received.SenderId,
                Timestamp = now,
                ControlNumber = number.ToString("D9", CultureInfo.InvariantCulture),
                Usage = Received.Usage,
            },
            Math.Max(number, 1),
            1);
        var output = write(envelope);
        return output.IsRefused
            ? throw new InvalidOperationException($"The sandbox payer wrote a {name} that the guide forbids: {output.Findings[0].Code} at {output.Findings[0].Location}.")
            : new($"{name}-{Received.ReceiverId}-{Received.SenderId}-{number:D9}.x12", output.Bytes, notBefore);
    }
}
