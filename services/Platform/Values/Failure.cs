namespace MedBill.Platform.Values;

/// <summary>Why an expected "no" was said. Each kind has one gRPC code and one HTTP status (architecture 3.11).</summary>
public enum FailureKind
{
    /// <summary>The request itself is wrong: INVALID_ARGUMENT, 422.</summary>
    Invalid,

    /// <summary>The thing's state forbids it: FAILED_PRECONDITION, 409.</summary>
    Precondition,

    /// <summary>The caller's etag is old: ABORTED, 412.</summary>
    Stale,

    /// <summary>Lost a race; the same call may succeed at once: ABORTED, 409 with Retry-After.</summary>
    Contention,

    /// <summary>A request id used for another request: INVALID_ARGUMENT, 422.</summary>
    ReusedKey,

    /// <summary>There is one already: ALREADY_EXISTS, 409.</summary>
    Conflict,

    /// <summary>Not there, or another practice's: NOT_FOUND, 404.</summary>
    NotFound,

    /// <summary>The caller may not: PERMISSION_DENIED, 403.</summary>
    PermissionDenied,

    /// <summary>Nobody known is calling: UNAUTHENTICATED, 401.</summary>
    Unauthenticated,

    /// <summary>Too much, too fast: RESOURCE_EXHAUSTED, 429.</summary>
    Limited,

    /// <summary>Something needed is away: UNAVAILABLE, 503.</summary>
    Unavailable,
}

/// <summary>One wrong field. The description must not repeat the value: it may name a person.</summary>
/// <param name="Field">Path as in the protobuf request: <c>resource.lines[2].charge</c>.</param>
/// <param name="Reason">Stable UPPER_SNAKE code, e.g. <c>NPI_CHECK_DIGIT</c>.</param>
/// <param name="Description">One sentence for people.</param>
/// <param name="X12">Where the value would stand in X12 (<c>2010AA NM109</c>), when it has such a place.</param>
/// <param name="Fix">What to do about it, when there is one thing to do.</param>
public sealed record Violation(string Field, string Reason, string Description, string? X12 = null, string? Fix = null);

/// <summary>The one exception that stands for an expected "no". Thrown once, mapped once, at the edge.</summary>
#pragma warning disable CA1710 // The word of the design: a Failure is what a caller is told.
public sealed class Failure : Exception
#pragma warning restore CA1710
{
    /// <summary>A failure with a stable reason (UPPER_SNAKE, at most 63 characters) and every value its message mentions.</summary>
    public Failure(FailureKind kind, string reason, string message, params (string Key, string Value)[] facts)
        : base(message) =>
        (Kind, Reason, Facts) = (kind, reason, facts);

    /// <summary>Why.</summary>
    public FailureKind Kind { get; }

    /// <summary>Stable code: the public contract of this failure.</summary>
    public string Reason { get; }

    /// <summary>The values the message mentions, by name.</summary>
    public IReadOnlyList<(string Key, string Value)> Facts { get; }

    /// <summary>All wrong fields, for <see cref="FailureKind.Invalid"/>.</summary>
    public IReadOnlyCollection<Violation> Violations { get; internal init; } = [];

    /// <summary>How long to wait before the same call is worth repeating.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The request has wrong fields; all of them are named at once.</summary>
    public static Failure Invalid(IReadOnlyCollection<Violation> violations)
    {
        ArgumentNullException.ThrowIfNull(violations);
        var message = violations.Count == 1
            ? "A field of the request is not valid."
            : $"{violations.Count} fields of the request are not valid.";
        return new(FailureKind.Invalid, "VALIDATION_FAILED", message) { Violations = violations };
    }

    /// <summary>The request has this one wrong field.</summary>
    public static Failure Invalid(string field, string reason, string description) => Invalid([new(field, reason, description)]);
}

/// <summary>Collects violations so that a caller hears of all of them at once.</summary>
public sealed class Violations
{
    private readonly List<Violation> _all = [];

    /// <summary>What was collected so far.</summary>
    public IReadOnlyList<Violation> All => _all;

    /// <summary>Adds one wrong field.</summary>
    public void Add(string field, string reason, string description, string? x12 = null, string? fix = null) =>
        _all.Add(new(field, reason, description, x12, fix));

    /// <summary>Adds it when <paramref name="wrong"/> is true.</summary>
    public void AddIf(bool wrong, string field, string reason, string description, string? x12 = null, string? fix = null)
    {
        if (wrong)
        {
            Add(field, reason, description, x12, fix);
        }
    }

    /// <summary>Adds those that are not about a field named already, or a part of one: of a field that is missing, its parts are missing too.</summary>
    public void AddElsewhere(IEnumerable<Violation> others)
    {
        ArgumentNullException.ThrowIfNull(others);
        var named = _all.Select(one => one.Field).ToHashSet(StringComparer.Ordinal);
        _all.AddRange(others.Where(other => !Outer(other.Field).Any(named.Contains)));
    }

    // items[3].price: itself, items[3], items.
    private static IEnumerable<string> Outer(string field)
    {
        for (var end = field.Length; end > 0; end = field.AsSpan(0, end).LastIndexOfAny('.', '['))
        {
            yield return field[..end];
        }
    }

    /// <summary>Throws <see cref="Failure"/> VALIDATION_FAILED with everything collected, if anything was.</summary>
    public void ThrowIfAny()
    {
        if (_all.Count > 0)
        {
            throw Failure.Invalid([.. _all]);
        }
    }
}
