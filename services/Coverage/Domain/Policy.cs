using MedBill.Platform.Values;

namespace MedBill.Coverage.Domain;

public enum Relationship
{
    Self = 1,
    Spouse,
    Child,
    LifePartner,
    Other,
}

public enum AdministrativeGender
{
    Female = 1,
    Male,
    Unknown,
}

/// <summary>Who holds a policy, when that is not the patient.</summary>
public sealed record Subscriber(PersonName PersonName, DateOnly BirthDate, AdministrativeGender Gender, Address? Address);

/// <summary>What is known of a policy.</summary>
public sealed record PolicyDetails(string MemberId, string GroupNumber, Relationship Relationship, Subscriber? Subscriber)
{
    public void Check(Violations violations, string field, DateOnly today)
    {
        FieldRules.MemberId(violations, $"{field}.member_id", MemberId);
        FieldRules.Text(violations, $"{field}.group_number", GroupNumber, 50);
        violations.AddIf(!Enum.IsDefined(Relationship), $"{field}.relationship", "VALUE_UNKNOWN", "One of the relationships of this API.", "PAT01");
        violations.AddIf(Relationship == Relationship.Self && Subscriber is not null, $"{field}.subscriber", "SUBSCRIBER_NOT_ALLOWED", "The patient is the subscriber.", "2000B SBR02");
        violations.AddIf(Relationship != Relationship.Self && Subscriber is null, $"{field}.subscriber", "FIELD_REQUIRED", "Say who holds the policy.", "2010BA");
        if (Subscriber is { } subscriber)
        {
            FieldRules.Text(violations, $"{field}.subscriber.person_name.given_name", subscriber.PersonName.Given, 35, required: true);
            FieldRules.Text(violations, $"{field}.subscriber.person_name.middle_name", subscriber.PersonName.Middle, 25);
            FieldRules.Text(violations, $"{field}.subscriber.person_name.family_name", subscriber.PersonName.Family, 60, required: true);
            FieldRules.Text(violations, $"{field}.subscriber.person_name.suffix", subscriber.PersonName.Suffix, 10);
            violations.AddIf(subscriber.BirthDate > today, $"{field}.subscriber.birth_date", "DATE_IN_FUTURE", "Not later than today.", "DMG02");
            violations.AddIf(!Enum.IsDefined(subscriber.Gender), $"{field}.subscriber.administrative_gender", "VALUE_UNKNOWN", "One of the genders of this API.", "DMG03");
            if (subscriber.Address is { } address)
            {
                FieldRules.Postal(violations, $"{field}.subscriber.address", address);
            }
        }
    }
}

/// <summary>One patient's cover under one plan.</summary>
public sealed class Policy : CoverageRecord<PolicyDetails>
{
    /// <summary>SBR01 has letters for eleven payers.</summary>
    public const int LastOrder = 11;

    public override string Name => $"patients/{PatientId}/policies/{Id}";

    public required string PatientId { get; init; }

    public string PlanId { get; private set; } = "";

    public string PayerId { get; private set; } = "";

    public int CoordinationOrder { get; private set; }

    public DateOnly EffectiveDate { get; private set; }

    public DateOnly? EndDate { get; private set; }

    public static Policy Add(string id, string patientId, PolicyTerms terms, PolicyDetails details)
    {
        var policy = new Policy { Id = id, PatientId = patientId, Details = details };
        policy.Take(terms, details);
        policy.Record(new PolicyAdded());
        return policy;
    }

    public void Change(PolicyTerms terms, PolicyDetails details)
    {
        Take(terms, details);
        Record(new PolicyChanged());
    }

    public bool IsInForceOn(DateOnly day) => EffectiveDate <= day && (EndDate is null || EndDate >= day);

    private void Take(PolicyTerms terms, PolicyDetails details) =>
        (PlanId, PayerId, CoordinationOrder, EffectiveDate, EndDate, Details) =
            (terms.PlanId, terms.PayerId, terms.CoordinationOrder, terms.EffectiveDate, terms.EndDate, details);
}

/// <summary>When and where in the order a policy pays.</summary>
public sealed record PolicyTerms(string PlanId, string PayerId, int CoordinationOrder, DateOnly EffectiveDate, DateOnly? EndDate)
{
    public void Check(Violations violations, string field)
    {
        violations.AddIf(CoordinationOrder is < 1 or > Policy.LastOrder, $"{field}.coordination_order", "OUT_OF_RANGE", "1 primary, 2 secondary, up to 11.", "SBR01");
        violations.AddIf(EndDate < EffectiveDate, $"{field}.end_date", "DATE_ORDER", "Not before the effective date.");
    }

    /// <summary>Two policies of one patient may not stand at the same place on the same day.</summary>
    public bool CollidesWith(Policy other) =>
        other.CoordinationOrder == CoordinationOrder
        && other.EffectiveDate <= (EndDate ?? DateOnly.MaxValue) && EffectiveDate <= (other.EndDate ?? DateOnly.MaxValue);
}

public sealed record PolicyAdded;

public sealed record PolicyChanged;
