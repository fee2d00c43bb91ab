using System.Collections.Frozen;
using MedBill.Remittance.Domain;
using MedBill.Remittance.Storage;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Remittance.Matching;

/// <summary>
/// Looks up the claims of many payments of one payer at once: at most seven queries, however many there are. What is asked for goes as one parameter
/// each: one for every number would make another statement of every batch, and SQLite finds a parameter by going through all of them.
/// </summary>
internal sealed class ClaimSearch
{
    private readonly string _payerId;
    private readonly PayingPayer _payer;
    private readonly Dictionary<string, SubmittedClaim> _byControlNumber;
    private readonly ILookup<string, SubmittedClaim> _versions;
    private readonly ILookup<string, SubmittedClaim> _byPayerNumber;
    private readonly HashSet<(string Number, string ClaimId, int Version)> _known;

    private ClaimSearch(
        string payerId,
        PayingPayer payer,
        Dictionary<string, SubmittedClaim> byControlNumber,
        ILookup<string, SubmittedClaim> versions,
        ILookup<string, SubmittedClaim> byPayerNumber,
        HashSet<(string Number, string ClaimId, int Version)> known) =>
        (_payerId, _payer, _byControlNumber, _versions, _byPayerNumber, _known) = (payerId, payer, byControlNumber, versions, byPayerNumber, known);

    /// <summary>What may fit these payments of one remittance advice.</summary>
    /// <param name="db">The store.</param>
    /// <param name="electronicPayerId">By what the remittance advice names its payer.</param>
    /// <param name="remittanceId">The remittance advice, when all its payments are stored: what an id nobody knows stands for is said by all of them.</param>
    /// <param name="payments">Some of its payments.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<ClaimSearch> LoadAsync(
        RemittanceDb db, string electronicPayerId, string? remittanceId, IReadOnlyList<ClaimPayment> payments, CancellationToken cancel)
    {
        var payerId = PayingPayer.Canonical(electronicPayerId);
        var controlNumbers = payments.Select(payment => payment.PatientControlNumber).Distinct().ToArray();
        var ours = await db.SubmittedClaims.AsNoTracking()
            .Where(claim => EF.Parameter(controlNumbers).Contains(claim.PatientControlNumber)).ToDictionaryAsync(claim => claim.PatientControlNumber, cancel);

        var known = await OfNumbersAsync(db, payments, cancel);
        return new(
            payerId,
            await PayerAsync(db, payerId, remittanceId, cancel),
            ours,
            await VersionsAsync(db, payments, ours, cancel),
            await OfPayerNumbersAsync(db, payments, ours, known, cancel),
            [.. known.Select(one => (one.Number, one.ClaimId, one.VersionNumber))]);
    }

    /// <summary>Of these payments only the payer's numbers that are known already.</summary>
    public static async Task<ClaimSearch> KnownAsync(RemittanceDb db, IReadOnlyList<ClaimPayment> payments, CancellationToken cancel) => new(
        "", new(FrozenSet<string>.Empty, FrozenSet<string>.Empty), [], None, None, [.. (await OfNumbersAsync(db, payments, cancel)).Select(one => (one.Number, one.ClaimId, one.VersionNumber))]);

    public ClaimLookup Find(ClaimPayment payment) => ClaimMatching.Find(
        payment,
        _payer,
        _byControlNumber.TryGetValue(payment.PatientControlNumber, out var ours)
            ? [ours, .. _versions[ours.ClaimId].Where(version => version.VersionNumber != ours.VersionNumber)]
            : [],
        [.. _byPayerNumber[payment.PayerClaimControlNumber]]);

    /// <summary>The payer's numbers that these payments teach: a later answer may name a claim by them alone.</summary>
    public IReadOnlyList<PayerClaimNumber> Learn(IEnumerable<ClaimPayment> payments)
    {
        var learned = new List<PayerClaimNumber>();
        foreach (var payment in payments.Where(payment => payment.ClaimId.Length > 0 && payment.PayerClaimControlNumber.Length > 0))
        {
            if (_known.Add((payment.PayerClaimControlNumber, payment.ClaimId, payment.ClaimVersion)))
            {
                learned.Add(new()
                {
                    Practice = payment.Practice,
                    Number = payment.PayerClaimControlNumber,
                    ClaimId = payment.ClaimId,
                    VersionNumber = payment.ClaimVersion,
                });
            }
        }

        return learned;
    }

    /// <summary>What these claims, decided under the id, teach: whom it stands for. Null when that was known, or needs no proof.</summary>
    public KnownPayer? LearnPayer(IEnumerable<SubmittedClaim> decided) =>
        _payer.IsGuess && decided.FirstOrDefault(claim => claim.ElectronicPayerId.Length > 0) is { } first
            ? new() { Practice = first.Practice, ElectronicPayerId = _payerId, PayerId = first.PayerId, IsLearned = true }
            : null;

    private static ILookup<string, SubmittedClaim> None => Enumerable.Empty<SubmittedClaim>().ToLookup(_ => "");

    private static async Task<PayingPayer> PayerAsync(RemittanceDb db, string payerId, string? remittanceId, CancellationToken cancel)
    {
        var known = await db.KnownPayers.Where(payer => payer.ElectronicPayerId == payerId).ToListAsync(cancel);
        var (sent, learned) = (Ids(known, isLearned: false), Ids(known, isLearned: true));
        if (known.Count > 0 || remittanceId is null)
        {
            return new(sent, learned);
        }

        var named = await NamedAsync(db, remittanceId, cancel);
        return named.Count == 1 ? new(sent, named.ToHashSet()) { IsGuess = true } : new(sent, learned);
    }

    private static HashSet<string> Ids(IEnumerable<KnownPayer> known, bool isLearned) =>
        [.. known.Where(payer => payer.IsLearned == isLearned).Select(payer => payer.PayerId)];

    // Whose claims a whole remittance advice decides: by our numbers, and only if there are none of those by the payers', which two of them may share.
    private static async Task<List<string>> NamedAsync(RemittanceDb db, string remittanceId, CancellationToken cancel)
    {
        var payments = db.ClaimPayments.Where(payment =>
            payment.RemittanceId == remittanceId && !EF.Constant(PayingPayer.ProcessedAfterAnother).Contains(payment.StatusCode));
        var claims = db.SubmittedClaims.Where(claim => claim.ElectronicPayerId != "");
        var named = await (
            from payment in payments
            join claim in claims on payment.PatientControlNumber equals claim.PatientControlNumber
            select claim.PayerId).Distinct().Take(2).ToListAsync(cancel);
        return named.Count > 0
            ? named
            : await (
                from payment in payments
                join number in db.PayerClaimNumbers on payment.PayerClaimControlNumber equals number.Number
                join claim in claims on new { number.ClaimId, number.VersionNumber } equals new { claim.ClaimId, claim.VersionNumber }
                select claim.PayerId).Distinct().Take(2).ToListAsync(cancel);
    }

    // Only of those that were charged with more than the version they name: another one may be meant.
    private static async Task<ILookup<string, SubmittedClaim>> VersionsAsync(
        RemittanceDb db, IReadOnlyList<ClaimPayment> payments, Dictionary<string, SubmittedClaim> ours, CancellationToken cancel)
    {
        var ids = payments.Select(payment => (payment.Charge, Claim: ours.GetValueOrDefault(payment.PatientControlNumber)))
            .Where(pair => pair.Claim is not null && ClaimMatching.Absolute(pair.Charge) > pair.Claim.TotalCharge)
            .Select(pair => pair.Claim!.ClaimId).Distinct().ToArray();
        return ids.Length == 0
            ? None
            : (await db.SubmittedClaims.AsNoTracking().Where(claim => EF.Parameter(ids).Contains(claim.ClaimId)).ToListAsync(cancel))
                .ToLookup(claim => claim.ClaimId);
    }

    private static async Task<List<PayerClaimNumber>> OfNumbersAsync(RemittanceDb db, IReadOnlyList<ClaimPayment> payments, CancellationToken cancel)
    {
        var numbers = payments.Select(payment => payment.PayerClaimControlNumber).Where(number => number.Length > 0).Distinct().ToArray();
        return numbers.Length == 0
            ? []
            : await db.PayerClaimNumbers.AsNoTracking().Where(number => EF.Parameter(numbers).Contains(number.Number)).ToListAsync(cancel);
    }

    private static async Task<ILookup<string, SubmittedClaim>> OfPayerNumbersAsync(
        RemittanceDb db,
        IReadOnlyList<ClaimPayment> payments,
        Dictionary<string, SubmittedClaim> ours,
        List<PayerClaimNumber> known,
        CancellationToken cancel)
    {
        // Only where our own number found nothing.
        var needed = payments.Where(payment => !ours.ContainsKey(payment.PatientControlNumber)).Select(payment => payment.PayerClaimControlNumber).ToHashSet();
        var numbers = known.Where(number => needed.Contains(number.Number)).ToList();
        if (numbers.Count == 0)
        {
            return None;
        }

        var ids = numbers.Select(number => number.ClaimId).Distinct().ToArray();
        var claims = await db.SubmittedClaims.AsNoTracking().Where(claim => EF.Parameter(ids).Contains(claim.ClaimId))
            .ToDictionaryAsync(claim => (claim.ClaimId, claim.VersionNumber), cancel);
        return numbers.Where(number => claims.ContainsKey((number.ClaimId, number.VersionNumber)))
            .ToLookup(number => number.Number, number => claims[(number.ClaimId, number.VersionNumber)]);
    }
}
