using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Reading;
using MedBill.X12.Writing;

namespace MedBill.X12.ClaimStatus;

/// <summary>Reads and writes claim status requests (276, 005010X212).</summary>
public static class Status276File
{
    /// <summary>Reads a file patient by patient. What cannot be read is reported and left out; the others follow.</summary>
    public static IEnumerable<StatusInquiry276> Read(Stream stream, FindingLog findings, ReadLimits? limits = null) =>
        SetReading.Read(stream, findings, limits, (context, bounds) => new StatusInquiryAssembler(context, bounds));

    /// <summary>As <see cref="Read"/>, without blocking on the stream.</summary>
    public static IAsyncEnumerable<StatusInquiry276> ReadAsync(
        Stream stream, FindingLog findings, ReadLimits? limits = null, CancellationToken cancel = default) =>
        SetReading.ReadAsync(stream, findings, limits, (context, bounds) => new StatusInquiryAssembler(context, bounds), cancel);

    /// <summary>Writes one set in one group in one interchange. The header is the first inquiry's. What is written is validated as a
    /// receiver would; when anything is an error nothing is written.</summary>
    public static X12Output Write(SetEnvelope envelope, IReadOnlyList<StatusInquiry276> inquiries)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        ArgumentNullException.ThrowIfNull(inquiries);
        ArgumentOutOfRangeException.ThrowIfZero(inquiries.Count);
        return X12Output.Validated(EnvelopeWriter.Set(envelope, writer => new StatusWriter(writer).Inquiries(inquiries)));
    }
}

/// <summary>Reads and writes claim status answers (277, 005010X212).</summary>
public static class Status277File
{
    /// <summary>Reads a file patient by patient, a refused receiver or provider as an answer without one. What cannot be read is
    /// reported and left out; the others follow.</summary>
    public static IEnumerable<StatusAnswer277> Read(Stream stream, FindingLog findings, ReadLimits? limits = null) =>
        SetReading.Read(stream, findings, limits, (context, bounds) => new StatusAnswerAssembler(context, bounds));

    /// <summary>As <see cref="Read"/>, without blocking on the stream.</summary>
    public static IAsyncEnumerable<StatusAnswer277> ReadAsync(
        Stream stream, FindingLog findings, ReadLimits? limits = null, CancellationToken cancel = default) =>
        SetReading.ReadAsync(stream, findings, limits, (context, bounds) => new StatusAnswerAssembler(context, bounds), cancel);

    /// <summary>Writes one set in one group in one interchange. The header is the first answer's. What is written is validated as a
    /// receiver would; when anything is an error nothing is written.</summary>
    public static X12Output Write(SetEnvelope envelope, IReadOnlyList<StatusAnswer277> answers)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentOutOfRangeException.ThrowIfZero(answers.Count);
        return X12Output.Validated(EnvelopeWriter.Set(envelope, writer => new StatusWriter(writer).Answers(answers)));
    }
}
