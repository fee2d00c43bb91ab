using MedBill.X12.Claims837;
using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Writing;

namespace MedBill.X12.Claims837P;

/// <summary>Reads and writes professional claims (837P, 005010X222A1) and their predeterminations (005010X291).</summary>
public static class Claim837PFile
{
    internal static ClaimKind<ProfessionalClaim> Kind { get; } = new(
        GuideId.Claim837P, GuideId.Predetermination837P, new ClaimShape(
            "SV1", 2, "2310C", "2420A",
            new Dictionary<string, string>
            {
                ["DN"] = "2310A",
                ["P3"] = "2310A",
                ["82"] = "2310B",
                ["77"] = "2310C",
                ["DQ"] = "2310D",
                ["PW"] = "2310E",
                ["45"] = "2310F",
            },
            new Dictionary<string, string>
            {
                ["82"] = "2420A",
                ["QB"] = "2420B",
                ["77"] = "2420C",
                ["DQ"] = "2420D",
                ["DK"] = "2420E",
                ["DN"] = "2420F",
                ["P3"] = "2420F",
                ["PW"] = "2420G",
                ["45"] = "2420H",
            }),
        ProfessionalReader.Claim, ProfessionalWriter.Claim, PractitionerRules.Check, ProfessionalRules.Check);

    /// <summary>Reads a file claim by claim. A claim, set or group that cannot be read is reported and left out; the others
    /// follow.</summary>
    public static IEnumerable<ReceivedClaim<ProfessionalClaim>> Read(Stream stream, FindingLog findings, ReadLimits? limits = null) =>
        Kind.Read(stream, findings, limits);

    /// <summary>As <see cref="Read"/>, without blocking on the stream.</summary>
    public static IAsyncEnumerable<ReceivedClaim<ProfessionalClaim>> ReadAsync(
        Stream stream, FindingLog findings, ReadLimits? limits = null, CancellationToken cancel = default) =>
        Kind.ReadAsync(stream, findings, limits, cancel);

    /// <summary>Says what the guide has against a claim, without writing it. Empty or warnings only: it can be written.</summary>
    public static IReadOnlyList<Finding> Check(ClaimBatchHeader header, ProfessionalClaim claim) => Kind.Check(header, claim);

    /// <summary>
    /// Writes one set in one group in one interchange. What is written is validated as a receiver would; when anything is an error
    /// nothing is written, and each finding names its claim by <see cref="Finding.ClaimControlNumber"/>.
    /// </summary>
    public static X12Output Write(SetEnvelope envelope, ClaimBatchHeader header, IReadOnlyList<ProfessionalClaim> claims) =>
        Kind.Write(envelope, header, claims);
}
