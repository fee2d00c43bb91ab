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

    /// <summary>The id it was sent to that payer under (2010BB NM109); empty when it was not told.</summary>
    public required string ElectronicPayerId { get; init; }

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

/// <summary>A payer of ours and an id it goes by: what an 835 names its payer by.</summary>
public sealed class KnownPayer : IPracticeOwned, IAppendOnly
{
    public required string Practice { get; init; }

    public required string ElectronicPayerId { get; init; }

    public required string PayerId { get; init; }

    /// <summary>Learned from an 835 that decided its claims, or of which somebody said so; else claims were sent to it under this id.</summary>
    public required bool IsLearned { get; init; }
}

/// <summary>
/// Who an 835 is from. Payers go by several ids: what REF*2U or TRN03 says may be one that no claim was sent under. Such an id stands for one
/// of our payers: the one whose claims it decided before, else the only one whose claims the remittance advice names. An id that is known to
/// be another payer's proves the contrary, until somebody assigns what it decided: then it stands for both.
/// </summary>
/// <param name="Sent">Our payers that claims were sent to under the id in the 835.</param>
/// <param name="Taken">Our payers that the id is taken to stand for.</param>
public sealed record PayingPayer(IReadOnlySet<string> Sent, IReadOnlySet<string> Taken)
{
    /// <summary>CLP02 2, 3, 20, 21: processed as secondary or tertiary, as a payer does that got the claim handed on by the one it was sent to.</summary>
    public static readonly IReadOnlyList<string> ProcessedAfterAnother = ["2", "3", "20", "21"];

    /// <summary>Nobody knew the id before: it is taken for this remittance advice, from the claims it names.</summary>
    public bool IsGuess { get; init; }

    /// <summary>Ids are written in small or capital letters; kept and asked for in capitals.</summary>
    public static string Canonical(string id) => id.Trim().ToUpperInvariant();

    /// <summary>Whether what it says with this status (CLP02) may be booked on this claim.</summary>
    public bool MayDecide(SubmittedClaim claim, string statusCode) =>
        claim.ElectronicPayerId.Length == 0 || Sent.Contains(claim.PayerId) || (Taken.Contains(claim.PayerId) && !ProcessedAfterAnother.Contains(statusCode));
}

/// <summary>Which practice bills under which National Provider Identifier; the latest PracticeChanged wins.</summary>
public sealed class PracticeNpi
{
    public required string PracticeId { get; init; }

    public required string Npi { get; set; }

    /// <summary>Of the event it comes from.</summary>
    public required int Sequence { get; set; }
}
