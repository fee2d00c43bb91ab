using Google.Type;
using MedBill.Contracts.Collections.V1;
using MedBill.Contracts.Remittance.V1;
using MedBill.Gateway.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Journal = MedBill.Contracts.Collections.V1.CollectionService.CollectionServiceClient;
using Postings = MedBill.Contracts.Remittance.V1.RemittanceService.RemittanceServiceClient;

namespace MedBill.Gateway.Accounts;

/// <summary>
/// Remittance.postings = Collections.journal, to the cent: what each says for itself, and what is still on its way between them. Neither
/// vouches for the other, so the gateway puts them side by side.
/// </summary>
internal static class ReconciliationEndpoint
{
    public static void MapReconciliation(this IEndpointRouteBuilder routes) => routes.MapGet("/v1/reconciliation", GetAsync)
        .WithTags("Reports").RequireAuthorization("scope:remittance.read").Needs("collections.read")
        .WithSummary("Compare what was posted with what was journaled");

    private static async Task<Ok<ReconciliationModel>> GetAsync(Postings postings, Journal journal, HttpContext http)
    {
        // The journal first: a chunk that arrives between the two reads then shows as in flight or posted, never as too much.
        var journaled = await journal.GetJournalTotalsAsync(new()).ForAsync(http);
        var trial = await journal.GetTrialBalanceAsync(new()).ForAsync(http);
        var posted = await postings.GetPostingTotalsAsync(new()).ForAsync(http);
        return TypedResults.Ok(Compare(posted, journaled, trial));
    }

    private static ReconciliationModel Compare(PostingTotals posted, JournalTotals journaled, TrialBalance trial)
    {
        var all = new Sums(posted.PostingCount, Cents(posted.PaidAmount), Cents(posted.ContractualAmount), Cents(posted.PatientResponsibilityAmount));
        var flying = new Sums(
            posted.InFlightCount, Cents(posted.InFlightPaidAmount), Cents(posted.InFlightContractualAmount), Cents(posted.InFlightPatientResponsibilityAmount));
        var booked = new Sums(
            journaled.PostingCount, Cents(journaled.PaidAmount), Cents(journaled.ContractualAmount), Cents(journaled.PatientResponsibilityAmount));
        var difference = new Sums(
            all.Count - flying.Count - booked.Count, all.Paid - flying.Paid - booked.Paid,
            all.Contractual - flying.Contractual - booked.Contractual, all.Patient - flying.Patient - booked.Patient);
        var isBalanced = difference == new Sums(0, 0, 0, 0) && Cents(trial.Difference) == 0;
        return new(isBalanced, all.ToModel(), flying.ToModel(), booked.ToModel(), difference.ToModel(), trial.Difference.ToModel() ?? new("0.00", "USD"));
    }

    private static long Cents(Money? money) => money is null ? 0 : (money.Units * 100) + (money.Nanos / 10_000_000);

    private sealed record Sums(long Count, long Paid, long Contractual, long Patient)
    {
        public PostingSumsModel ToModel() => new(Count, Amount(Paid), Amount(Contractual), Amount(Patient));

        private static MoneyModel Amount(long cents) =>
            new Money { CurrencyCode = "USD", Units = cents / 100, Nanos = (int)(cents % 100) * 10_000_000 }.ToModel()!;
    }
}

/// <summary>Sums over postings.</summary>
/// <param name="PostingCount">Chunks.</param>
/// <param name="PaidAmount">Paid by payers. USD.</param>
/// <param name="ContractualAmount">Written down by contract. USD.</param>
/// <param name="PatientResponsibilityAmount">Fell to patients. USD.</param>
public sealed record PostingSumsModel(long PostingCount, MoneyModel PaidAmount, MoneyModel ContractualAmount, MoneyModel PatientResponsibilityAmount);

/// <summary>What was posted beside what was journaled.</summary>
/// <param name="Balanced">True when every difference is zero and the trial balance is.</param>
/// <param name="Posted">What Remittance says it posted.</param>
/// <param name="InFlight">The part of it whose event has not left.</param>
/// <param name="Journaled">What Collections says it booked.</param>
/// <param name="Difference">Posted - in flight - journaled.</param>
/// <param name="TrialBalanceDifference">Debits - credits of the ledger. USD.</param>
public sealed record ReconciliationModel(
    bool Balanced, PostingSumsModel Posted, PostingSumsModel InFlight, PostingSumsModel Journaled, PostingSumsModel Difference, MoneyModel TrialBalanceDifference);
