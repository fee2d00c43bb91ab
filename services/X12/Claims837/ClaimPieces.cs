using MedBill.X12.Segments;

namespace MedBill.X12.Claims837;

/// <summary>One code of an HI segment.</summary>
/// <param name="Qualifier">
/// ABK principal, ABF other; in an 837I also ABJ admitting, APR reason for visit and ABN external cause. For ICD-9 without the A.
/// </param>
/// <param name="Code">The code without a dot.</param>
public sealed record Diagnosis(string Qualifier, string Code)
{
    /// <summary>HI component 9 of an 837I: Y present on admission, N not, U undocumented, W cannot be determined.</summary>
    public string? PresentOnAdmission { get; init; }

    /// <summary>The principal ICD-10-CM diagnosis.</summary>
    public static Diagnosis Principal(string code) => new("ABK", code);

    /// <summary>Another ICD-10-CM diagnosis.</summary>
    public static Diagnosis Other(string code) => new("ABF", code);
}

/// <summary>NTE.</summary>
/// <param name="Code">NTE01, e.g. ADD.</param>
/// <param name="Text">NTE02, at most 80 characters.</param>
public sealed record ClaimNote(string Code, string Text)
{
    /// <summary>The code only: the text is free.</summary>
    public override string ToString() => $"NTE*{Code}";
}

/// <summary>PWK: a paper that belongs to the claim or line.</summary>
/// <param name="ReportType">PWK01.</param>
/// <param name="Transmission">PWK02: AA on request, BM mail, EL electronic, EM e-mail, FT file transfer, FX fax.</param>
/// <param name="ControlNumber">PWK06 (PWK05 is AC); absent with AA.</param>
public sealed record Attachment(string ReportType, string Transmission, string? ControlNumber = null);

/// <summary>Loop 2410: the drug behind a HCPCS code.</summary>
public sealed record ServiceDrug
{
    /// <summary>LIN03, eleven digits.</summary>
    public required string Ndc { get; init; }

    /// <summary>LIN02.</summary>
    public string Qualifier { get; init; } = "N4";

    /// <summary>CTP04.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>CTP05-1: F2, GR, ME, ML, UN.</summary>
    public string? UnitCode { get; init; }

    /// <summary>REF: VY link, XZ prescription.</summary>
    public ValueList<Reference> References { get; init; }
}
