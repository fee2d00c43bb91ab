using MedBill.X12.Documents;
using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Reading;
using MedBill.X12.Validation;
using MedBill.X12.Writing;

namespace MedBill.X12.Claims837;

/// <summary>Where a kind of claim has what all kinds have, for findings.</summary>
/// <param name="Service">The segment of the service: SV1, SV2, SV3.</param>
/// <param name="ChargeElement">Its element with the charge.</param>
/// <param name="FacilityLoop">The loop of the service facility.</param>
/// <param name="RenderingLoop">The loop of a line's rendering provider.</param>
/// <param name="ProviderLoops">Loops of the claim's providers, by NM101.</param>
/// <param name="LineProviderLoops">Loops of a line's providers, by NM101.</param>
internal sealed record ClaimShape(
    string Service, int ChargeElement, string FacilityLoop, string RenderingLoop,
    IReadOnlyDictionary<string, string> ProviderLoops, IReadOnlyDictionary<string, string> LineProviderLoops)
{
    public string ProviderLoop(string entity) => ProviderLoops.GetValueOrDefault(entity, "2310");

    public string LineProviderLoop(string entity) => LineProviderLoops.GetValueOrDefault(entity, "2420");
}

/// <summary>A kind of claim: its guide, how it is read, checked and written.</summary>
/// <param name="guide">Its guide.</param>
/// <param name="predetermination">The guide of the same claim before its service, where that has one of its own.</param>
/// <param name="shape">Where it has what all kinds have.</param>
/// <param name="read">Reads loop 2300.</param>
/// <param name="write">Writes loop 2300.</param>
/// <param name="rules">What only this kind says across segments.</param>
internal sealed class ClaimKind<TClaim>(
    GuideId guide,
    GuideId? predetermination,
    ClaimShape shape,
    ReadClaim<TClaim> read,
    Action<SegmentWriter, TClaim> write,
    params Action<ClaimRules, TClaim>[] rules)
    where TClaim : HealthCareClaim
{
    // What a claim with its levels comes to.
    private const int UsualBytes = 640;

    public IEnumerable<ReceivedClaim<TClaim>> Read(Stream stream, FindingLog findings, ReadLimits? limits) =>
        SetReading.Read(stream, findings, limits, Assembler);

    public IAsyncEnumerable<ReceivedClaim<TClaim>> ReadAsync(
        Stream stream, FindingLog findings, ReadLimits? limits, CancellationToken cancel) =>
        SetReading.ReadAsync(stream, findings, limits, Assembler, cancel);

    /// <summary>Reads claims and has each inspected by this kind's rules and the receiver's own.</summary>
    public SetChecks<ReceivedClaim<TClaim>> Checks(
        GuideId followed, FindingContext findings, FindingContext reading, ReadLimits limits, PayerChecks payer)
    {
        var own = new ClaimRules<TClaim>(findings, followed, shape, rules);
        return new SetChecks<ReceivedClaim<TClaim>>(new ClaimAssembler<TClaim>(followed, reading, limits, read)
        {
            Inspect = (received, unit) =>
            {
                own.Check(received.Claim, received.Header, unit);
                payer.Check(received, unit);
            },
        })
        {
            Seen = own.See,
        };
    }

    /// <summary>Turns whole sets of claims into an object and back.</summary>
    public SetCodec<ReceivedClaim<TClaim>, ClaimSet<TClaim>> Codec(GuideId followed) => new(
        followed,
        (context, limits) => new ClaimAssembler<TClaim>(followed, context, limits, read),
        claims => new ClaimSet<TClaim>(claims[0].Header, [.. claims.Select(received => received.Claim)]),
        (writer, set) => new ClaimWriter<TClaim>(writer, write).Write(set.Header, [.. set.Claims]));

    public IReadOnlyList<Finding> Check(ClaimBatchHeader header, TClaim claim)
    {
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(claim);
        var interchange = new Interchange
        {
            SenderId = "CHECK",
            ReceiverId = "CHECK",
            Timestamp = header.CreatedAt,
            ControlNumber = "000000001",
        };
        var followed = claim.IsPredetermination && predetermination is not null ? predetermination : guide;
        return Write(followed.Envelope(interchange, 1, 1), header, [claim]).Findings;
    }

    public X12Output Write(SetEnvelope envelope, ClaimBatchHeader header, IReadOnlyList<TClaim> claims)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(claims);
        var written = EnvelopeWriter.Set(envelope, writer => new ClaimWriter<TClaim>(writer, write).Write(header, claims),
            capacity: Math.Min(claims.Count, 100_000) * UsualBytes + 1_024);
        return X12Output.Validated(written);
    }

    private ClaimAssembler<TClaim> Assembler(FindingContext context, ReadLimits limits) =>
        new(guide, context, limits, read, predetermination);
}
