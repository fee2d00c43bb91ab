using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Reading;
using MedBill.X12.Writing;

namespace MedBill.X12.ServiceReviews;

/// <summary>Reads and writes requests for a review of services (278, 005010X217, BHT02 other than 11).</summary>
public static class ServiceReviewRequest278File
{
    /// <summary>Reads a file event by event. What cannot be read, and every answer, is reported and left out; the others follow.</summary>
    public static IEnumerable<ServiceReviewRequest278> Read(Stream stream, FindingLog findings, ReadLimits? limits = null) =>
        SetReading.Read(stream, findings, limits, (context, bounds) => new ReviewRequestAssembler(context, bounds));

    /// <summary>As <see cref="Read"/>, without blocking on the stream.</summary>
    public static IAsyncEnumerable<ServiceReviewRequest278> ReadAsync(
        Stream stream, FindingLog findings, ReadLimits? limits = null, CancellationToken cancel = default) =>
        SetReading.ReadAsync(stream, findings, limits, (context, bounds) => new ReviewRequestAssembler(context, bounds), cancel);

    /// <summary>Writes one set in one group in one interchange; a set holds one request. What is written is validated as a receiver
    /// would; when anything is an error nothing is written.</summary>
    public static X12Output Write(SetEnvelope envelope, ServiceReviewRequest278 request)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        ArgumentNullException.ThrowIfNull(request);
        return X12Output.Validated(EnvelopeWriter.Set(envelope, writer => new ReviewWriter(writer).Request(request)));
    }
}

/// <summary>Reads and writes answers to requests for a review of services (278, 005010X217, BHT02 11).</summary>
public static class ServiceReviewResponse278File
{
    /// <summary>Reads a file event by event, a refused request as an answer without one. What cannot be read, and every request, is
    /// reported and left out; the others follow.</summary>
    public static IEnumerable<ServiceReviewResponse278> Read(Stream stream, FindingLog findings, ReadLimits? limits = null) =>
        SetReading.Read(stream, findings, limits, (context, bounds) => new ReviewResponseAssembler(context, bounds));

    /// <summary>As <see cref="Read"/>, without blocking on the stream.</summary>
    public static IAsyncEnumerable<ServiceReviewResponse278> ReadAsync(
        Stream stream, FindingLog findings, ReadLimits? limits = null, CancellationToken cancel = default) =>
        SetReading.ReadAsync(stream, findings, limits, (context, bounds) => new ReviewResponseAssembler(context, bounds), cancel);

    /// <summary>Writes one set in one group in one interchange; a set answers about one patient. The header is the first response's. What
    /// is written is validated as a receiver would; when anything is an error nothing is written.</summary>
    public static X12Output Write(SetEnvelope envelope, params IReadOnlyList<ServiceReviewResponse278> responses)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        ArgumentNullException.ThrowIfNull(responses);
        ArgumentOutOfRangeException.ThrowIfZero(responses.Count);
        return X12Output.Validated(EnvelopeWriter.Set(envelope, writer => new ReviewWriter(writer).Responses(responses)));
    }
}
