using System.Globalization;
using MedBill.Platform.Values;

namespace MedBill.Claims.Domain;

/// <summary>
/// One request for payment, by one practice to one payer, as a chain of versions: drafted, edited, submitted, answered, decided, and, when
/// that is needed, corrected and sent again. This part: what it is, and drafting. Versions, submission and adjudication are in parts of their own.
/// </summary>
public sealed partial class Claim : IAggregate, IPracticeOwned
{
    /// <summary>Versions of one claim. A claim that was sent so often is a matter for the telephone.</summary>
    public const int MaxVersions = 50;

    private readonly List<object> _events = [];
    private readonly List<ClaimVersion> _versions = [];
    private readonly List<Denial> _denials = [];
    private readonly List<ClaimPosting> _postings = [];

    private Claim()
    {
    }

    public required string Id { get; init; }

    public string Name => $"claims/{Id}";

    public string Practice { get; private set; } = "";

    /// <summary>Etag and sequence of the claim's events; not the number of a version.</summary>
    public int Version { get; private set; }

    /// <summary><c>enc-…</c></summary>
    public required string EncounterId { get; init; }

    /// <summary>The encounter while this claim bills it; null once the claim is void, so that another may bill it.</summary>
    public string? BilledEncounterId { get; private set; }

    /// <summary><c>pat-…</c></summary>
    public required string PatientId { get; init; }

    /// <summary><c>guarantors/…</c> or <c>patients/…</c></summary>
    public string ResponsibleParty { get; private set; } = "";

    /// <summary><c>pyr-…</c></summary>
    public string PayerId { get; private set; } = "";

    /// <summary>Where the current version stands.</summary>
    public ClaimState State { get; private set; }

    /// <summary>Number of the current version.</summary>
    public int CurrentNumber { get; private set; }

    /// <summary>Sent, and nobody has answered for so long that it has to be asked for.</summary>
    public bool IsUnanswered { get; private set; }

    /// <summary>Follows from everything else; kept because work lists ask for it.</summary>
    public NextAction NextAction { get; private set; }

    public required DateTimeOffset CreateTime { get; init; }

    public IReadOnlyList<ClaimVersion> Versions => _versions;

    /// <summary>Loaded for posting, for withdrawing the claim and for closing one of them only.</summary>
    public IReadOnlyList<Denial> Denials => _denials;

    /// <summary>Loaded for posting only.</summary>
    public IReadOnlyList<ClaimPosting> Postings => _postings;

    public ClaimVersion Current => Numbered(CurrentNumber);

    /// <summary>The payer's number of the claim: that of what it decided, or the latest it told.</summary>
    public string? PayerClaimControlNumber => OriginalReferenceNumber ?? LatestNumberOf(_ => true);

    // REF*F8 names what this payer has decided; the number of a version that it never took up names nothing it would find.
    private string? OriginalReferenceNumber => LatestNumberOf(version => version.Adjudication is not null && version.Content.Payer.Id == PayerId);

    /// <summary>The payer's latest decision on any version; a decided current version comes first.</summary>
    public Adjudication? Adjudication =>
        _versions.Where(version => version.Adjudication is not null).MaxBy(version => version.Number)?.Adjudication;

    /// <summary>A draft from an encounter.</summary>
    public static Claim Create(ClaimOrigin origin, string id, string controlNumber, IReadOnlyList<ClaimFinding> findings, DateTimeOffset at)
    {
        var claim = new Claim { Id = id, EncounterId = origin.EncounterId, PatientId = origin.PatientId, CreateTime = at };
        claim.BilledEncounterId = origin.EncounterId;
        claim.Take(origin);
        claim.Add(ClaimVersion.Open(id, 1, controlNumber, FrequencyCodes.Original, null, origin.Content, at), findings);
        claim.Changed(new ClaimCreated(claim.Current.TotalCharge));
        return claim;
    }

    /// <summary>Changes codes or lines of a draft.</summary>
    public void Edit(Coding coding, Func<ClaimDraft, IReadOnlyList<ClaimFinding>> examine)
    {
        if (State != ClaimState.Draft)
        {
            throw new Failure(
                FailureKind.Precondition, "CLAIM_NOT_DRAFT", $"A claim that is {State.Code()} is frozen; open its next version.", ("state", State.Code()));
        }

        var current = Current;
        if (current.FrequencyCode == FrequencyCodes.Void)
        {
            throw new Failure(
                FailureKind.Precondition, "VOID_NOT_EDITABLE", "A void (8) says what the payer decided, unchanged; open a replacement (7) to change it.");
        }

        current.Rewrite(current.Content.Edited(coding));
        current.Findings = examine(current.Draft);
        Changed();
    }

    /// <summary>
    /// Gives the claim up: its charges may be billed to somebody else. Not while the payer has it, in whichever version, and not while something
    /// of what it decided stands; what was refused, denied whole or taken back whole moved no money. Its denials need no more work.
    /// </summary>
    public void Withdraw(DateTimeOffset at)
    {
        RequireMove(ClaimState.Voided);
        if (!IsNothingDecided)
        {
            throw new Failure(
                FailureKind.Precondition,
                "CLAIM_ALREADY_SENT",
                "Something that a payer decided of this claim stands; discard a version that was opened by mistake, or open one with frequency 8.",
                ("state", State.Code()),
                ("version_number", CurrentNumber.ToString(CultureInfo.InvariantCulture)));
        }

        if (LastWithPayer is { } pending)
        {
            throw new Failure(
                FailureKind.Precondition,
                "CLAIM_ALREADY_SENT",
                "A payer has an earlier version of this claim and may still pay it: have it refused or decided first.",
                ("state", State.Code()),
                ("version_number", pending.Number.ToString(CultureInfo.InvariantCulture)));
        }

        Changed([.. MakeVoid(at)]);
    }

    public IReadOnlyList<object> TakeEvents()
    {
        object[] taken = [.. _events];
        _events.Clear();
        return taken;
    }

    /// <summary>The version of this number.</summary>
    public ClaimVersion Numbered(int number) => Find(number)
        ?? throw new InvalidOperationException("The claim was loaded without the version that is asked for.");

    public ClaimVersion? Find(int number) => _versions.Find(version => version.Number == number);

    // Whose charges are booked as asked of its payer.
    private ClaimVersion? LastSent => _versions
        .Where(version => version.State is ClaimState.Submitted or ClaimState.Accepted or ClaimState.Rejected or ClaimState.Adjudicated)
        .MaxBy(version => version.Number);

    // Sent, or about to be, and neither refused nor decided. The submission says so, not the state, which is how the version stood when the next
    // one was opened: it may have been refused since.
    private ClaimVersion? LastWithPayer => _versions
        .Where(version => version is { Submission: { State: not SubmissionState.Rejected }, Adjudication: null })
        .MaxBy(version => version.Number);

    // What moved money, over all versions: a denial moves none, and what a reversal took back is gone.
    private bool IsNothingDecided => DecidedOf(one => one.Paid) == Money.Zero
        && DecidedOf(one => one.Contractual) == Money.Zero
        && DecidedOf(one => one.PatientResponsibility) == Money.Zero;

    // Of a claim that is void nothing is asked; of any other what its last version asks for. More than that is somebody else's money.
    // Nor does anybody expect a decision on a version that was discarded.
    private bool IsMoreDecidedThanAsked => State == ClaimState.Voided
        ? !IsNothingDecided
        : Decided > LastSent!.TotalCharge
            || _versions.Exists(version => version is { State: ClaimState.Voided, Adjudication: { } late } && late.Decided != Money.Zero);

    private Money Decided => DecidedOf(one => one.Decided);

    private string? LatestNumberOf(Func<ClaimVersion, bool> which) =>
        _versions.Where(version => version.PayerClaimControlNumber is not null && which(version)).MaxBy(version => version.Number)?.PayerClaimControlNumber;

    private Money DecidedOf(Func<Adjudication, Money> amount) =>
        Money.Sum(_versions.Select(version => version.Adjudication).OfType<Adjudication>().Select(amount));

    // The only way to become void: nobody is asked for the charges any more, and the visit may be billed anew.
    private IEnumerable<object> MakeVoid(DateTimeOffset at)
    {
        var asked = LastSent;
        MoveTo(ClaimState.Voided);
        BilledEncounterId = null;
        return [new ClaimVoided(CurrentNumber, asked), .. SettleDenials(_ => true, at)];
    }

    private void Take(ClaimOrigin origin) =>
        (ResponsibleParty, PayerId) = (origin.ResponsibleParty, origin.Content.Payer.Id);

    private void Add(ClaimVersion version, IReadOnlyList<ClaimFinding> findings)
    {
        version.Findings = findings;
        _versions.Add(version);
        CurrentNumber = version.Number;
    }

    // The only place that changes State; the current version stands where its claim stands.
    private void MoveTo(ClaimState next)
    {
        RequireMove(next);
        State = next;
        Current.State = next;
        IsUnanswered = false;
    }

    private void RequireMove(ClaimState next)
    {
        if (!ClaimTransitions.Allows(State, next))
        {
            throw IllegalMove(State, next);
        }
    }

    private static Failure IllegalMove(ClaimState from, ClaimState to) => new(
        FailureKind.Precondition,
        "ILLEGAL_TRANSITION",
        $"A claim that is {from.Code()} cannot become {to.Code()}.",
        ("from", from.Code()),
        ("to", to.Code()));

    private void Changed(params object[] events)
    {
        NextAction = DeriveNextAction();
        Version++;
        _events.AddRange(events);
    }

    private NextAction DeriveNextAction() => State switch
    {
        ClaimState.Adjudicated or ClaimState.Voided when IsMoreDecidedThanAsked => NextAction.ReviewPayment,
        ClaimState.Draft when IsSecondBill => NextAction.DiscardDraft,
        ClaimState.Draft => Current.HasErrors ? NextAction.CorrectDraft : NextAction.Submit,
        ClaimState.Submitted or ClaimState.Accepted => IsUnanswered ? NextAction.FollowUp : NextAction.AwaitPayer,
        ClaimState.Rejected => NextAction.CorrectAndResubmit,
        ClaimState.Adjudicated => NextActionOfDecision(),
        _ => NextAction.None,
    };
}

/// <summary>What a version is made from: the content with the names that stand outside it.</summary>
/// <param name="EncounterId"><c>enc-…</c></param>
/// <param name="PatientId"><c>pat-…</c></param>
/// <param name="ResponsibleParty">Who pays what insurance does not.</param>
/// <param name="Content">All that the 837P says.</param>
public sealed record ClaimOrigin(string EncounterId, string PatientId, string ResponsibleParty, ClaimContent Content);
