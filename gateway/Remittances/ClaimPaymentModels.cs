using MedBill.Gateway.Http;
using Wire = MedBill.Contracts.Remittance.V1;

namespace MedBill.Gateway.Remittances;

/// <summary>What a payer says of one claim (CLP).</summary>
[Shows(typeof(Wire.ClaimPayment))]
public sealed record ClaimPaymentModel : IVersioned
{
    /// <summary>The position in the remittance advice, from <c>1</c>.</summary>
    public string? Id { get; init; }

    /// <summary>Of which remittance advice: <c>era-…</c>.</summary>
    [NoField]
    public string? RemittanceId { get; init; }

    /// <summary>CLP01.</summary>
    public string? PatientControlNumber { get; init; }

    /// <summary>CLP02: 1 primary, 2 secondary, 3 tertiary, 4 denied, 22 reversal, …</summary>
    public string? ClaimStatusCode { get; init; }

    /// <summary>CLP03. USD.</summary>
    public MoneyModel? Charge { get; init; }

    /// <summary>CLP04. USD.</summary>
    public MoneyModel? PaidAmount { get; init; }

    /// <summary>Sum of the PR adjustments. USD.</summary>
    public MoneyModel? PatientResponsibilityAmount { get; init; }

    /// <summary>CLP07.</summary>
    public string? PayerClaimControlNumber { get; init; }

    /// <summary>The claim it matches: <c>clm-…</c>; left out when none.</summary>
    public string? ClaimId { get; init; }

    /// <summary>Version of the claim it matches; left out when none.</summary>
    public int? ClaimVersionNumber { get; init; }

    /// <summary>How the claim was found.</summary>
    [OneOf(typeof(Wire.ClaimPayment.Types.MatchRule))]
    public string? MatchRule { get; init; }

    /// <summary>
    /// Stable code of why it is booked on no claim: UNKNOWN_CLAIM, CHARGE_DIFFERS, OTHER_PAYER, WRONG_SIGN, SEVERAL_CLAIMS; left out when it is.
    /// </summary>
    public string? UnmatchedReasonCode { get; init; }

    /// <summary>Every adjustment.</summary>
    public IReadOnlyList<ClaimPaymentAdjustmentModel>? Adjustments { get; init; }

    /// <summary>The lines.</summary>
    public IReadOnlyList<ClaimPaymentLineModel>? Lines { get; init; }

    /// <summary>Remark codes of the claim (MOA).</summary>
    public IReadOnlyList<string>? RemarkCodes { get; init; }

    /// <summary>Changes with every write; send it back as <c>If-Match</c>. The <c>ETag</c> header says the same.</summary>
    public string? Etag { get; init; }
}

/// <summary>On what a claim payment is booked.</summary>
[Shows(typeof(Wire.AssignClaimPaymentRequest))]
public sealed record ClaimPaymentAssignmentModel
{
    /// <summary>The claim: <c>clm-…</c>.</summary>
    public string? ClaimId { get; init; }

    /// <summary>Version of the claim that it decides; one that was sent.</summary>
    public int? ClaimVersionNumber { get; init; }
}

/// <summary>One line of a claim payment.</summary>
[Shows(typeof(Wire.ClaimPaymentLine))]
public sealed record ClaimPaymentLineModel
{
    /// <summary>Position of the SVC, from 1.</summary>
    public int? LineNumber { get; init; }

    /// <summary>REF*6R as it came back.</summary>
    public string? LineItemControlNumber { get; init; }

    /// <summary>Adjudicated code (SVC01-2).</summary>
    public string? ProcedureCode { get; init; }

    /// <summary>SVC02. USD.</summary>
    public MoneyModel? Charge { get; init; }

    /// <summary>SVC03. USD.</summary>
    public MoneyModel? PaidAmount { get; init; }

    /// <summary>Remark codes (LQ*HE).</summary>
    public IReadOnlyList<string>? RemarkCodes { get; init; }

    /// <summary>Line of the claim it matches, from 1; left out when none.</summary>
    public int? ClaimLineNumber { get; init; }
}

/// <summary>What a payer took off a charge, or added (CAS).</summary>
[Shows(typeof(Wire.ClaimPaymentAdjustment))]
public sealed record ClaimPaymentAdjustmentModel
{
    /// <summary>Position of the SVC, 0 for the claim as a whole.</summary>
    public int? LineNumber { get; init; }

    /// <summary>CO, PR, OA or PI.</summary>
    public string? GroupCode { get; init; }

    /// <summary>Claim adjustment reason code (CARC).</summary>
    public string? ReasonCode { get; init; }

    /// <summary>Positive lowers the payment. USD.</summary>
    public MoneyModel? Amount { get; init; }

    /// <summary>What becomes of it.</summary>
    [OneOf(typeof(Wire.Disposition))]
    public string? Disposition { get; init; }
}
