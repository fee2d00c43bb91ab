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
        .WithTags("Reports").Needs("remittance.read", "collections.read").Does(
            "getReconciliation",
            "Compare what was posted with what was journaled",
            "`balanced` when every difference is zero, and the trial balance too. What has left Remittance and not yet arrived, or has arrived while another service that hears of it is away, shows as a difference until all have it.");

    private static async Task<Ok<ReconciliationModel>> GetAsync(Postings postings, Journal journal, HttpContext http)
    {
        // The journal first: a chunk that arrives between the two reads is missing there rather than booked but not posted.
        var journaled = await http.AskAsync(journal.GetJournalTotalsAsync, new GetJournalTotalsRequest());
        var trial = await http.AskAsync(journal.GetTrialBalanceAsync, new GetTrialBalanceRequest());
        var posted = await http.AskAsync(postings.GetPostingTotalsAsync, new GetPostingTotalsRequest());
        return http.Ok(Compare(posted, journaled, trial.Difference.ToCents()));
    }

    private static ReconciliationModel Compare(PostingTotals posted, JournalTotals journaled, long trialBalanceDifference)
    {
        var all = new Sums(posted.PostingCount, posted.PaidAmount.ToCents(), posted.ContractualAmount.ToCents(), posted.PatientResponsibilityAmount.ToCents());
        var inFlight = new Sums(
            posted.InFlightCount,
            posted.InFlightPaidAmount.ToCents(),
            posted.InFlightContractualAmount.ToCents(),
            posted.InFlightPatientResponsibilityAmount.ToCents());
        var booked = new Sums(
            journaled.PostingCount, journaled.PaidAmount.ToCents(), journaled.ContractualAmount.ToCents(), journaled.PatientResponsibilityAmount.ToCents());
        var difference = all - inFlight - booked;
        return new(
            difference == default && trialBalanceDifference == 0,
            all.ToModel(),
            inFlight.ToModel(),
            booked.ToModel(),
            difference.ToModel(),
            ValueMapping.OfCents(trialBalanceDifference));
    }

    private readonly record struct Sums(long Count, long Paid, long Contractual, long Patient)
    {
        public static Sums operator -(Sums left, Sums right) =>
            new(left.Count - right.Count, left.Paid - right.Paid, left.Contractual - right.Contractual, left.Patient - right.Patient);

        public PostingSumsModel ToModel() =>
            new(Count, ValueMapping.OfCents(Paid), ValueMapping.OfCents(Contractual), ValueMapping.OfCents(Patient));
    }
}
