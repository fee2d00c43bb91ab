using MedBill.Contracts.Collections.V1;
using MedBill.Gateway.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Client = MedBill.Contracts.Collections.V1.CollectionService.CollectionServiceClient;

namespace MedBill.Gateway.Accounts;

/// <summary>Accounts, the journal and the reports over it.</summary>
internal static class AccountEndpoints
{
    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        var accounts = routes.MapGroup("/v1/accounts").WithTags("Accounts");
        accounts.MapGet("", ListAccountsAsync).IsList()
            .FilterText("responsibleParty", "Only the account of this guarantor or patient: `guarantors/gtr-…` or `patients/pat-…`.")
            .FilterFlag("balanceDueOnly", "Only those with a patient balance above zero.").Needs("collections.read").Does("listAccounts", "List accounts");
        accounts.MapGet("/{account}", GetAccountAsync).Needs("collections.read").Does("getAccount", "Read an account", "With its balances.");

        var journal = routes.MapGroup("/v1/journal-entries").WithTags("Journal");
        journal.MapGet("", ListEntriesAsync).IsList().FilterId("accountId", "Only entries with a line of this account.")
            .FilterId("encounterId", "Only entries with a line of this visit.").FilterId("claimId", "Only entries with a line of this claim.")
            .Needs("collections.read").Does("listJournalEntries", "List journal entries", "In the order of booking.");
        journal.MapGet("/{journalEntry}", GetEntryAsync).Needs("collections.read").Does("getJournalEntry", "Read a journal entry");

        var reports = routes.MapGroup("/v1").WithTags("Reports");
        reports.MapGet("/aging-report", AgeAsync).FilterDate("asOfDate", "Day to speak of; today when left out.")
            .FilterCode<AgingReport.Types.Basis>("basis", "From which day the age is counted; the date of service when left out.")
            .Needs("collections.read").Does("getAgingReport", "Open receivables by age");
        reports.MapGet("/trial-balance", GetTrialBalanceAsync).Needs("collections.read")
            .Does("getTrialBalance", "The sum of every ledger account", "Debits equal credits.");
    }

    private static async Task<Ok<Page<AccountModel>>> ListAccountsAsync(ListQuery query, Client client, HttpContext http)
    {
        var request = new ListAccountsRequest
        {
            PageSize = query.Limit,
            PageToken = query.Cursor,
            ResponsibleParty = query["responsibleParty"] ?? "",
            BalanceDueOnly = query.Flag("balanceDueOnly"),
        };
        var reply = await http.PageAsync(client.ListAccountsAsync, request);
        return Routes.Page(reply.Accounts, AccountMapping.ToModel, reply.NextPageToken);
    }

    private static async Task<Ok<AccountModel>> GetAccountAsync(string account, Client client, HttpContext http) =>
        http.Ok((await http.AskAsync(client.GetAccountAsync, new GetAccountRequest { Name = $"accounts/{account}" })).ToModel());

    private static async Task<Ok<Page<JournalEntryModel>>> ListEntriesAsync(ListQuery query, Client client, HttpContext http)
    {
        var request = new ListJournalEntriesRequest
        {
            PageSize = query.Limit,
            PageToken = query.Cursor,
            Account = Ids.Name("accounts", query["accountId"]),
            Encounter = Ids.Name("encounters", query["encounterId"]),
            Claim = Ids.Name("claims", query["claimId"]),
        };
        var reply = await http.PageAsync(client.ListJournalEntriesAsync, request);
        return Routes.Page(reply.JournalEntries, AccountMapping.ToModel, reply.NextPageToken);
    }

    private static async Task<Ok<JournalEntryModel>> GetEntryAsync(string journalEntry, Client client, HttpContext http) =>
        http.Ok((await http.AskAsync(client.GetJournalEntryAsync, new GetJournalEntryRequest { Name = $"journalEntries/{journalEntry}" })).ToModel());

    private static async Task<Ok<AgingReportModel>> AgeAsync(ListQuery query, Client client, HttpContext http)
    {
        var request = new GetAgingReportRequest { AsOfDate = query.Date("asOfDate").ToWire(), Basis = query.Enum<AgingReport.Types.Basis>("basis") };
        return http.Ok((await http.AskAsync(client.GetAgingReportAsync, request)).ToModel());
    }

    private static async Task<Ok<TrialBalanceModel>> GetTrialBalanceAsync(Client client, HttpContext http) =>
        http.Ok((await http.AskAsync(client.GetTrialBalanceAsync, new GetTrialBalanceRequest())).ToModel());
}
