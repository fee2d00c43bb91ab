using MedBill.SandboxPayer.Adjudication;
using MedBill.X12.Findings;
using MedBill.X12.Remittances835;

namespace MedBill.SandboxPayer.Answers;

/// <summary>
/// What the payer has decided, known by its own claim number (CLP07) to whoever sent the claim. Its memory is the 835s it wrote: nothing else
/// is kept, so that a decision is remembered if and only if it is told.
/// </summary>
/// <remarks>
/// Only the numbers are held in memory, of the last 100,000 claims, and not before somebody replaces or voids one: a payer that is only asked
/// to pay reads nothing again. One reader asks, file by file, so nothing is locked.
/// </remarks>
public sealed class DecisionMemory(AnswerStore store)
{
    private const int MaxClaims = 100_000;

    private readonly Queue<string> _inTime = [];
    private readonly Dictionary<string, string?> _paths = new(StringComparer.Ordinal);
    private readonly HashSet<string> _learned = new(StringComparer.Ordinal);
    private (string Path, Dictionary<string, ClaimPayment> Claims)? _open;

    /// <summary>Reads the 835s that were written since.</summary>
    public void Refresh()
    {
        foreach (var path in store.Remittances().Where(_learned.Add))
        {
            Learn(path);
        }
    }

    /// <summary>The decision of that number that stands: null when there is none, or when another has its place.</summary>
    /// <param name="between">Payer and sender, as in <see cref="ReplyEnvelope.Between"/>: a number is nobody else's.</param>
    /// <param name="controlNumber">CLP07.</param>
    public ClaimPayment? Standing(string between, string controlNumber) =>
        _paths.GetValueOrDefault(Key(between, controlNumber)) is { } path ? Open(path).GetValueOrDefault(controlNumber) : null;

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
}
