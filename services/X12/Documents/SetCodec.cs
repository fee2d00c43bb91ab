using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Reading;
using MedBill.X12.Writing;

namespace MedBill.X12.Documents;

/// <summary>Turns whole sets of one guide into an object and back.</summary>
internal interface ISetCodec
{
    GuideId Guide { get; }

    Type ContentType { get; }

    IUnitSource Units(FindingContext context, ReadLimits limits);

    /// <summary>The content of a set of these units, at least one; null when they are not a whole set.</summary>
    object? Gather(List<object> units);

    void Write(SegmentWriter writer, object content);
}

/// <summary>Hands out the units of sets as they are read.</summary>
internal interface IUnitSource
{
    void Take(EnvelopeReader reader);

    bool TryTake(out object unit);
}

/// <summary>A guide's codec.</summary>
/// <param name="guide">The guide.</param>
/// <param name="assemble">Makes the reader of its units.</param>
/// <param name="gather">Makes a set's content of its units; is not asked when there are none.</param>
/// <param name="write">Writes a set's body.</param>
internal sealed class SetCodec<TUnit, TContent>(
    GuideId guide,
    Func<FindingContext, ReadLimits, SetAssembler<TUnit>> assemble,
    Func<List<TUnit>, TContent?> gather,
    Action<SegmentWriter, TContent> write) : ISetCodec
    where TContent : class
{
    public GuideId Guide => guide;

    public Type ContentType => typeof(TContent);

    public IUnitSource Units(FindingContext context, ReadLimits limits) => new Source(assemble(context, limits));

    public object? Gather(List<object> units) => gather([.. units.Cast<TUnit>()]);

    public void Write(SegmentWriter writer, object content) => write(writer, (TContent)content);

    private sealed class Source(SetAssembler<TUnit> assembler) : IUnitSource
    {
        public void Take(EnvelopeReader reader) => assembler.Take(reader);

        public bool TryTake(out object unit)
        {
            var taken = assembler.TryTake(out var typed);
            unit = typed!;
            return taken;
        }
    }
}
