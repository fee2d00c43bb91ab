using MedBill.X12.Claims837;
using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Writing;

namespace MedBill.X12.Claims837D;

/// <summary>Reads and writes dental claims (837D, 005010X224A2).</summary>
public static class Claim837DFile
{
    internal static ClaimKind<DentalClaim> Kind { get; } = new(
        GuideId.Claim837D, predetermination: null, new ClaimShape(
            "SV3", 2, "2310C", "2420A",
            new Dictionary<string, string>
            {
                ["DN"] = "2310A",
                ["P3"] = "2310A",
                ["82"] = "2310B",
                ["77"] = "2310C",
                ["DD"] = "2310D",
                ["DQ"] = "2310E",
            },
            new Dictionary<string, string> { ["82"] = "2420A", ["DD"] = "2420B", ["DQ"] = "2420C", ["77"] = "2420D" }),
        DentalReader.Claim, DentalWriter.Claim, PractitionerRules.Check, DentalRules.Check);

    /// <summary>Reads a file claim by claim. A claim, set or group that cannot be read is reported and left out; the others
    /// follow.</summary>
    public static IEnumerable<ReceivedClaim<DentalClaim>> Read(Stream stream, FindingLog findings, ReadLimits? limits = null) =>
        Kind.Read(stream, findings, limits);

    /// <summary>As <see cref="Read"/>, without blocking on the stream.</summary>
    public static IAsyncEnumerable<ReceivedClaim<DentalClaim>> ReadAsync(
        Stream stream, FindingLog findings, ReadLimits? limits = null, CancellationToken cancel = default) =>
        Kind.ReadAsync(stream, findings, limits, cancel);

    /// <summary>Says what the guide has against a claim, without writing it. Empty or warnings only: it can be written.</summary>
    public static IReadOnlyList<Finding> Check(ClaimBatchHeader header, DentalClaim claim) => Kind.Check(header, claim);

    /// <summary>
    /// Writes one set in one group in one interchange. What is written is validated as a receiver would; when anything is an error
    /// nothing is written, and each finding names its claim by <see cref="Finding.ClaimControlNumber"/>.
    /// </summary>
    public static X12Output Write(SetEnvelope envelope, ClaimBatchHeader header, IReadOnlyList<DentalClaim> claims) =>
        Kind.Write(envelope, header, claims);
}
