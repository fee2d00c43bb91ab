using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Reading;
using MedBill.X12.Writing;

namespace MedBill.X12.Eligibility;

/// <summary>Reads and writes eligibility inquiries (270, 005010X279A1).</summary>
public static class Eligibility270File
{
    /// <summary>Reads a file person by person.</summary>
    public static IEnumerable<EligibilityInquiry270> Read(Stream stream, FindingLog findings, ReadLimits? limits = null) =>
        SetReading.Read(stream, findings, limits, (context, bounds) => new InquiryAssembler(context, bounds));

    /// <summary>Writes one set in one group in one interchange. The header is the first inquiry's.</summary>
    public static X12Output Write(SetEnvelope envelope, IReadOnlyList<EligibilityInquiry270> inquiries)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        ArgumentNullException.ThrowIfNull(inquiries);
        ArgumentOutOfRangeException.ThrowIfZero(inquiries.Count);
        return X12Output.Validated(EnvelopeWriter.Set(envelope, writer => new EligibilityWriter(writer).Inquiries(inquiries)));
    }
}

/// <summary>Reads and writes eligibility answers (271, 005010X279A1).</summary>
public static class Eligibility271File
{
    /// <summary>Reads a file person by person.</summary>
    public static IEnumerable<EligibilityAnswer271> Read(Stream stream, FindingLog findings, ReadLimits? limits = null) =>
        SetReading.Read(stream, findings, limits, (context, bounds) => new AnswerAssembler(context, bounds));

    /// <summary>Writes one set in one group in one interchange. The header is the first answer's.</summary>
    public static X12Output Write(SetEnvelope envelope, IReadOnlyList<EligibilityAnswer271> answers)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentOutOfRangeException.ThrowIfZero(answers.Count);
        return X12Output.Validated(EnvelopeWriter.Set(envelope, writer => new EligibilityWriter(writer).Answers(answers)));
    }
}
