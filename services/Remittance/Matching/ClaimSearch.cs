using MedBill.Remittance.Domain;
using MedBill.Remittance.Storage;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Remittance.Matching;

/// <summary>
/// Looks up the claims of many payments at once: at most three queries, however many there are. What is asked for goes as one parameter
/// each: one for every number would make another statement of every batch, and SQLite finds a parameter by going through all of them.
/// </summary>
internal sealed class ClaimSearch
{
    private readonly Dictionary<string, SubmittedClaim> _byControlNumber;
    private readonly ILookup<string, SubmittedClaim> _byPayerNumber;
    private readonly HashSet<(string Number, string ClaimId, int Version)> _known;

    private ClaimSearch(
        Dictionary<string, SubmittedClaim> byControlNumber,
        ILookup<string, SubmittedClaim> byPayerNumber,
        HashSet<(string Number, string ClaimId, int Version)> known) =>
        (_byControlNumber, _byPayerNumber, _known) = (byControlNumber, byPayerNumber, known);

    public static async Task<ClaimSearch> LoadAsync(RemittanceDb db, IReadOnlyList<ClaimPayment> payments, CancellationToken cancel)
    {
        var controlNumbers = payments.Select(payment => payment.PatientControlNumber).Distinct().ToArray();
        var ours = await db.SubmittedClaims.AsNoTracking()
            .Where(claim => EF.Parameter(controlNumbers).Contains(claim.PatientControlNumber)).ToDictionaryAsync(claim => claim.PatientControlNumber, cancel);

        var known = await OfNumbersAsync(db, payments, cancel);
        return new(ours, await OfPayerNumbersAsync(db, payments, ours, known, cancel), [.. known.Select(one => (one.Number, one.ClaimId, one.VersionNumber))]);
    }

    /// <summary>Of these payments only the payer's numbers that are known already.</summary>
    public static async Task<ClaimSearch> KnownAsync(RemittanceDb db, IReadOnlyList<ClaimPayment> payments, CancellationToken cancel) => new(
        [],
        Enumerable.Empty<SubmittedClaim>().ToLookup(_ => ""),
        [.. (await OfNumbersAsync(db, payments, cancel)).Select(one => (one.Number, one.ClaimId, one.VersionNumber))]);

    public ClaimMatch? Find(ClaimPayment payment) => ClaimMatching.Find(
        payment, _byControlNumber.GetValueOrDefault(payment.PatientControlNumber), _byPayerNumber[payment.PayerClaimControlNumber]);

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
            return Enumerable.Empty<SubmittedClaim>().ToLookup(_ => "");
        }

        var ids = numbers.Select(number => number.ClaimId).Distinct().ToArray();
        var claims = await db.SubmittedClaims.AsNoTracking().Where(claim => EF.Parameter(ids).Contains(claim.ClaimId))
            .ToDictionaryAsync(claim => (claim.ClaimId, claim.VersionNumber), cancel);
        return numbers.Where(number => claims.ContainsKey((number.ClaimId, number.VersionNumber)))
            .ToLookup(number => number.Number, number => claims[(number.ClaimId, number.VersionNumber)]);
    }
}
