using System.Globalization;
using MedBill.X12.Envelopes;

namespace MedBill.X12.Guides;

/// <summary>An implementation guide: which set it describes and how its envelopes name it.</summary>
/// <param name="SetId">ST01.</param>
/// <param name="FunctionalId">GS01.</param>
/// <param name="Version">GS08, and ST03 where the guide uses it.</param>
/// <param name="NamedInSet">Whether ST03 repeats the version; the 835 does not use it.</param>
public sealed record GuideId(string SetId, string FunctionalId, string Version, bool NamedInSet = true)
{
    /// <summary>Professional claims.</summary>
    public static GuideId Claim837P { get; } = new("837", "HC", "005010X222A1");

    /// <summary>Institutional claims.</summary>
    public static GuideId Claim837I { get; } = new("837", "HC", "005010X223A2");

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

    /// <summary>Every guide that files are held against here.</summary>
    public static IReadOnlyList<GuideId> All { get; } =
        [Claim837P, Claim837I, Remittance835, ClaimAcknowledgment277CA, Acknowledgment999, Eligibility270, Eligibility271, Status276, Status277];

    /// <summary>Name of its table among the resources.</summary>
    internal string Table => this switch
    {
        _ when this == Claim837P => "837P.guide",
        _ when this == Claim837I => "837I.guide",
        _ when this == ClaimAcknowledgment277CA => "277CA.guide",
        _ => SetId + ".guide",
    };

    /// <summary>The guide of a set, whatever its errata; null when this library does not have it.</summary>
    public static GuideId? Of(SetEnvelope envelope)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        return All.FirstOrDefault(guide => guide.SetId == envelope.Set.Id
            && envelope.Version.StartsWith(guide.BaseVersion, StringComparison.Ordinal));
    }

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
