using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Reading;
using MedBill.X12.Writing;

namespace MedBill.X12.Enrollment834;

/// <summary>Reads and writes benefit enrollment and maintenance (834, 005010X220A1), member by member.</summary>
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

    /// <summary>Writes one set in one group in one interchange. Refused when the guide forbids it.</summary>
    public static X12Output Write(SetEnvelope envelope, EnrollmentHeader header, IReadOnlyCollection<EnrolledMember> members)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(members);
        return X12Output.Validated(EnvelopeWriter.Set(envelope, writer => EnrollmentWriter.Write(writer, header, members)));
    }
}
