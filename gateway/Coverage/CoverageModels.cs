using MedBill.Gateway.Http;
using Wire = MedBill.Contracts.Coverage.V1;

namespace MedBill.Gateway.Coverage;

/// <summary>Who pays claims.</summary>
[Shows(typeof(Wire.Payer))]
public sealed record PayerModel : IVersioned
{
    /// <summary>The id: <c>pyr-…</c>.</summary>
    public string? Id { get; init; }

    /// <summary>2010BB NM103, at most 60 characters.</summary>
    public string? DisplayName { get; init; }

    /// <summary>
    /// The payer's id at the clearinghouse, 2 to 15 letters and digits (2010BB NM109, 1000B NM109, ISA08). Unique in the practice.
    /// </summary>
    [Field("payer_id")]
    public string? ElectronicPayerId { get; init; }

    /// <summary>Claim filing indicator code (SBR09), such as CI, BL, MB, MC, HM.</summary>
    public string? ClaimFilingIndicatorCode { get; init; }

    /// <summary>Where paper goes.</summary>
    public AddressModel? Address { get; init; }

    /// <summary>Days from the date of service to the end of the filing limit; left out when not known.</summary>
    public int? TimelyFilingDays { get; init; }

    /// <summary>Changes with every write; send it back as <c>If-Match</c>. The <c>ETag</c> header says the same.</summary>
    public string? Etag { get; init; }
}

/// <summary>One product of a payer.</summary>
[Shows(typeof(Wire.Plan))]
public sealed record PlanModel : IVersioned
{
    /// <summary>The id: <c>pln-…</c>.</summary>
    public string? Id { get; init; }

    /// <summary>Whose plan: <c>pyr-…</c>.</summary>
    public string? PayerId { get; init; }

    /// <summary>The plan's name, at most 60 characters.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Group number as on the card, at most 50 characters (SBR03).</summary>
    public string? GroupNumber { get; init; }

    /// <summary>Changes with every write; send it back as <c>If-Match</c>. The <c>ETag</c> header says the same.</summary>
    public string? Etag { get; init; }
}

/// <summary>One patient's cover under one plan.</summary>
[Shows(typeof(Wire.Policy))]
public sealed record PolicyModel : IVersioned
{
    /// <summary>The id: <c>pol-…</c>.</summary>
    public string? Id { get; init; }

    /// <summary>Whose policy: <c>pat-…</c>; the path says it.</summary>
    [NoField]
    public string? PatientId { get; init; }

    /// <summary>Which plan: <c>pln-…</c>.</summary>
    public string? PlanId { get; init; }

    /// <summary>Whose plan: <c>pyr-…</c>.</summary>
    public string? PayerId { get; init; }

    /// <summary>Member identification number as on the card, 2 to 80 characters (2010BA NM109).</summary>
    public string? MemberId { get; init; }

    /// <summary>Group number when the card differs from the plan's, at most 50 characters (SBR03).</summary>
    public string? GroupNumber { get; init; }

    /// <summary>What the patient is to the subscriber.</summary>
    [OneOf(typeof(Wire.Policy.Types.Relationship))]
    public string? Relationship { get; init; }

    /// <summary>Who holds the policy; required unless <c>relationship</c> is SELF, refused then.</summary>
    public SubscriberModel? Subscriber { get; init; }

    /// <summary>1 primary, 2 secondary, 3 tertiary, up to 11 (SBR01). Two policies in force on one date may not share an order.</summary>
    public int? CoordinationOrder { get; init; }

    /// <summary>First day in force.</summary>
    public DateOnly? EffectiveDate { get; init; }

    /// <summary>Last day in force; absent while open.</summary>
    public DateOnly? EndDate { get; init; }

    /// <summary>Changes with every write; send it back as <c>If-Match</c>. The <c>ETag</c> header says the same.</summary>
    public string? Etag { get; init; }
}

/// <summary>The person who holds a policy, when that is not the patient.</summary>
[Shows(typeof(Wire.Subscriber))]
public sealed record SubscriberModel
{
    /// <summary>The subscriber's name (2010BA NM103-NM107).</summary>
    public PersonNameModel? PersonName { get; init; }

    /// <summary>The subscriber's birth date.</summary>
    public DateOnly? BirthDate { get; init; }

    /// <summary>The subscriber's administrative gender.</summary>
    [Field("administrative_gender")]
    [OneOf(typeof(Wire.AdministrativeGender))]
    public string? Gender { get; init; }

    /// <summary>The subscriber's address.</summary>
    public AddressModel? Address { get; init; }
}
