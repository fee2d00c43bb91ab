using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Guides;

namespace MedBill.X12.Validation;

/// <summary>What a receiver wants of a validation beyond the guides.</summary>
public sealed record ValidationOptions
{
    /// <summary>The guides the receiver takes; a set of another is refused (IK502 I6). Null: all that have a table here.</summary>
    public IReadOnlyCollection<GuideId>? Guides { get; init; }

    /// <summary>What the reader takes.</summary>
    public ReadLimits? Limits { get; init; }

    /// <summary>How many findings are kept in all.</summary>
    public int FindingLimit { get; init; } = FindingLog.DefaultLimit;

    /// <summary>SNIP 5: who knows the external code sets. Null: codes are held against the guide's own lists only.</summary>
    public ICodeSets? CodeSets { get; init; }

    /// <summary>SNIP 7: the receiver's own rules.</summary>
    public IReadOnlyList<IPayerRule> PayerRules { get; init; } = [];
}

/// <summary>A rule of one payer (SNIP 7), on what is read as one unit: a claim of an 837, an item of an 835, an inquiry of a 270.</summary>
public interface IPayerRule
{
    /// <summary>
    /// What the payer has against the unit. A finding names its loop, segment, element; position and byte offset, when it leaves them 0,
    /// become those of the first such segment of the unit. <see cref="Finding.Snip"/> is set to <see cref="SnipType.Payer"/>.
    /// </summary>
    /// <param name="unit">E.g. <see cref="Claims837.ReceivedClaim{TClaim}"/>, <see cref="Remittances835.ClaimPayment"/>.</param>
    IEnumerable<Finding> Check(object unit);
}

/// <summary>A code set somebody else keeps, which a guide refers to.</summary>
public enum CodeSet
{
    /// <summary>ICD-10-CM: diagnoses.</summary>
    Diagnosis,

    /// <summary>ICD-10-PCS: inpatient procedures.</summary>
    InpatientProcedure,

    /// <summary>HCPCS and CPT.</summary>
    Procedure,

    /// <summary>Modifiers of HCPCS and CPT.</summary>
    Modifier,

    /// <summary>CDT: dental procedures.</summary>
    DentalProcedure,

    /// <summary>NUBC revenue codes.</summary>
    Revenue,

    /// <summary>Places of service.</summary>
    PlaceOfService,

    /// <summary>Provider taxonomy.</summary>
    Taxonomy,

    /// <summary>CARC: claim adjustment reasons.</summary>
    AdjustmentReason,

    /// <summary>RARC: remittance advice remarks.</summary>
    Remark,

    /// <summary>Claim status categories.</summary>
    StatusCategory,

    /// <summary>Claim status codes.</summary>
    Status,

    /// <summary>NDC, 11 digits.</summary>
    Drug,
}

/// <summary>Who knows external code sets by date (SNIP 5).</summary>
public interface ICodeSets
{
    /// <summary>Whether the code is in the set on that day; null when this is not known here, and then nothing is said.</summary>
    /// <param name="codeSet">The set.</param>
    /// <param name="code">As written in the file.</param>
    /// <param name="day">The day of service; null when the file gives none.</param>
    bool? Holds(CodeSet codeSet, string code, DateOnly? day);
}
