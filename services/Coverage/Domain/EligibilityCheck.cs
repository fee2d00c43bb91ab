using MedBill.Platform.Values;

namespace MedBill.Coverage.Domain;

public enum EligibilityState
{
    Pending = 1,
    Answered,
    Failed,
}

public enum CoverageStatus
{
    Unknown,
    Active,
    Inactive,
}

/// <summary>One row of a payer's answer (EB).</summary>
public sealed record BenefitRow(
    string BenefitCode, string LevelCode, IReadOnlyList<string> ServiceTypeCodes, string InsuranceTypeCode, string PeriodCode,
    long? AmountCents, decimal? PatientSharePercent, string AuthorizationCode, string InNetworkCode);

/// <summary>Why a payer refused (AAA).</summary>
public sealed record Rejection(string Loop, string ReasonCode, string FollowUpCode, string NextAction);

/// <summary>What a payer said.</summary>
public sealed record EligibilityAnswer(CoverageStatus Status, IReadOnlyList<BenefitRow> Benefits, IReadOnlyList<Rejection> Rejections)
{
    public static EligibilityAnswer None { get; } = new(CoverageStatus.Unknown, [], []);

    /// <summary>
    /// The question never reached the payer: what the registry holds cannot be written as a 270. The loop 270, which no payer can answer
    /// with, tells it from a payer's refusal; 15 is "required application data missing".
    /// </summary>
    public static EligibilityAnswer NotAsked { get; } =
        new(CoverageStatus.Unknown, [], [new("270", "15", "C", "The question could not be written: complete the practice's and the patient's records, then ask again.")]);

    /// <summary>No answer came in time; again at loop 270. 42 is "unable to respond at current time".</summary>
    public static EligibilityAnswer NotAnswered { get; } =
        new(CoverageStatus.Unknown, [], [new("270", "42", "P", "No answer came: ask again, or ask the payer by telephone.")]);

    /// <summary>Whether this stands for an answer that did not come.</summary>
    public bool IsMissing => Rejections is [{ Loop: "270", ReasonCode: "42" }];
}

/// <summary>An answer that may serve the same question again.</summary>
public sealed record RecentAnswer(EligibilityAnswer Details, DateTimeOffset AnswerTime);

/// <summary>One question to a payer whether a policy is in force, and its answer.</summary>
public sealed class EligibilityCheck : CoverageRecord<EligibilityAnswer>
{
    /// <summary>How long an answer serves the same question again.</summary>
    public static readonly TimeSpan AnswerServes = TimeSpan.FromHours(24);

    public override string Name => $"eligibilityChecks/{Id}";

    public required string PatientId { get; init; }

    public required string PolicyId { get; init; }

    /// <summary>The policy as it stood when this was asked: an answer about another member id says nothing of this one.</summary>
    public required int PolicyVersion { get; init; }

    public required string PayerId { get; init; }

    public required DateOnly ServiceDate { get; init; }

    /// <summary>EQ01 codes, sorted, joined by a caret: one question is the same as another when these are.</summary>
    public required string ServiceTypes { get; init; }

    public required DateTimeOffset CreateTime { get; init; }

    public EligibilityState State { get; private set; } = EligibilityState.Pending;

    public bool ServedFromCache { get; private set; }

    public DateTimeOffset? AnswerTime { get; private set; }

    /// <summary>The 270 file it went out in; null while it waits.</summary>
    public string? BatchId { get; private set; }

    /// <summary>TRN02: what the answer is known by.</summary>
    public string Trace { get; private set; } = "";

    public static EligibilityCheck Ask(
        string id, Policy policy, DateOnly serviceDate, string serviceTypes, DateTimeOffset at, RecentAnswer? answered)
    {
        var check = new EligibilityCheck
        {
            Id = id,
            PatientId = policy.PatientId,
            PolicyId = policy.Id,
            PolicyVersion = policy.Version,
            PayerId = policy.PayerId,
            ServiceDate = serviceDate,
            ServiceTypes = serviceTypes,
            CreateTime = at,
            Details = answered?.Details ?? EligibilityAnswer.None,
            Trace = id[(id.IndexOf('-', StringComparison.Ordinal) + 1)..].ToUpperInvariant(),
        };
        if (answered is not null)
        {
            (check.State, check.ServedFromCache, check.AnswerTime) = (EligibilityState.Answered, true, answered.AnswerTime);
        }

        check.Record(null);
        return check;
    }

    /// <summary>Joins a 270 file.</summary>
    public void SendWith(string batchId)
    {
        BatchId = batchId;
        Record(null);
    }

    /// <summary>
    /// Takes the payer's answer. A second one for the same question changes nothing; the first still counts when the waiting for it had ended.
    /// </summary>
    public bool Take(EligibilityAnswer answer, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (State != EligibilityState.Pending && (!Details.IsMissing || answer.IsMissing))
        {
            return false;
        }

        var refused = answer.Rejections.Count > 0 && answer.Benefits.Count == 0;
        (State, Details, AnswerTime) = (refused ? EligibilityState.Failed : EligibilityState.Answered, answer, at);
        Record(refused ? new EligibilityFailed() : new EligibilityChecked());
        return true;
    }
}

public sealed record EligibilityChecked;

public sealed record EligibilityFailed;

/// <summary>One 270 file.</summary>
public sealed class EligibilityBatch : IPracticeOwned
{
    public required string Id { get; init; }

    public string Practice { get; private set; } = "";

    public required string PayerId { get; init; }

    /// <summary>BHT03, which the answer repeats.</summary>
    public string Reference => Id[(Id.IndexOf('-', StringComparison.Ordinal) + 1)..].ToUpperInvariant();

    /// <summary>ISA13.</summary>
    public required long ControlNumber { get; init; }

    /// <summary>The file, byte for byte, until it is sent: a crash in between sends these bytes again, whatever has changed since.</summary>
    public byte[]? Content { get; private set; }

    public required DateTimeOffset CreateTime { get; init; }

    /// <summary>Set, with the content cleared, by the one statement that decides who sends it.</summary>
    public DateTimeOffset? SendTime { get; private set; }

    /// <summary>What is going to be sent.</summary>
    public void Fill(byte[] content) => Content = content;
}

/// <summary>What to do about a refusal (x12-facts 5, AAA03).</summary>
public static class RejectionTable
{
    public static string NextAction(string reasonCode) => reasonCode switch
    {
        "42" or "80" => "The payer cannot answer now: ask again later.",
        "41" or "43" or "44" or "45" or "46" or "47" or "50" or "51" => "Correct the provider's identity or enrolment with this payer.",
        "56" or "57" or "60" or "61" or "62" or "63" => "Correct the date asked for.",
        "58" or "71" => "Ask the patient for the birth date.",
        "64" or "65" or "66" or "67" or "68" => "Correct the patient's identification.",
        "72" or "73" or "74" or "75" or "76" => "Correct the member number, name or birth date of the subscriber, or look for other coverage.",
        "77" => "The subscriber is known, the patient is not: check the dependant.",
        "78" => "Not in this group: the coverage may have ended.",
        "79" or "97" or "T4" => "Correct the payer's or provider's identification.",
        _ => "Read the reason and correct the question.",
    };
}
