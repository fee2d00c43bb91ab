using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Reading;

namespace MedBill.X12.Enrollment834;

/// <summary>Reads benefit enrollment and maintenance (834, 005010X220A1), member by member.</summary>
public static class Enrollment834File
{
    /// <summary>
    /// Reads a file item by item: for each set its <see cref="EnrollmentHeader"/>, then each <see cref="EnrolledMember"/>. A member that
    /// cannot be read is reported as an error and left out.
    /// </summary>
    public static IEnumerable<EnrollmentItem> Read(Stream stream, FindingLog findings, ReadLimits? limits = null) =>
        SetReading.Read(stream, findings, limits, (context, bounds) => new EnrollmentAssembler(context, bounds));

    /// <summary>As <see cref="Read"/>, without blocking on the stream.</summary>
    public static IAsyncEnumerable<EnrollmentItem> ReadAsync(
        Stream stream, FindingLog findings, ReadLimits? limits = null, CancellationToken cancel = default) =>
        SetReading.ReadAsync(stream, findings, limits, (context, bounds) => new EnrollmentAssembler(context, bounds), cancel);
}
