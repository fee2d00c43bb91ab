using System.Diagnostics;
using MedBill.SampleData.Play;
using MedBill.SampleData.Rest;

namespace MedBill.Local.Load;

/// <summary>One thing that was driven, and how it went.</summary>
internal sealed record PhaseResult(string Name, int Claims, TimeSpan Elapsed, double Target, IReadOnlyDictionary<string, Percentiles> Calls, Percentiles Pieces, IReadOnlyList<double> RateBy1000, int Repeats)
{
    public double PerSecond => Math.Round(Claims / Math.Max(Elapsed.TotalSeconds, 0.001), 1);
}

/// <summary>Drives bills through the public API, like any client with several desks.</summary>
internal sealed class LoadPhases(LoadPractice practice, int callers, TimeProvider time)
{
    public const double EachTarget = 100;
    public const double BatchTarget = 500;
    public const double RemitTarget = 1_000;

    private const int BatchSize = 100;
    private const int BillsPerPatient = 50;
    private static readonly TimeSpan WaitLimit = TimeSpan.FromMinutes(5);

    private readonly Poll _poll = new(time, WaitLimit);
    private Measurement? _current;
    private int _next;

    private MedBillClient Client => practice.Client;

    /// <summary>To be told by the client of every call.</summary>
    public void Observe(CallTiming timing)
    {
        if (timing.Attempts > 1)
        {
            _current?.Repeated();
        }
    }

    /// <summary>Registered, covered, coded, claimed, submitted: five calls a bill.</summary>
    public async Task<PhaseResult> EachAsync(string name, int claims, CancellationToken cancel)
    {
        var measured = _current = new(time);
        var first = Take(claims);
        await Parallel.ForAsync(first, first + claims, Options(cancel), async (number, token) =>
        {
            var started = Stopwatch.GetTimestamp();
            await BillAsync(measured, number, token);
            measured.PieceDone(Stopwatch.GetElapsedTime(started), 1);
        });
        var elapsed = measured.Elapsed;
        await AwaitSentAsync(cancel);
        return Result(name, claims, elapsed, EachTarget, measured);
    }

    /// <summary>Encounters, claims and submissions a hundred at a time, until the last 837 is written.</summary>
    public async Task<PhaseResult> BatchAsync(int claims, Action<int> onDone, CancellationToken cancel)
    {
        var patients = await RegisterAsync(claims, cancel);
        var measured = _current = new(time);
        var first = Take(claims);
        var chunks = Enumerable.Range(first, claims).Chunk(BatchSize).ToList();
        await Parallel.ForEachAsync(chunks, Options(cancel), async (numbers, token) =>
        {
            var started = Stopwatch.GetTimestamp();
            await BillAsync(measured, numbers, patients, token);
            measured.PieceDone(Stopwatch.GetElapsedTime(started), numbers.Length);
            onDone(numbers.Length);
        });
        await Client.PostAsync<Items<SubmissionBatch>>("v1/submission-batches", new { }, $"load/close/{first}", cancel);
        await AwaitSentAsync(cancel);
        return Result("encounters → claims → 837", claims, measured.Elapsed, BatchTarget, measured);
    }

    /// <summary>From the first 835 in the mailbox to the last journal entry, for everything not paid yet.</summary>
    public async Task<PhaseResult> RemitAsync(string name, int claims, string mailbox, CancellationToken cancel)
    {
        await AwaitAcknowledgedAsync(cancel);
        var before = CountRemittanceFiles(mailbox);
        var wanted = practice.ExpectedPaid;
        _current = null;
        await Client.PostAsync<ClockReading>("v1/sandbox/clock", new ClockMove("P4D"), $"load/clock/{practice.Billed}", cancel);
        await _poll.UntilAsync(_ => Task.FromResult(CountRemittanceFiles(mailbox)), count => count > before, cancel);
        var measured = new Measurement(time);
        var end = await _poll.UntilAsync(
            token => Client.GetAsync<Reconciliation>("v1/reconciliation", token),
            seen => seen.Balanced && seen.Journaled.PaidAmount == wanted && seen.InFlight.PostingCount == 0,
            cancel);
        return end.Journaled.PaidAmount == wanted
            ? Result(name, claims, measured.Elapsed, RemitTarget, measured)
            : throw new InvalidOperationException($"Of {wanted} paid by payers {end.Journaled.PaidAmount} is in the journal after {WaitLimit.TotalSeconds:0} s.");
    }

    private static PhaseResult Result(string name, int claims, TimeSpan elapsed, double target, Measurement measured) =>
        new(name, claims, elapsed, target, measured.Calls, measured.Pieces, measured.RateBy(1_000), measured.Repeats);

    private int Take(int count)
    {
        // Even, so that a number's parity is a bill's kind in every phase.
        var first = _next;
        _next += count + (count % 2);
        return first;
    }

    private ParallelOptions Options(CancellationToken cancel) => new() { MaxDegreeOfParallelism = callers, CancellationToken = cancel };

    private async Task BillAsync(Measurement measured, int number, CancellationToken cancel)
    {
        var patient = await measured.CallAsync("register", () => Client.PostAsync<Patient>("v1/patients", LoadPractice.Patient(number), $"load/patient/{number}", cancel));
        await measured.CallAsync("cover", () => Client.PostAsync<Policy>($"v1/patients/{patient.Id}/policies", practice.Policy(number), $"load/policy/{number}", cancel));
        var encounter = await measured.CallAsync("code", () => Client.PostAsync<Encounter>("v1/encounters", practice.Encounter(number, patient.Id!, number), $"load/encounter/{number}", cancel));
        var claim = await measured.CallAsync("claim", () => Client.PostAsync<ClaimState>("v1/claims", new { encounterId = encounter.Id }, $"load/claim/{number}", cancel));
        claim = await measured.CallAsync("submit", () => Client.PostAsync<ClaimState>($"v1/claims/{claim.Id}/submissions", null, $"load/submit/{number}", cancel));
        Require(claim.State);
        practice.Submitted(number);
    }

    private async Task BillAsync(Measurement measured, int[] numbers, IReadOnlyList<string> patients, CancellationToken cancel)
    {
        var key = numbers[0];

        // No patient comes twice on one day.
        var visits = numbers.Select(number => practice.Encounter(number, patients[number % patients.Count], number / patients.Count)).ToList();
        var encounters = await measured.CallAsync("code 100", () => Client.PostAsync<Items<Identified>>(
            "v1/encounters:batchCreate", new { encounters = visits }, $"load/encounters/{key}", cancel));
        var claims = await measured.CallAsync("claim 100", () => Client.PostAsync<Items<Identified>>(
            "v1/claims:batchCreate", new { encounterIds = encounters.All.Select(encounter => encounter.Id).ToList() }, $"load/claims/{key}", cancel));
        var results = await measured.CallAsync("submit 100", () => Client.PostAsync<Items<SubmissionResult>>(
            "v1/claims:batchSubmit", new { claimIds = claims.All.Select(claim => claim.Id).ToList() }, $"load/submissions/{key}", cancel));
        foreach (var (number, result) in numbers.Zip(results.All))
        {
            Require(result.State);
            practice.Submitted(number);
        }
    }

    private static void Require(string? state)
    {
        if (state != "SUBMITTED")
        {
            throw new InvalidOperationException($"A bill of the load is {state}, not SUBMITTED: the edits refuse it.");
        }
    }

    // Patients come in pairs, one for each kind of bill, and their number's parity is that of their bills.
    private async Task<IReadOnlyList<string>> RegisterAsync(int claims, CancellationToken cancel)
    {
        var count = Math.Max(claims / BillsPerPatient, 1) * 2;
        var first = Take(count);
        var patients = new string[count];
        await Parallel.ForAsync(0, count, Options(cancel), async (i, token) =>
        {
            var number = first + i;
            var patient = await Client.PostAsync<Patient>("v1/patients", LoadPractice.Patient(number), $"load/patient/{number}", token);
            await Client.PostAsync<Policy>($"v1/patients/{patient.Id}/policies", practice.Policy(number), $"load/policy/{number}", token);
            patients[i] = patient.Id!;
        });
        return patients;
    }

    private async Task AwaitSentAsync(CancellationToken cancel)
    {
        var sent = await _poll.UntilAsync(
            async token =>
            {
                var claims = 0;
                await foreach (var batch in Client.ListAsync<SubmissionBatch>("v1/submission-batches", token))
                {
                    claims += batch.State is "SENT" or "ACKNOWLEDGED" ? batch.ClaimCount : 0;
                }

                return claims;
            },
            claims => claims >= practice.Billed,
            cancel);
        if (sent < practice.Billed)
        {
            throw new InvalidOperationException($"{sent} of {practice.Billed} claims were sent in {WaitLimit.TotalSeconds:0} s.");
        }
    }

    private async Task AwaitAcknowledgedAsync(CancellationToken cancel) => await _poll.UntilAsync(
        token => Client.GetAsync<Page<Identified>>("v1/claims?state=SUBMITTED&limit=1", token), page => page.Items.Count == 0, cancel);

    // Wherever in the mailbox they are by now.
    private static int CountRemittanceFiles(string mailbox) =>
        Directory.Exists(mailbox) ? Directory.EnumerateFiles(mailbox, "*835-*.x12", SearchOption.AllDirectories).Count() : 0;

    private sealed record Identified(string Id);

    private sealed record ClaimState(string Id, string State);
}
