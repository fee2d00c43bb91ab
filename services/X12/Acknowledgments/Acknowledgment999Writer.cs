using System.Globalization;
using MedBill.X12.Segments;
using MedBill.X12.Writing;

namespace MedBill.X12.Acknowledgments;

/// <summary>Writes the body of a 999.</summary>
internal static class Acknowledgment999Writer
{
    // IK303 (data element 447) holds four characters.
    private const int LongestLoop = 4;

    // IK404 (data element 724) holds 99.
    private const int LongestBadValue = 99;

    // CTX01-2 (9998) holds 35.
    private const int LongestContext = 35;

    public static void Write(SegmentWriter writer, Acknowledgment999 acknowledgment)
    {
        writer.Begin("AK1").Add(acknowledgment.FunctionalId).Add(acknowledgment.GroupControlNumber).Add(acknowledgment.Version).End();
        foreach (var set in acknowledgment.Sets)
        {
            writer.Begin("AK2").Add(set.SetId).Add(set.SetControlNumber).Add(set.Implementation).End();
            foreach (var error in set.Errors)
            {
                Error(writer, error);
            }

            Codes(writer.Begin("IK5").Add(set.Status), set.ErrorCodes).End();
        }

        writer.Begin("AK9").Add(acknowledgment.Status).Integer(acknowledgment.IncludedSets).Integer(acknowledgment.ReceivedSets)
            .Integer(acknowledgment.AcceptedSets);
        Codes(writer, acknowledgment.ErrorCodes).End();
    }

    private static void Error(SegmentWriter writer, SegmentError error)
    {
        writer.Begin("IK3").Add(error.SegmentId).Integer(error.Position)
            .Add(error.Loop is { Length: > LongestLoop } loop ? loop[..LongestLoop] : error.Loop).Add(error.Code).End();
        Contexts(writer, error.Contexts);
        foreach (var element in error.Elements)
        {
            writer.Begin("IK4").Integer(element.Element).Component(Number(element.Component)).Component(Number(element.Repeat))
                .Add(Number(element.DataElement)).Add(element.Code)
                .Add(element.BadValue is { Length: > LongestBadValue } value ? value[..LongestBadValue] : element.BadValue).End();
            Contexts(writer, element.Contexts);
        }
    }

    private static void Contexts(SegmentWriter writer, ValueList<ErrorContext> contexts)
    {
        foreach (var context in contexts)
        {
            writer.Begin("CTX").Add(context.Name)
                .Component(context.Value is { Length: > LongestContext } value ? value[..LongestContext] : context.Value).Add(context.SegmentId).Add(Number(context.Position))
                .Add(context.Loop is { Length: > LongestLoop } loop ? loop[..LongestLoop] : context.Loop)
                .Add(Number(context.Element)).Component(Number(context.Component)).Component(Number(context.Repeat))
                .Add(context.DataElement).Component(context.ComponentDataElement).End();
        }
    }

    private static SegmentWriter Codes(SegmentWriter writer, ValueList<string> codes)
    {
        foreach (var code in codes)
        {
            writer.Add(code);
        }

        return writer;
    }

    private static string? Number(int value) => value == 0 ? null : value.ToString(CultureInfo.InvariantCulture);
}
