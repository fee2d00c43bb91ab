using MedBill.X12.Attachments275;
using MedBill.X12.Claims837;
using MedBill.X12.Enrollment834;
using MedBill.X12.PremiumPayments820;
using MedBill.X12.Segments;

namespace MedBill.X12.Documents;

/// <summary>The claims of an 837 set.</summary>
/// <param name="Header">BHT, submitter, receiver.</param>
/// <param name="Claims">The claims, each with the levels it stands under.</param>
public sealed record ClaimSet<TClaim>(ClaimBatchHeader Header, ValueList<TClaim> Claims);

/// <summary>
/// The items of a 270, 271, 276, 277 or 278 response set, each with the levels it stands under.
/// </summary>
/// <param name="Items">Inquiries or answers.</param>
public sealed record ItemSet<TItem>(ValueList<TItem> Items);

/// <summary>The members of an 834 set.</summary>
/// <param name="Header">BGN, sponsor, insurer, brokers.</param>
/// <param name="Members">Loops 2000.</param>
public sealed record EnrollmentSet(EnrollmentHeader Header, ValueList<EnrolledMember> Members)
{
    internal static EnrollmentSet? Of(List<EnrollmentItem> items) =>
        items is [EnrollmentHeader header, ..]
            ? new EnrollmentSet(header with { Envelope = null }, [.. items.OfType<EnrolledMember>()])
            : null;
}

/// <summary>What an 820 set pays.</summary>
/// <param name="Header">BPR, TRN and the parties.</param>
/// <param name="Remittances">Loops 2000A and 2000B.</param>
public sealed record PremiumPaymentSet(PremiumPaymentHeader Header, ValueList<PremiumRemittance> Remittances)
{
    internal static PremiumPaymentSet? Of(List<PremiumPaymentItem> items) =>
        items is [PremiumPaymentHeader header, ..]
            ? new PremiumPaymentSet(header with { Envelope = null }, [.. items.OfType<PremiumRemittance>()])
            : null;
}

/// <summary>The attachments of a 275 set.</summary>
/// <param name="Header">BGN and the parties.</param>
/// <param name="Attachments">Loops 2000A.</param>
public sealed record AttachmentSet(AttachmentHeader Header, ValueList<AttachedInformation> Attachments)
{
    internal static AttachmentSet? Of(List<AttachmentItem> items) =>
        items is [AttachmentHeader header, ..]
            ? new AttachmentSet(header with { Envelope = null }, [.. items.OfType<AttachedInformation>()])
            : null;
}
