using MedBill.X12.Acknowledgments;
using MedBill.X12.Attachments275;
using MedBill.X12.Claims837D;
using MedBill.X12.Claims837I;
using MedBill.X12.Claims837P;
using MedBill.X12.ClaimStatus;
using MedBill.X12.Documents;
using MedBill.X12.Eligibility;
using MedBill.X12.Enrollment834;
using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.PremiumPayments820;
using MedBill.X12.Remittances835;
using MedBill.X12.ServiceReviews;

namespace MedBill.X12.Tests.Fuzz;

/// <summary>Throws bytes at everything that reads: each typed reader, the document, the validator and what is answered to its report.</summary>
internal static class EveryReader
{
    private static readonly Interchange Answer = new()
    {
        SenderId = "PRAIRIEHP",
        ReceiverId = "CLEARWATER",
        Timestamp = new DateTime(2026, 3, 15, 10, 30, 0),
        ControlNumber = "000000901",
    };

    private static readonly Func<Stream, FindingLog, int>[] Readers =
    [
        (file, log) => Claim837PFile.Read(file, log).Count(),
        (file, log) => Claim837IFile.Read(file, log).Count(),
        (file, log) => Claim837DFile.Read(file, log).Count(),
        (file, log) => Remittance835File.Read(file, log).Count(),
        (file, log) => ClaimAcknowledgment277CAFile.Read(file, log).Count(),
        (file, log) => Acknowledgment999File.Read(file, log).Count(),
        (file, log) => InterchangeAcknowledgmentFile.Read(file, log).Count(),
        (file, log) => Eligibility270File.Read(file, log).Count(),
        (file, log) => Eligibility271File.Read(file, log).Count(),
        (file, log) => Status276File.Read(file, log).Count(),
        (file, log) => Status277File.Read(file, log).Count(),
        (file, log) => ServiceReviewRequest278File.Read(file, log).Count(),
        (file, log) => ServiceReviewResponse278File.Read(file, log).Count(),
        (file, log) => Attachment275File.Read(file, log).Count(),
        (file, log) => PremiumPayment820File.Read(file, log).Count(),
        (file, log) => Enrollment834File.Read(file, log).Count(),
        (file, log) => X12File.Read(file, log).Count(),
    ];

    /// <summary>Reads, validates and answers. Gives how many items were read in all.</summary>
    public static int Read(byte[] bytes)
    {
        var items = Readers.Sum(reader => reader(new MemoryStream(bytes), new FindingLog()));
        X12File.Peek(new MemoryStream(bytes));
        X12Document.Read(new MemoryStream(bytes), new FindingLog()).Write();
        var report = X12File.Validate(new MemoryStream(bytes));
        foreach (var interchange in report.Interchanges)
        {
            InterchangeAcknowledgmentFile.Write(Answer, InterchangeAcknowledgment.From(interchange));
            foreach (var group in interchange.Groups)
            {
                Acknowledgment999File.Write(GuideId.Acknowledgment999.Envelope(Answer, 1, 1), Acknowledgment999.From(group));
            }
        }

        return items;
    }
}
