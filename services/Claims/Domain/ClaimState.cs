namespace MedBill.Claims.Domain;

/// <summary>Where a claim, or one version of it, stands.</summary>
public enum ClaimState
{
    Draft,
    Submitted,
    Accepted,
    Rejected,
    Adjudicated,
    Voided,
}

/// <summary>What somebody has to do now.</summary>
public enum NextAction
{
    None,
    CorrectDraft,
    Submit,
    AwaitPayer,
    CorrectAndResubmit,
    WorkDenial,
    BillPatient,
    DiscardDraft,
    ReviewPayment,
    FollowUp,
}

/// <summary>How far one version has come on its way to the payer. A later member is never replaced by an earlier one.</summary>
public enum SubmissionState
{
    Queued,
    Sent,
    Acknowledged,
    Accepted,
    Rejected,
}

/// <summary>Where an 837 file stands.</summary>
public enum BatchState
{
    Closed,
    Sent,
    Acknowledged,
    Rejected,
}

/// <summary>What became of the charge.</summary>
public enum AdjudicationOutcome
{
    Paid,
    PartiallyPaid,
    Denied,
    PatientResponsibility,
    Reversed,
}

/// <summary>CLM05-3 of a professional claim.</summary>
public static class FrequencyCodes
{
    public const string Original = "1";
    public const string Replacement = "7";
    public const string Void = "8";

    /// <summary>Names a claim the payer has decided before (REF*F8).</summary>
    public static bool NeedsOriginalReference(string code) => code is Replacement or Void;
}
