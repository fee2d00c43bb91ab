using MedBill.X12.Acknowledgments;
using MedBill.X12.Attachments275;
using MedBill.X12.Claims837;
using MedBill.X12.Claims837D;
using MedBill.X12.Claims837I;
using MedBill.X12.Claims837P;
using MedBill.X12.ClaimStatus;
using MedBill.X12.Eligibility;
using MedBill.X12.Enrollment834;
using MedBill.X12.Guides;
using MedBill.X12.PremiumPayments820;
using MedBill.X12.Remittances835;
using MedBill.X12.Segments;
using MedBill.X12.ServiceReviews;

namespace MedBill.X12.Documents;

/// <summary>The codec of each guide with a typed form.</summary>
internal static class SetCodecs
{
    private static readonly Dictionary<GuideId, ISetCodec> ByGuide = new ISetCodec[]
    {
        Claim837PFile.Kind.Codec(GuideId.Claim837P),
        Claim837PFile.Kind.Codec(GuideId.Predetermination837P),
        Claim837IFile.Kind.Codec(GuideId.Claim837I),
        Claim837IFile.Kind.Codec(GuideId.Predetermination837I),
        Claim837DFile.Kind.Codec(GuideId.Claim837D),
        new SetCodec<RemittanceItem, Remittance835>(
            GuideId.Remittance835,
            (context, limits) => new RemittanceAssembler(context, limits),
            items => Remittance835.Of(items) is { } whole ? whole with { Header = whole.Header with { Envelope = null } } : null,
            RemittanceWriter.Write),
        new SetCodec<ClaimAcknowledgment277CA, ClaimAcknowledgment277CA>(
            GuideId.ClaimAcknowledgment277CA,
            (context, limits) => new ClaimAcknowledgmentAssembler(context, limits),
            sets => sets.Count == 1 ? sets[0] with { Envelope = null } : null,
            (writer, set) => new ClaimAcknowledgmentWriter(writer).Write(set)),
        new SetCodec<Acknowledgment999, Acknowledgment999>(
            GuideId.Acknowledgment999,
            (context, limits) => new Acknowledgment999Assembler(context, limits),
            sets => sets.Count == 1 ? sets[0] with { Envelope = null } : null,
            Acknowledgment999Writer.Write),
        new SetCodec<EligibilityInquiry270, ItemSet<EligibilityInquiry270>>(
            GuideId.Eligibility270,
            (context, limits) => new InquiryAssembler(context, limits),
            items => new([.. items.Select(item => item with { Header = item.Header with { Envelope = null } })]),
            (writer, set) => new EligibilityWriter(writer).Inquiries([.. set.Items])),
        new SetCodec<EligibilityAnswer271, ItemSet<EligibilityAnswer271>>(
            GuideId.Eligibility271,
            (context, limits) => new AnswerAssembler(context, limits),
            items => new([.. items.Select(item => item with { Header = item.Header with { Envelope = null } })]),
            (writer, set) => new EligibilityWriter(writer).Answers([.. set.Items])),
        new SetCodec<StatusInquiry276, ItemSet<StatusInquiry276>>(
            GuideId.Status276,
            (context, limits) => new StatusInquiryAssembler(context, limits),
            items => new([.. items.Select(item => item with { Header = item.Header with { Envelope = null } })]),
            (writer, set) => new StatusWriter(writer).Inquiries([.. set.Items])),
        new SetCodec<StatusAnswer277, ItemSet<StatusAnswer277>>(
            GuideId.Status277,
            (context, limits) => new StatusAnswerAssembler(context, limits),
            items => new([.. items.Select(item => item with { Header = item.Header with { Envelope = null } })]),
            (writer, set) => new StatusWriter(writer).Answers([.. set.Items])),
        new SetCodec<ServiceReviewRequest278, ServiceReviewRequest278>(
            GuideId.ServiceReviewRequest278,
            (context, limits) => new ReviewRequestAssembler(context, limits),
            items => items.Count == 1 ? items[0] with { Header = items[0].Header with { Envelope = null } } : null,
            (writer, request) => new ReviewWriter(writer).Request(request)),
        new SetCodec<ServiceReviewResponse278, ItemSet<ServiceReviewResponse278>>(
            GuideId.ServiceReviewResponse278,
            (context, limits) => new ReviewResponseAssembler(context, limits),
            items => new([.. items.Select(item => item with { Header = item.Header with { Envelope = null } })]),
            (writer, set) => new ReviewWriter(writer).Responses([.. set.Items])),
        new SetCodec<EnrollmentItem, EnrollmentSet>(
            GuideId.Enrollment834,
            (context, limits) => new EnrollmentAssembler(context, limits),
            EnrollmentSet.Of,
            (writer, set) => EnrollmentWriter.Write(writer, set.Header, [.. set.Members])),
        Premiums(GuideId.PremiumPayment820),
        Premiums(GuideId.ExchangePayment820),
        new SetCodec<AttachmentItem, AttachmentSet>(
            GuideId.Attachment275,
            (context, limits) => new AttachmentAssembler(context, limits),
            AttachmentSet.Of,
            (writer, set) => AttachmentWriter.Write(writer, set.Header, [.. set.Attachments])),
    }.ToDictionary(codec => codec.Guide);

    private static SetCodec<PremiumPaymentItem, PremiumPaymentSet> Premiums(GuideId guide) => new(
        guide,
        (context, limits) => new PremiumPaymentAssembler(context, limits),
        PremiumPaymentSet.Of,
        (writer, set) => PremiumPaymentWriter.Write(writer, set.Header, [.. set.Remittances]));

    public static ISetCodec? Of(GuideId? guide) => guide is null ? null : ByGuide.GetValueOrDefault(guide);
}
