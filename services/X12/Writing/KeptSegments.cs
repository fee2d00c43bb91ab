using MedBill.X12.Segments;

namespace MedBill.X12.Writing;

/// <summary>Puts segments kept from reading back where the guide's order has them, between those written from the model.</summary>
internal struct KeptSegments
{
    private readonly SegmentWriter _writer;
    private readonly string[] _order;
    private readonly RawSegment[] _segments;
    private int _next;

    public KeptSegments(SegmentWriter writer, ValueList<RawSegment> segments, string[] order)
    {
        (_writer, _order) = (writer, order);
        _segments = segments.Count == 0 ? [] : [.. segments.OrderBy(segment => Rank(order, segment.Id))];
    }

    /// <summary>Writes the kept segments that stand before this one.</summary>
    public void Before(string id)
    {
        if (_next < _segments.Length)
        {
            WriteBelow(Rank(_order, id));
        }
    }

    /// <summary>Writes the kept segments that are left.</summary>
    public void Rest() => WriteBelow(int.MaxValue);

    private void WriteBelow(int rank)
    {
        while (_next < _segments.Length && (rank == int.MaxValue || Rank(_order, _segments[_next].Id) < rank))
        {
            _writer.Kept(_segments[_next++]);
        }
    }

    // What the order does not know comes last, and keeps its order.
    private static int Rank(string[] order, string id)
    {
        var rank = Array.IndexOf(order, id);
        return rank < 0 ? order.Length : rank;
    }
}
