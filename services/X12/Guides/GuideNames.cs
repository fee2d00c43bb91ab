using MedBill.X12.Envelopes;

namespace MedBill.X12.Guides;

/// <summary>What a set is, by ST01 and the guide it names: also guides that are not read here, so that a refusal can say what was sent.</summary>
internal static class GuideNames
{
    /// <summary>In plain words with the guide's number; null when neither set nor guide is known. Never a text from the file.</summary>
    public static string? Of(SetEnvelope envelope) => Of(envelope.Set.Id, envelope.Version);

    private static string? Of(string set, string version)
    {
        var guide = version.Length > 10 ? version[..10] : version;
        var name = (set, guide) switch
        {
            ("837", "005010X222") => "professional claims",
            ("837", "005010X223") => "institutional claims",
            ("837", "005010X224") => "dental claims",
            ("837", "005010X291") => "predeterminations of professional claims",
            ("837", "005010X292") => "predeterminations of institutional claims",
            ("837", "005010X298") => "professional encounter data after adjudication",
            ("837", "005010X299") => "institutional encounter data after adjudication",
            ("837", "005010X300") => "dental encounter data after adjudication",
            ("837", "004010X098") => "professional claims of version 4010",
            ("837", "004010X096") => "institutional claims of version 4010",
            ("837", "004010X097") => "dental claims of version 4010",
            ("835", "005010X221") => "a remittance advice",
            ("835", "004010X091") => "a remittance advice of version 4010",
            ("270", "005010X279") => "an eligibility inquiry",
            ("271", "005010X279") => "an eligibility answer",
            ("270", "004010X092") => "an eligibility inquiry of version 4010",
            ("271", "004010X092") => "an eligibility answer of version 4010",
            ("276", "005010X212") => "a claim status request",
            ("277", "005010X212") => "a claim status answer",
            ("276", "004010X093") => "a claim status request of version 4010",
            ("277", "004010X093") => "a claim status answer of version 4010",
            ("277", "005010X213") => "a request for additional information",
            ("277", "005010X214") => "a claim acknowledgment",
            ("277", "005010X228") => "a list of pended claims",
            ("278", "005010X217") => "a review of services",
            ("278", "005010X215") => "an inquiry on a review of services",
            ("278", "005010X216") => "a notification of services",
            ("278", "004010X094") => "a review of services of version 4010",
            ("275", "005010X210") => "an attachment to a claim",
            ("275", "005010X211") => "an attachment to a review of services",
            ("275", "006020X314") => "an attachment to a claim of version 6020",
            ("820", "005010X218") => "a group premium payment",
            ("820", "005010X306") => "a payment of a health insurance exchange",
            ("820", "004010X061") => "a group premium payment of version 4010",
            ("834", "005010X220") => "a benefit enrollment",
            ("834", "005010X307") => "an enrollment of a health insurance exchange",
            ("834", "005010X318") => "an enrollment report of a health insurance exchange",
            ("834", "004010X095") => "a benefit enrollment of version 4010",
            ("999", "005010X231") => "an implementation acknowledgment",
            ("824", "005010X186") => "an application advice",
            _ => null,
        };
        return name is not null ? $"{name} ({set}, {guide})"
            : set == FunctionalAcknowledgment ? "a functional acknowledgment (997)"
            : FunctionalIds.OfSet(set) is not null && version.StartsWith("004010", StringComparison.Ordinal) ? $"of version 4010 ({set})"
            : null;
    }

    /// <summary>ST01 of the acknowledgment that the 999 has replaced.</summary>
    public const string FunctionalAcknowledgment = "997";
}
