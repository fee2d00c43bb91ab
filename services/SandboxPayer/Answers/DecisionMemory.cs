using MedBill.SandboxPayer.Adjudication;
using MedBill.X12.Findings;
using MedBill.X12.Remittances835;

namespace MedBill.SandboxPayer.Answers;

/// <summary>
/// What the payer has decided, known by its own claim number (CLP07) to whoever sent the claim. Its memory is the 835s it wrote: nothing else
/// is kept, so that a decision is remembered if and only if it is told.
/// </summary>
/// <remarks>
/// Only the numbers are held in memory, of the last 100,000 claims, and not before somebody replaces or voids one; a payer that is only asked
/// to pay looks through each file once for what was carried forward. One reader asks, file by file, so nothing is locked.
/// </remarks>
public sealed class DecisionMemory(AnswerStore store)
{
    private const int MaxClaims = 100_000;

    private readonly Queue<string> _inTime = [];
    private readonly Dictionary<string, string?> _paths = new(StringComparer.Ordinal);
    private readonly HashSet<string> _learned = new(StringComparer.Ordinal);
    private readonly HashSet<string> _weighed = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Between, string Provider), Dictionary<string, long>> _carried = [];
    private (string Path, Dictionary<string, ClaimPayment> Claims)? _open;

    /// <summary>Reads the 835s that were written since.</summary>
    public void Refresh()
    {
        foreach (var path in store.Remittances().Where(path => !_learned.Contains(path)))
        {
            Learn(path);
            _learned.Add(path);
        }
    }

    /// <summary>The decision of that number that stands: null when there is none, or when another has its place.</summary>
    /// <param name="between">Payer and sender, as in <see cref="ReplyEnvelope.Between"/>: a number is nobody else's.</param>
    /// <param name="controlNumber">CLP07.</param>
    public ClaimPayment? Standing(string between, string controlNumber) =>
        _paths.GetValueOrDefault(Key(between, controlNumber)) is { } path ? Open(path).GetValueOrDefault(controlNumber) : null;

    /// <summary>What was carried forward (PLB FB) and not brought in yet, by the reference it was carried under; a debt is negative.</summary>
    /// <param name="between">Payer and sender.</param>
    /// <param name="provider">PLB01: nobody pays another's debt.</param>
    public IReadOnlyDictionary<string, long> Carried(string between, string provider)
    {
        // Done once it is done: a file that could not be read is read the next time.
        foreach (var path in store.Remittances().Where(path => !_weighed.Contains(path)))
        {
            Weigh(path);
            _weighed.Add(path);
        }

        return _carried.GetValueOrDefault((between, provider)) ?? [];
    }

    // Hardly any file has such a segment, and looking for its name costs next to nothing. What a file that is never posted carries forward is
    // owed by nobody: it would be brought in without ever having been booked.
    private void Weigh(string path)
    {
        if (PaymentAdvice.IsUnbalanced(Path.GetFileName(path)))
        {
            return;
        }

        var bytes = File.ReadAllBytes(path);
        if (bytes.AsSpan().IndexOf("PLB*"u8) < 0)
        {
            return;
        }

        var between = ReplyEnvelope.BetweenOf(Path.GetFileName(path));
        using var stream = new MemoryStream(bytes, writable: false);
        var adjustments = Remittance835File.Read(stream, new FindingLog()).OfType<RemittanceTrailer>().SelectMany(trailer => trailer.ProviderAdjustments).ToList();
        foreach (var adjustment in adjustments)
        {
            foreach (var entry in adjustment.Entries.Where(entry => entry.Reason == PaymentAdvice.ForwardingBalance))
            {
                var key = (between, adjustment.ProviderId);
                var carried = _carried.TryGetValue(key, out var known) ? known : _carried[key] = new(StringComparer.Ordinal);
                carried[entry.Reference ?? ""] = carried.GetValueOrDefault(entry.Reference ?? "") + entry.AmountCents;
            }
        }
    }

    private void Learn(string path)
    {
        var between = ReplyEnvelope.BetweenOf(Path.GetFileName(path));
        using var stream = File.OpenRead(path);
        foreach (var claim in Remittance835File.Read(stream, new FindingLog()).OfType<ClaimPayment>())
        {
            // A number is decided on once, and stands until it is taken back (CLP02 22) or another has its place (REF*F8): both for good,
            // so that it does not matter which file is read first.
            if (Adjudicator.Ended(claim) is { } ended)
            {
                Enter(Key(between, ended), null);
            }

            if (!claim.IsReversal)
            {
                Enter(Key(between, claim.PayerClaimControlNumber!), path);
            }
        }

        while (_inTime.Count > MaxClaims)
        {
            _paths.Remove(_inTime.Dequeue());
        }
    }

    private void Enter(string key, string? path)
    {
        if (_paths.TryAdd(key, path))
        {
            _inTime.Enqueue(key);
        }
        else if (path is null)
        {
            _paths[key] = null;
        }
    }

    // Claims that were paid together are often replaced together: the last file stays open.
    private Dictionary<string, ClaimPayment> Open(string path)
    {
        if (_open?.Path != path)
        {
            using var stream = File.OpenRead(path);
            _open = (path, Remittance835File.Read(stream, new FindingLog()).OfType<ClaimPayment>().Where(claim => !claim.IsReversal)
                .DistinctBy(claim => claim.PayerClaimControlNumber).ToDictionary(claim => claim.PayerClaimControlNumber!, StringComparer.Ordinal));
        }

        return _open.Value.Claims;
    }

    private static string Key(string between, string controlNumber) => $"{between}/{controlNumber}";
}

/// <summary>What stands while one file is decided on: a claim may take the place of one that stands before it.</summary>
internal sealed class Docket(DecisionMemory memory)
{
    private readonly Dictionary<(string Between, string Number), ClaimPayment?> _now = [];
    private readonly Dictionary<(string Between, string Provider), List<ProviderAdjustmentEntry>> _carried = [];
    private bool _isFresh;

    /// <summary>The decision of that number that stands.</summary>
    public ClaimPayment? Standing(string between, string? controlNumber)
    {
        if (controlNumber is null)
        {
            return null;
        }

        if (!_isFresh)
        {
            memory.Refresh();
            _isFresh = true;
        }

        return _now.TryGetValue((between, controlNumber), out var decided) ? decided : memory.Standing(between, controlNumber);
    }

    /// <summary>Enters what was decided on one claim.</summary>
    public void Enter(string between, IReadOnlyList<ClaimPayment> decided)
    {
        foreach (var decision in decided)
        {
            if (Adjudicator.Ended(decision) is { } ended)
            {
                _now[(between, ended)] = null;
            }

            if (!decision.IsReversal)
            {
                _now[(between, decision.PayerClaimControlNumber!)] = decision;
            }
        }
    }

    /// <summary>What that provider still owes, by the reference it was carried forward under; always above zero.</summary>
    public IReadOnlyList<(string Reference, long Cents)> Owed(string between, string provider)
    {
        var entries = memory.Carried(between, provider).Select(one => (one.Key, one.Value))
            .Concat((_carried.GetValueOrDefault((between, provider)) ?? []).Select(entry => (Key: entry.Reference ?? "", Value: entry.AmountCents)));
        return [.. entries.GroupBy(one => one.Key, StringComparer.Ordinal).Select(one => (one.Key, -one.Sum(entry => entry.Value))).Where(one => one.Item2 > 0)];
    }

    /// <summary>Enters what an 835 carries forward or brings in.</summary>
    public void Enter(string between, string provider, IEnumerable<ProviderAdjustmentEntry> entries)
    {
        var carried = _carried.TryGetValue((between, provider), out var known) ? known : _carried[(between, provider)] = [];
        carried.AddRange(entries);
    }
}
