using System.Text;
using MedBill.X12.Acknowledgments;
using MedBill.X12.Envelopes;
using MedBill.X12.Guides;
using MedBill.X12.Segments;
using MedBill.X12.Writing;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Claims.Tests.Fixture;

/// <summary>What a payer's front end sends back.</summary>
internal static class Answers
{
    private static readonly DateTime At = new(2026, 3, 2, 15, 0, 0);
    private static int _numbers;

    /// <summary>A TA1.</summary>
    public static byte[] Ta1(string controlNumber, string status = "A", string note = "000") => Bytes(InterchangeAcknowledgmentFile.Write(
        Interchange(Visits.SubmitterId), new() { ControlNumber = controlNumber, Timestamp = At, Status = status, NoteCode = note }));

    public static byte[] Ta1(Wire.SubmissionBatch batch, string status = "A", string note = "000") => Ta1(batch.InterchangeControlNumber, status, note);

    /// <summary>A 999 of the one set in a batch: A taken, E taken with errors, R refused.</summary>
    public static byte[] Group(Wire.SubmissionBatch batch, string status = "A", params SegmentError[] errors) => Group(batch.GroupControlNumber, status, errors);

    public static byte[] Group(string groupControlNumber, string status = "A", params SegmentError[] errors) => Bytes(Acknowledgment999File.Write(
        GuideId.Acknowledgment999.Envelope(Interchange(Visits.SubmitterId), 1, 1),
        new()
        {
            FunctionalId = "HC",
            GroupControlNumber = groupControlNumber,
            Version = "005010X222A1",
            Sets =
            [
                new()
                {
                    SetId = "837",
                    SetControlNumber = "0001",
                    Implementation = "005010X222A1",
                    Status = status,
                    ErrorCodes = status == "A" ? [] : ["5"],
                    Errors = [.. errors],
                },
            ],
            Status = status,
            IncludedSets = 1,
            ReceivedSets = 1,
            AcceptedSets = status == "R" ? 0 : 1,
        }));

    /// <summary>An error in an element of a claim.</summary>
    public static SegmentError ElementError(string? patientControlNumber, string segment, string loop, int element, string code) => new()
    {
        SegmentId = segment,
        Position = 25,
        Loop = loop,
        Code = "8",
        Contexts = patientControlNumber is null ? [] : [new("CLM01", patientControlNumber)],
        Elements = [new() { Element = element, Code = code }],
    };

    /// <summary>A 277CA: for each claim its statuses, and the payer's number when it gives one.</summary>
    public static byte[] Claims(Wire.SubmissionBatch? batch, params IEnumerable<AcknowledgedClaim> claims) => Write277(batch?.InterchangeControlNumber, [], [.. claims]);

    /// <summary>A 277CA that stops at the receiver: nobody looked at a claim.</summary>
    public static byte[] WholeBatch(Wire.SubmissionBatch batch, params StatusCode[] codes) =>
        Write277(batch.InterchangeControlNumber, [new() { Codes = [.. codes], Action = "U", Date = DateOnly.FromDateTime(At), ChargeCents = 21_000 }], []);

    public static AcknowledgedClaim Accepted(Wire.Claim claim, string? payerNumber = null) => Claim(claim.PatientControlNumber, payerNumber, new StatusCode("A2", "20"));

    public static AcknowledgedClaim Rejected(Wire.Claim claim, params StatusCode[] codes) =>
        Claim(claim.PatientControlNumber, null, codes.Length > 0 ? codes : [new("A7", "164", "IL")]);

    public static AcknowledgedClaim Claim(string patientControlNumber, string? payerNumber, params StatusCode[] codes) => new()
    {
        Patient = new() { EntityCode = EntityCodes.Patient, IsPerson = true, Name = "DOE", FirstName = "JANE", IdQualifier = "MI", Id = "W000000001" },
        PatientControlNumber = patientControlNumber,
        Statuses =
        [
            new()
            {
                Codes = [.. codes],
                Date = DateOnly.FromDateTime(At),
                Action = codes.Any(code => code.IsRejected) ? "U" : "WQ",
                ChargeCents = 21_000,
            },
        ],
        References = payerNumber is null ? [] : [new(ReferenceQualifiers.PayerClaimControl, payerNumber)],
        Dates = [new(DateQualifiers.Service, new(2026, 3, 1))],
    };

    /// <summary>The same file with some text in place of another.</summary>
    public static byte[] With(this byte[] file, string text, string instead)
    {
        var whole = Encoding.Latin1.GetString(file);
        Assert.Contains(text, whole, StringComparison.Ordinal);
        return Encoding.Latin1.GetBytes(whole.Replace(text, instead, StringComparison.Ordinal));
    }

    public static Interchange Interchange(string receiver) => new()
    {
        SenderId = Visits.ElectronicPayerId,
        ReceiverId = receiver,
        Timestamp = At,
        ControlNumber = (700_000_000 + Interlocked.Increment(ref _numbers)).ToString(System.Globalization.CultureInfo.InvariantCulture),
        Usage = "T",
    };

    private static byte[] Write277(string? batchNumber, ValueList<AcknowledgmentStatus> statuses, ValueList<AcknowledgedClaim> claims) =>
        Bytes(ClaimAcknowledgment277CAFile.Write(
            GuideId.ClaimAcknowledgment277CA.Envelope(Interchange(Visits.SubmitterId), 1, 1),
            new()
            {
                ReferenceNumber = "R1",
                CreatedAt = At,
                Source = Party.Payer("EXAMPLE PAYER", Visits.ElectronicPayerId),
                SourceTrace = "S1",
                Dates = [new(DateQualifiers.Received, DateOnly.FromDateTime(At)), new(DateQualifiers.Processed, DateOnly.FromDateTime(At))],
                Receiver = new() { EntityCode = EntityCodes.Submitter, Name = "EXAMPLE FAMILY MEDICINE", IdQualifier = "46", Id = Visits.SubmitterId },
                BatchNumber = batchNumber ?? "NOTOURS",
                Statuses = statuses.Count > 0
                    ? statuses
                    : [new() { Codes = [new("A1", "19", "PR")], Action = "WQ", Date = DateOnly.FromDateTime(At), ChargeCents = 21_000 }],
                Providers = claims.Count == 0
                    ? []
                    :
                    [
                        new()
                        {
                            Provider = Party.Organization(EntityCodes.BillingProvider, "EXAMPLE FAMILY MEDICINE", "1234567893"),
                            Trace = "0",
                            Statuses = [new() { Codes = [new("A1", "19", "PR")], Action = "WQ", ChargeCents = 21_000 }],
                            Claims = claims,
                        },
                    ],
            }));

    private static byte[] Bytes(X12Output output)
    {
        Assert.False(output.IsRefused, string.Join(' ', output.Findings.Select(finding => finding.Code)));
        return output.Bytes.ToArray();
    }
}
