using MedBill.Platform.Values;

namespace MedBill.Remittance.Domain;

/// <summary>One line of a claim as it was sent.</summary>
public sealed record SubmittedLine(int LineNumber, string ControlNumber, string ProcedureCode, IReadOnlyList<string> Modifiers, Money Charge);

/// <summary>
/// A version of a claim as it was sent: this service's own copy, made from ClaimSubmitted, so that payments are matched and posted while
/// Claims is away.
/// </summary>
public sealed class SubmittedClaim : IPracticeOwned, IAppendOnly
{
    public required string Practice { get; init; }

    /// <summary>CLM01, unique in the installation.</summary>
    public required string PatientControlNumber { get; init; }

    public required string ClaimId { get; init; }

    public required int VersionNumber { get; init; }

    public required string EncounterId { get; init; }

    public required string PatientId { get; init; }

    /// <summary>Resource name of a guarantor or a patient.</summary>
    public required string ResponsibleParty { get; init; }

    /// <summary>Id of the payer in Coverage.</summary>
    public required string PayerId { get; init; }

    public required DateOnly ServiceDate { get; init; }

    public required Money TotalCharge { get; init; }

    public required IReadOnlyList<SubmittedLine> Lines { get; init; }
}

/// <summary>A payer's own number for a version of a claim, learned from a 277CA or an earlier 835.</summary>
public sealed class PayerClaimNumber : IPracticeOwned, IAppendOnly
{
    public required string Practice { get; init; }

    public required string Number { get; init; }

    public required string ClaimId { get; init; }

    public required int VersionNumber { get; init; }
}

/// <summary>Which practice bills under which National Provider Identifier; the latest PracticeChanged wins.</summary>
public sealed class PracticeNpi
{
    public required string PracticeId { get; init; }

    public required string Npi { get; set; }

    /// <summary>Of the event it comes from.</summary>
    public required int Sequence { get; set; }
}
