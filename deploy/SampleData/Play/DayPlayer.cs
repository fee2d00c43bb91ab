using System.Collections.Concurrent;
using MedBill.SampleData.Expectations;
using MedBill.SampleData.Rest;
using MedBill.SampleData.Story;

namespace MedBill.SampleData.Play;

/// <summary>
/// Plays a day through the public API as any client would, and compares what comes out with what the story says. A refused call is an
/// <see cref="ApiException"/>; a figure that is not as expected is a <see cref="Check"/> that does not hold.
/// </summary>
public sealed partial class DayPlayer : IDisposable
{
    private const string SampleTaxonomy = "207Q00000X";

    private readonly DayStory _story;
    private readonly DayExpectations _expected;
    private readonly HttpClient _gateway;
    private readonly PlayOptions _options;
    private readonly Poll _poll;
    private readonly ConcurrentQueue<Check> _checks = new();
    private readonly ConcurrentDictionary<string, string> _guarantors = new();
    private readonly ConcurrentDictionary<string, string> _patients = new();
    private readonly ConcurrentDictionary<string, string> _policies = new();
    private readonly ConcurrentDictionary<string, string> _accidents = new();
    private readonly ConcurrentDictionary<string, string> _payers = new();
    private readonly ConcurrentDictionary<string, string> _plans = new();
    private readonly ConcurrentDictionary<string, string> _encounters = new();
    private readonly ConcurrentDictionary<string, Claim> _claims = new();
    private readonly ConcurrentBag<Payment> _payments = [];
    private readonly List<string> _providers = [];
    private DayRun _run;
    private string _facility = "";
    private MedBillClient? _client;

    /// <param name="story">The day.</param>
    /// <param name="gateway">With the gateway's address as its base address; stays the caller's.</param>
    /// <param name="run">The identity of this play.</param>
    /// <param name="options">How.</param>
    public DayPlayer(DayStory story, HttpClient gateway, DayRun run, PlayOptions? options = null)
    {
        _story = story;
        _gateway = gateway;
        _run = run;
        _options = options ?? new PlayOptions();
        _expected = DayExpectations.Of(story);
        _poll = new(_options.Time, _options.WaitLimit);
    }

    private MedBillClient Client => _client ?? throw new InvalidOperationException("The practice is not set up yet.");

    private DateOnly Today => _run.Today ?? throw new InvalidOperationException("The day is not known yet.");

    private IEnumerable<VisitStory> Insured => _story.Visits.Where(visit => TreatmentOf(visit) != Treatment.SelfPay);

    /// <summary>From an empty practice to closed books.</summary>
    public async Task<DayResult> PlayAsync(CancellationToken cancel = default)
    {
        await SetUpPracticeAsync(cancel);
        await RegisterAsync(cancel);
        await CheckEligibilityAsync(cancel);
        await RecordVisitsAsync(cancel);
        await TakeDeskPaymentsAsync(cancel);
        await BuildClaimsAsync(cancel);
        await SubmitAsync(cancel);
        await AwaitAnswersAsync(cancel);
        await CorrectRejectionsAsync(cancel);
        await CorrectDenialsAsync(cancel);
        var quarantined = await FindQuarantinedAsync(cancel);
        var statements = await SendStatementsAsync(cancel);
        return await CloseBooksAsync(quarantined, statements, cancel);
    }

    /// <summary>Looks at the closed books of a played day once more: whatever came twice since, they say the same.</summary>
    public Task<DayResult> CloseBooksAgainAsync(DayResult played, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(played);
        _checks.Clear();
        return CloseBooksAsync(played.Quarantined, played.Statements, cancel);
    }

    public void Dispose() => _client?.Dispose();

    private static DateOnly Before(DateOnly day, int days) => day.AddDays(-days);

    private Treatment TreatmentOf(VisitStory visit) => _story.Patient(visit.PatientKey).Treatment;

    private IReadOnlyList<VisitStory> Treated(Treatment treatment) => [.. _story.Visits.Where(visit => TreatmentOf(visit) == treatment)];

    private void Expect(string subject, object expected, object? actual) =>
        _checks.Enqueue(new(subject, expected.ToString() ?? "", actual?.ToString() ?? "nothing"));

    private MedBillClient NewClient(string? practice) =>
        new(_gateway, _options.Tokens with { Practice = practice }, _options.Retry, _options.Time);

    private string Key(string operation) => _run.Key(operation);

    // Every piece counts, also the parts of a piece that one call carries.
    private async Task EachAsync<T>(DayStep step, IReadOnlyCollection<T> pieces, Func<T, CancellationToken, Task> act, CancellationToken cancel)
    {
        var done = 0;
        await ReportAsync(step, 0, pieces.Count, cancel);
        await Parallel.ForEachAsync(pieces, new ParallelOptions { MaxDegreeOfParallelism = _options.Desks, CancellationToken = cancel }, async (piece, token) =>
        {
            await act(piece, token);
            await ReportAsync(step, Interlocked.Increment(ref done), pieces.Count, token);
        });
    }

    private ValueTask ReportAsync(DayStep step, int done, int total, CancellationToken cancel) =>
        _options.OnProgress?.Invoke(new(step, done, total), cancel) ?? ValueTask.CompletedTask;
}
