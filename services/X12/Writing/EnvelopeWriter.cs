using System.Globalization;
using MedBill.X12.Acknowledgments;
using MedBill.X12.Envelopes;

namespace MedBill.X12.Writing;

/// <summary>Writes envelopes round sets; counts and repeated control numbers come from what was written.</summary>
internal static class EnvelopeWriter
{
    /// <summary>One set in one group in one interchange.</summary>
    /// <param name="envelope">The envelopes.</param>
    /// <param name="body">Writes what is between ST and SE.</param>
    /// <param name="capacity">How many bytes there will be, more or less: saves growing.</param>
    public static SegmentWriter Set(SetEnvelope envelope, Action<SegmentWriter> body, int capacity = 4_096)
    {
        var writer = new SegmentWriter(envelope.Interchange.Delimiters, capacity);
        writer.Isa(envelope.Interchange);
        writer.Gs(envelope.Group);
        writer.Set(envelope.Set, body);
        writer.Ge(envelope.Group, 1);
        writer.Iea(envelope.Interchange, 1);
        return writer;
    }

    public static void Gs(this SegmentWriter writer, FunctionalGroup group) =>
        writer.Begin("GS").Add(group.FunctionalId).Add(group.SenderCode).Add(group.ReceiverCode)
            .Moment(group.Timestamp).Add(group.ControlNumber).Add("X").Add(group.Version).End();

    public static void Set(this SegmentWriter writer, TransactionSet set, Action<SegmentWriter> body)
    {
        writer.Begin("ST").Add(set.Id).Add(set.ControlNumber).Add(set.Implementation).End();
        body(writer);
        writer.Begin("SE").Integer(writer.SetSegments).Add(set.ControlNumber).End();
    }

    public static void Ge(this SegmentWriter writer, FunctionalGroup group, int sets) =>
        writer.Begin("GE").Integer(sets).Add(group.ControlNumber).End();

    public static void Iea(this SegmentWriter writer, Interchange interchange, int groups) =>
        writer.Begin("IEA").Integer(groups).Add(interchange.ControlNumber).End();

    public static void Ta1(this SegmentWriter writer, InterchangeAcknowledgment acknowledgment) =>
        writer.Begin("TA1").Add(acknowledgment.ControlNumber)
            .Add(acknowledgment.Timestamp.ToString("yyMMdd", CultureInfo.InvariantCulture))
            .Add(acknowledgment.Timestamp.ToString("HHmm", CultureInfo.InvariantCulture))
            .Add(acknowledgment.Status).Add(acknowledgment.NoteCode).End();

    public static void Isa(this SegmentWriter writer, Interchange interchange)
    {
        writer.Begin("ISA")
            .Padded(interchange.AuthorizationQualifier, 2).Padded(interchange.Authorization, 10)
            .Padded(interchange.SecurityQualifier, 2).Padded(interchange.Security, 10)
            .Padded(interchange.SenderQualifier, 2).Padded(interchange.SenderId, 15)
            .Padded(interchange.ReceiverQualifier, 2).Padded(interchange.ReceiverId, 15)
            .Padded(interchange.Timestamp.ToString("yyMMdd", CultureInfo.InvariantCulture), 6)
            .Padded(interchange.Timestamp.ToString("HHmm", CultureInfo.InvariantCulture), 4)
            .Separator(interchange.Delimiters.Repetition)
            .Padded(interchange.Version, 5)
            .Padded(interchange.ControlNumber, 9)
            .Padded(interchange.AcknowledgmentRequested ? "1" : "0", 1)
            .Padded(interchange.Usage, 1)
            .Separator(interchange.Delimiters.Component)
            .End();
    }
}
