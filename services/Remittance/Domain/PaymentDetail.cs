using MedBill.Platform.Values;

namespace MedBill.Remittance.Domain;

/// <summary>One adjustment (CAS).</summary>
/// <param name="LineNumber">Position of the SVC, 0 for the claim as a whole.</param>
/// <param name="GroupCode">CAS01.</param>
/// <param name="ReasonCode">CARC.</param>
/// <param name="Amount">Positive lowers the payment.</param>
/// <param name="Disposition">Decided once, when it was read.</param>
public sealed record PaymentAdjustment(int LineNumber, string GroupCode, string ReasonCode, Money Amount, Disposition Disposition);

/// <summary>One line of a claim payment (SVC).</summary>
public sealed record PaymentLine
{
    /// <summary>Position of the SVC, from 1.</summary>
    public required int LineNumber { get; init; }

    /// <summary>REF*6R as it came back; empty when absent.</summary>
    public string ControlNumber { get; init; } = "";

    /// <summary>SVC01-2: what was adjudicated.</summary>
    public required string ProcedureCode { get; init; }

    /// <summary>SVC06-2, or SVC01-2 when the payer did not change the code: what was submitted.</summary>
    public required string SubmittedCode { get; init; }

    /// <summary>Modifiers of the submitted code.</summary>
    public IReadOnlyList<string> SubmittedModifiers { get; init; } = [];

    /// <summary>SVC02.</summary>
    public required Money Charge { get; init; }

    /// <summary>SVC03.</summary>
    public required Money Paid { get; init; }

    /// <summary>LQ*HE.</summary>
    public IReadOnlyList<string> RemarkCodes { get; init; } = [];
}

/// <summary>What a claim payment says beyond its totals; stored as one column.</summary>
public sealed record PaymentDetail
{
    public IReadOnlyList<PaymentAdjustment> Adjustments { get; init; } = [];

    public IReadOnlyList<PaymentLine> Lines { get; init; } = [];

    /// <summary>Remark codes of the claim (MOA, MIA).</summary>
    public IReadOnlyList<string> RemarkCodes { get; init; } = [];
}
