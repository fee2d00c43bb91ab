using MedBill.X12.Claims837;
using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Writing;

namespace MedBill.X12.Claims837I;

/// <summary>Reads and writes institutional claims (837I, 005010X223A2) and their predeterminations (005010X292).</summary>
public static class Claim837IFile
{
    internal static ClaimKind<InstitutionalClaim> Kind { get; } = new(
        GuideId.Claim837I, GuideId.Predetermination837I, new ClaimShape(
            "SV2", 3, "2310E", "2420C",
            new Dictionary<string, string>
            {
                ["71"] = "2310A",
                ["72"] = "2310B",
                ["ZZ"] = "2310C",
                ["82"] = "2310D",
                ["77"] = "2310E",
                ["DN"] = "2310F",
            },
            new Dictionary<string, string> { ["72"] = "2420A", ["ZZ"] = "2420B", ["82"] = "2420C", ["DN"] = "2420D" }),
        InstitutionalReader.Claim, InstitutionalWriter.Claim, InstitutionalRules.Check, CodeRules.Check);

    /// <summary>Reads a file claim by claim. A claim, set or group that cannot be read is reported and left out; the others
    /// follow.</summary>
    public static IEnumerable<ReceivedClaim<InstitutionalClaim>> Read(Stream stream, FindingLog findings, ReadLimits? limits = null) =>
        Kind.Read(stream, findings, limits);

    /// <summary>As <see cref="Read"/>, without blocking on the stream.</summary>
    public static IAsyncEnumerable<ReceivedClaim<InstitutionalClaim>> ReadAsync(
        Stream stream, FindingLog findings, ReadLimits? limits = null, CancellationToken cancel = default) =>
        Kind.ReadAsync(stream, findings, limits, cancel);

    /// <summary>Says what the guide has against a claim, without writing it. Empty or warnings only: it can be written.</summary>
    public static IReadOnlyList<Finding> Check(ClaimBatchHeader header, InstitutionalClaim claim) => Kind.Check(header, claim);

    /// <summary>
    /// Writes one set in one group in one interchange. What is written is validated as a receiver would; when anything is an error
    /// nothing is written, and each finding names its claim by <see cref="Finding.ClaimControlNumber"/>.
    /// </summary>
    public static X12Output Write(SetEnvelope envelope, ClaimBatchHeader header, IReadOnlyList<InstitutionalClaim> claims) =>
        Kind.Write(envelope, header, claims);
}
