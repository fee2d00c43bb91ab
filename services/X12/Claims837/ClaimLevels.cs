using MedBill.X12.Segments;

namespace MedBill.X12.Claims837;

/// <summary>The front of an 837 set: BHT and loops 1000A and 1000B.</summary>
public sealed record ClaimBatchHeader
{
    /// <summary>BHT03, the submitter's number of the batch, at most 30 characters. A 277CA answers it in loop 2200B.</summary>
    public required string BatchNumber { get; init; }

    /// <summary>BHT04 and BHT05: day and minute.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>BHT02: 00 original, 18 reissue.</summary>
    public string Purpose { get; init; } = "00";

    /// <summary>BHT06: CH chargeable, RP encounter reporting.</summary>
    public string TransactionType { get; init; } = "CH";

    /// <summary>Loop 1000A: <c>41</c>, with at least one contact.</summary>
    public required Party Submitter { get; init; }

    /// <summary>Loop 1000B: <c>40</c>.</summary>
    public required Party Receiver { get; init; }

    /// <summary>Other segments before the first HL.</summary>
    public ValueList<RawSegment> OtherSegments { get; init; }
}

/// <summary>Loops 2000A, 2010AA, 2010AB and 2010AC: who bills and where the payment goes.</summary>
public sealed record BillingProvider
{
    /// <summary>Loop 2010AA: <c>85</c> with NPI, street address (nine-digit ZIP) and tax id (REF EI or SY).</summary>
    public required Party Provider { get; init; }

    /// <summary>2000A PRV*BI*PXC: the taxonomy code.</summary>
    public string? TaxonomyCode { get; init; }

    /// <summary>Loop 2010AB: <c>87</c>, an address only.</summary>
    public Party? PayToAddress { get; init; }

    /// <summary>Loop 2010AC: <c>PE</c>, the plan to be paid in subrogation.</summary>
    public Party? PayToPlan { get; init; }

    /// <summary>Other segments of loop 2000A, e.g. CUR.</summary>
    public ValueList<RawSegment> OtherSegments { get; init; }
}

/// <summary>PAT05 to PAT09: facts of the patient's body that some claims need.</summary>
/// <param name="DeathDate">PAT06.</param>
/// <param name="WeightPounds">PAT08.</param>
/// <param name="IsPregnant">PAT09 = Y.</param>
public sealed record PatientCondition(DateOnly? DeathDate = null, decimal? WeightPounds = null, bool IsPregnant = false);

/// <summary>Loops 2000B, 2010BA and 2010BB: the insured, the plan and the payer the claim goes to.</summary>
public sealed record Subscriber
{
    /// <summary>SBR01: P primary, S secondary, T tertiary, A to H, U.</summary>
    public string Sequence { get; init; } = "P";

    /// <summary>SBR03.</summary>
    public string? GroupNumber { get; init; }

    /// <summary>SBR04, only when there is no group number.</summary>
    public string? GroupName { get; init; }

    /// <summary>SBR05, why Medicare is secondary.</summary>
    public string? InsuranceType { get; init; }

    /// <summary>SBR09, e.g. CI commercial, MB Medicare Part B.</summary>
    public string? FilingIndicator { get; init; }

    /// <summary>PAT05 to PAT09, when the subscriber is the patient.</summary>
    public PatientCondition? Condition { get; init; }

    /// <summary>Loop 2010BA: <c>IL</c> with the member id; address, birth date and sex only when the subscriber is the patient.</summary>
    public required Party Person { get; init; }

    /// <summary>Loop 2010BB: <c>PR</c> with the payer id.</summary>
    public required Party Payer { get; init; }

    /// <summary>Other segments of loop 2000B.</summary>
    public ValueList<RawSegment> OtherSegments { get; init; }
}

/// <summary>Loops 2000C and 2010CA: a patient who is not the subscriber.</summary>
public sealed record DependentPatient
{
    /// <summary>PAT01: 01 spouse, 19 child, G8 other and so on.</summary>
    public required string Relationship { get; init; }

    /// <summary>PAT05 to PAT09.</summary>
    public PatientCondition? Condition { get; init; }

    /// <summary>Loop 2010CA: <c>QC</c> with address, birth date and sex, without an identifier.</summary>
    public required Party Person { get; init; }

    /// <summary>Other segments of loop 2000C.</summary>
    public ValueList<RawSegment> OtherSegments { get; init; }
}
