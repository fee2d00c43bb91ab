using System.Globalization;
using MedBill.X12.Envelopes;

namespace MedBill.X12.Guides;

/// <summary>An implementation guide: which set it describes and how its envelopes name it.</summary>
/// <param name="SetId">ST01.</param>
/// <param name="FunctionalId">GS01.</param>
/// <param name="Version">GS08, and ST03 where the guide uses it.</param>
/// <param name="NamedInSet">Whether ST03 repeats the version; the 835 does not use it.</param>
/// <param name="Purpose">BHT02, where it alone tells two guides apart: request and response of a 278.</param>
public sealed record GuideId(string SetId, string FunctionalId, string Version, bool NamedInSet = true, string? Purpose = null)
{
    /// <summary>Professional claims.</summary>
    public static GuideId Claim837P { get; } = new("837", "HC", "005010X222A1");

    /// <summary>Institutional claims.</summary>
    public static GuideId Claim837I { get; } = new("837", "HC", "005010X223A2");

    /// <summary>Dental claims.</summary>
    public static GuideId Claim837D { get; } = new("837", "HC", "005010X224A2");

    /// <summary>Predetermination of benefits: a professional claim before its service.</summary>
    public static GuideId Predetermination837P { get; } = new("837", "HC", "005010X291");

    /// <summary>Predetermination of benefits: an institutional claim before its service.</summary>
    public static GuideId Predetermination837I { get; } = new("837", "HC", "005010X292");

    /// <summary>Payment and remittance advice.</summary>
    public static GuideId Remittance835 { get; } = new("835", "HP", "005010X221A1", NamedInSet: false);

    /// <summary>Claim acknowledgment.</summary>
    public static GuideId ClaimAcknowledgment277CA { get; } = new("277", "HN", "005010X214");

    /// <summary>Implementation acknowledgment.</summary>
    public static GuideId Acknowledgment999 { get; } = new("999", "FA", "005010X231A1");

    /// <summary>Eligibility inquiry.</summary>
    public static GuideId Eligibility270 { get; } = new("270", "HS", "005010X279A1");

    /// <summary>Eligibility answer.</summary>
    public static GuideId Eligibility271 { get; } = new("271", "HB", "005010X279A1");

    /// <summary>Claim status request.</summary>
    public static GuideId Status276 { get; } = new("276", "HR", "005010X212");

    /// <summary>Claim status answer.</summary>
    public static GuideId Status277 { get; } = new("277", "HN", "005010X212");

    /// <summary>Request for a review of services (prior authorization).</summary>
    public static GuideId ServiceReviewRequest278 { get; } = new("278", "HI", "005010X217", Purpose: "13");

    /// <summary>Answer to a request for a review of services.</summary>
    public static GuideId ServiceReviewResponse278 { get; } = new("278", "HI", "005010X217", Purpose: "11");

    /// <summary>Additional information to support a claim (attachment).</summary>
    public static GuideId Attachment275 { get; } = new("275", "PI", "005010X210");

    /// <summary>Additional information to support a review of services (attachment). Read; there is no table to hold it against.</summary>
    public static GuideId ReviewAttachment275 { get; } = new("275", "PI", "005010X211");

    /// <summary>Payroll deducted and other group premium payment.</summary>
    public static GuideId PremiumPayment820 { get; } = new("820", "RA", "005010X218");

    /// <summary>Payments of a health insurance exchange, with the segments of the group premium payment.</summary>
    public static GuideId ExchangePayment820 { get; } = new("820", "RA", "005010X306");

    /// <summary>Benefit enrollment and maintenance.</summary>
    public static GuideId Enrollment834 { get; } = new("834", "BE", "005010X220A1");

    /// <summary>Every guide that files are held against here.</summary>
    public static IReadOnlyList<GuideId> All { get; } =
        [
            Claim837P, Claim837I, Claim837D, Predetermination837P, Predetermination837I, Remittance835, ClaimAcknowledgment277CA,
            Acknowledgment999, Eligibility270, Eligibility271, Status276, Status277, ServiceReviewRequest278, ServiceReviewResponse278,
            PremiumPayment820, ExchangePayment820, Enrollment834, Attachment275,
        ];

    /// <summary>The set's name as people say it, e.g. <c>837P</c>, <c>277CA</c>, <c>278-response</c>.</summary>
    public string Name => this switch
    {
        _ when this == Claim837P => "837P",
        _ when this == Claim837I => "837I",
        _ when this == Claim837D => "837D",
        _ when this == Predetermination837P => "837P-predetermination",
        _ when this == Predetermination837I => "837I-predetermination",
        _ when this == ClaimAcknowledgment277CA => "277CA",
        _ when this == ServiceReviewResponse278 => "278-response",
        _ when this == ExchangePayment820 => "820-exchange",
        _ => SetId,
    };

    /// <summary>Name of its table among the resources.</summary>
    internal string Table => Name + ".guide";

    /// <summary>The guide of a set, whatever its errata; null when this library does not have it.</summary>
    /// <param name="envelope">ISA, GS and ST.</param>
    /// <param name="purpose">BHT02, which tells request and response of a 278 apart: 11 is a response, all else a request.</param>
    public static GuideId? Of(SetEnvelope envelope, string? purpose = null)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        return All.FirstOrDefault(guide => purpose is not null && guide.Purpose == purpose && guide.Fits(envelope))
            ?? All.FirstOrDefault(guide => guide.Fits(envelope));
    }

    /// <summary>Whether the envelope names this guide, whatever its errata.</summary>
    internal bool Fits(SetEnvelope envelope) =>
        SetId == envelope.Set.Id && envelope.Version.StartsWith(BaseVersion, StringComparison.Ordinal);

    /// <summary>The version without errata: <c>005010X222</c>.</summary>
    public string BaseVersion => Version.Length > 10 ? Version[..10] : Version;

    /// <summary>The envelopes of a set of this guide, alone in its group and interchange.</summary>
    /// <param name="interchange">Sender, receiver, time and ISA13; the group takes sender, receiver and time from it.</param>
    /// <param name="groupControlNumber">GS06.</param>
    /// <param name="setControlNumber">ST02, written with at least four digits.</param>
    public SetEnvelope Envelope(Interchange interchange, long groupControlNumber, long setControlNumber)
    {
        ArgumentNullException.ThrowIfNull(interchange);
        return new SetEnvelope(
            interchange,
            new FunctionalGroup
            {
                FunctionalId = FunctionalId,
                SenderCode = interchange.SenderId,
                ReceiverCode = interchange.ReceiverId,
                Timestamp = interchange.Timestamp,
                ControlNumber = groupControlNumber.ToString(CultureInfo.InvariantCulture),
                Version = Version,
            },
            new TransactionSet(SetId, setControlNumber.ToString("0000", CultureInfo.InvariantCulture), NamedInSet ? Version : null));
    }
}
