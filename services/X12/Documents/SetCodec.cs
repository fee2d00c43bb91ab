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

    ISetCollector Collect(FindingContext context, ReadLimits limits);

    IUnitSource Units(FindingContext context, ReadLimits limits);

    void Write(SegmentWriter writer, object content);
}

/// <summary>Hands out the units of sets as they are read.</summary>
internal interface IUnitSource
{
    void Take(EnvelopeReader reader);

    bool TryTake(out object unit);
}

/// <summary>Gathers the units of a set.</summary>
internal interface ISetCollector
{
    void Take(EnvelopeReader reader);

    /// <summary>The content of the set that has just ended; null when nothing of it could be read.</summary>
    object? Finish();
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

    public ISetCollector Collect(FindingContext context, ReadLimits limits) => new Collector(assemble(context, limits), gather);

    public IUnitSource Units(FindingContext context, ReadLimits limits) => new Source(assemble(context, limits));

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

    private sealed class Collector(SetAssembler<TUnit> assembler, Func<List<TUnit>, TContent?> gather) : ISetCollector
    {
        private readonly List<TUnit> _units = [];

        public void Take(EnvelopeReader reader)
        {
            if (reader.Event == EnvelopeEvent.SetStart)
            {
                _units.Clear();
            }

            assembler.Take(reader);
            while (assembler.TryTake(out var unit))
            {
                _units.Add(unit);
            }
        }

        public object? Finish() => _units.Count == 0 ? null : gather(_units);
    }
}
