using System.Collections.Frozen;
using MedBill.Remittance.Domain;
using MedBill.Remittance.Storage;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Remittance.Matching;

/// <summary>
/// Looks up the claims of many payments of one payer at once: at most five queries, however many there are. What is asked for goes as one parameter
/// each: one for every number would make another statement of every batch, and SQLite finds a parameter by going through all of them.
/// </summary>
internal sealed class ClaimSearch
{
    private readonly PayingPayer _payer;
    private readonly Dictionary<string, SubmittedClaim> _byControlNumber;
    private readonly ILookup<string, SubmittedClaim> _versions;
    private readonly ILookup<string, SubmittedClaim> _byPayerNumber;
    private readonly HashSet<(string Number, string ClaimId, int Version)> _known;

    private ClaimSearch(
        PayingPayer payer,
        Dictionary<string, SubmittedClaim> byControlNumber,
        ILookup<string, SubmittedClaim> versions,
        ILookup<string, SubmittedClaim> byPayerNumber,
        HashSet<(string Number, string ClaimId, int Version)> known) =>
        (_payer, _byControlNumber, _versions, _byPayerNumber, _known) = (payer, byControlNumber, versions, byPayerNumber, known);

    /// <summary>What may fit these payments of one remittance advice.</summary>
    /// <param name="db">The store.</param>
    /// <param name="electronicPayerId">By what the remittance advice names its payer.</param>
    /// <param name="payments">Some of its payments.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<ClaimSearch> LoadAsync(
        RemittanceDb db, string electronicPayerId, IReadOnlyList<ClaimPayment> payments, CancellationToken cancel)
    {
        var controlNumbers = payments.Select(payment => payment.PatientControlNumber).Distinct().ToArray();
        var ours = await db.SubmittedClaims.AsNoTracking()
            .Where(claim => EF.Parameter(controlNumbers).Contains(claim.PatientControlNumber)).ToDictionaryAsync(claim => claim.PatientControlNumber, cancel);

        var known = await OfNumbersAsync(db, payments, cancel);
        return new(
            await PayerAsync(db, electronicPayerId, cancel),
            ours,
            await VersionsAsync(db, payments, ours, cancel),
            await OfPayerNumbersAsync(db, payments, ours, known, cancel),
            [.. known.Select(one => (one.Number, one.ClaimId, one.VersionNumber))]);
    }

    /// <summary>Of these payments only the payer's numbers that are known already.</summary>
    public static async Task<ClaimSearch> KnownAsync(RemittanceDb db, IReadOnlyList<ClaimPayment> payments, CancellationToken cancel) => new(
        new(FrozenSet<string>.Empty), [], None, None, [.. (await OfNumbersAsync(db, payments, cancel)).Select(one => (one.Number, one.ClaimId, one.VersionNumber))]);

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

    private static ILookup<string, SubmittedClaim> None => Enumerable.Empty<SubmittedClaim>().ToLookup(_ => "");

    private static async Task<PayingPayer> PayerAsync(RemittanceDb db, string electronicPayerId, CancellationToken cancel)
    {
        var id = PayingPayer.Canonical(electronicPayerId);
        return new((await db.KnownPayers.Where(payer => payer.ElectronicPayerId == id).Select(payer => payer.PayerId).ToListAsync(cancel)).ToHashSet());
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
