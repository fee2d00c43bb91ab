using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Writing;

namespace MedBill.X12.Acknowledgments;

/// <summary>Reads and writes claim acknowledgments (277CA, 005010X214).</summary>
public static class ClaimAcknowledgment277CAFile
{
    /// <summary>Reads a file set by set.</summary>
    public static IEnumerable<ClaimAcknowledgment277CA> Read(Stream stream, FindingLog findings, ReadLimits? limits = null) => throw new NotSupportedException("Arrives with the reader and writer of this set.");

    /// <summary>Writes one set in one group in one interchange.</summary>
    public static X12Output Write(SetEnvelope envelope, ClaimAcknowledgment277CA acknowledgment) => throw new NotSupportedException("Arrives with the reader and writer of this set.");
}

/// <summary>Reads and writes implementation acknowledgments (999, 005010X231A1).</summary>
public static class Acknowledgment999File
{
    /// <summary>Reads a file set by set.</summary>
    public static IEnumerable<Acknowledgment999> Read(Stream stream, FindingLog findings, ReadLimits? limits = null) => throw new NotSupportedException("Arrives with the reader and writer of this set.");

    /// <summary>Writes one set in one group in one interchange.</summary>
    public static X12Output Write(SetEnvelope envelope, Acknowledgment999 acknowledgment) => throw new NotSupportedException("Arrives with the reader and writer of this set.");
}

/// <summary>Reads and writes interchange acknowledgments (TA1).</summary>
public static class InterchangeAcknowledgmentFile
{
    /// <summary>Reads every TA1 of a file.</summary>
    public static IEnumerable<InterchangeAcknowledgment> Read(Stream stream, FindingLog findings, ReadLimits? limits = null) => throw new NotSupportedException("Arrives with the reader and writer of this set.");

    /// <summary>Writes one TA1 in an interchange without a group.</summary>
    public static X12Output Write(Interchange interchange, InterchangeAcknowledgment acknowledgment) => throw new NotSupportedException("Arrives with the reader and writer of this set.");
}
