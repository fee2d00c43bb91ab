using MedBill.Contracts.Collections.V1;
using MedBill.Gateway.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Client = MedBill.Contracts.Collections.V1.CollectionService.CollectionServiceClient;

namespace MedBill.Gateway.Accounts;

/// <summary>Accounts, the journal, payments, statements, reports.</summary>
internal static class AccountEndpoints
{
    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        MapLedger(routes.MapGroup("/v1").WithTags("Accounts").RequireAuthorization());
        MapPayments(routes.MapGroup("/v1").WithTags("Payments").RequireAuthorization());
        MapStatements(routes.MapGroup("/v1").WithTags("Statements").RequireAuthorization());
        MapReports(routes.MapGroup("/v1").WithTags("Reports").RequireAuthorization());
    }

    private static void MapLedger(RouteGroupBuilder v1)
    {
        v1.MapGet("/accounts", async Task<Ok<Page<AccountModel>>> (ListQuery query, Client client, HttpContext http) =>
        {
            var reply = await client.ListAccountsAsync(new() { PageSize = query.Limit, PageToken = query.Cursor, ResponsibleParty = query["responsibleParty"] ?? "", BalanceDueOnly = query.Flag("balanceDueOnly") }).ForAsync(http);
            return TypedResults.Ok(reply.Accounts.ToPage(item => item.ToModel(), reply.NextPageToken));
        }).IsList().Filter("responsibleParty").Flag("balanceDueOnly").Needs("collections.read").WithSummary("List accounts");
        v1.MapGet("/accounts/{account}", async Task<Ok<AccountModel>> (string account, Client client, HttpContext http) =>
        {
            var reply = await client.GetAccountAsync(new() { Name = $"accounts/{account}" }).ForAsync(http);
            http.Tag(reply.Etag);
            return TypedResults.Ok(reply.ToModel());
        }).Needs("collections.read").WithSummary("Read an account and its balances");
        v1.MapGet("/journal-entries", async Task<Ok<Page<JournalEntryModel>>> (ListQuery query, Client client, HttpContext http) =>
        {
            var reply = await client.ListJournalEntriesAsync(new() { PageSize = query.Limit, PageToken = query.Cursor, Account = Ids.Name("accounts", query["accountId"]), Encounter = Ids.Name("encounters", query["encounterId"]), Claim = Ids.Name("claims", query["claimId"]) }).ForAsync(http);
            return TypedResults.Ok(reply.JournalEntries.ToPage(item => item.ToModel(), reply.NextPageToken));
        }).IsList().Filter("accountId", "encounterId", "claimId").Needs("collections.read").WithSummary("List journal entries");
        v1.MapGet("/journal-entries/{journalEntry}", async Task<Ok<JournalEntryModel>> (string journalEntry, Client client, HttpContext http) =>
        {
            var reply = await client.GetJournalEntryAsync(new() { Name = $"journalEntries/{journalEntry}" }).ForAsync(http);
            return TypedResults.Ok(reply.ToModel());
        }).Needs("collections.read").WithSummary("Read a journal entry");
    }

    private static void MapPayments(RouteGroupBuilder v1)
    {
        v1.MapPost("/payments", async Task<Created<PaymentModel>> (JsonBody<PaymentModel> body, IdempotencyKey key, Client client, HttpContext http) =>
        {
            var reply = await client.CreatePaymentAsync(new() { Payment = body.Value.ToWire(), RequestId = key.Value }).ForAsync(http);
            http.Tag(reply.Etag);
            return TypedResults.Created($"/v1/{reply.Name}", reply.ToModel());
        }).Needs("collections.write", "payment").WithSummary("Take a patient's payment");
        v1.MapGet("/payments", async Task<Ok<Page<PaymentModel>>> (ListQuery query, Client client, HttpContext http) =>
        {
            var reply = await client.ListPaymentsAsync(new() { PageSize = query.Limit, PageToken = query.Cursor, Account = Ids.Name("accounts", query["accountId"]) }).ForAsync(http);
            return TypedResults.Ok(reply.Payments.ToPage(item => item.ToModel(), reply.NextPageToken));
        }).IsList().Filter("accountId").Needs("collections.read").WithSummary("List payments");
        v1.MapGet("/payments/{payment}", async Task<Ok<PaymentModel>> (string payment, Client client, HttpContext http) =>
        {
            var reply = await client.GetPaymentAsync(new() { Name = $"payments/{payment}" }).ForAsync(http);
            http.Tag(reply.Etag);
            return TypedResults.Ok(reply.ToModel());
        }).Needs("collections.read").WithSummary("Read a payment");
        v1.MapPost("/payments/{payment}/reversals", async Task<Created<PaymentModel>> (string payment, IdempotencyKey key, OptionalIfMatch match, Client client, HttpContext http) =>
        {
            var reply = await client.ReversePaymentAsync(new() { Name = $"payments/{payment}", Etag = match.ETag, RequestId = key.Value }).ForAsync(http);
            http.Tag(reply.Etag);
            return TypedResults.Created($"/v1/{reply.Name}", reply.ToModel());
        }).Needs("collections.adjust").WithSummary("Take a payment back");
    }

    private static void MapStatements(RouteGroupBuilder v1)
    {
        v1.MapPost("/statements", async Task<Created<StatementModel>> (JsonBody<StatementModel> body, IdempotencyKey key, Client client, HttpContext http) =>
        {
            var reply = await client.CreateStatementAsync(new() { Statement = body.Value.ToWire(), RequestId = key.Value }).ForAsync(http);
            return TypedResults.Created($"/v1/{reply.Name}", reply.ToModel());
        }).Needs("collections.write", "statement").WithSummary("Issue a statement");
        v1.MapGet("/statements", async Task<Ok<Page<StatementModel>>> (ListQuery query, Client client, HttpContext http) =>
        {
            var reply = await client.ListStatementsAsync(new() { PageSize = query.Limit, PageToken = query.Cursor, Account = Ids.Name("accounts", query["accountId"]) }).ForAsync(http);
            return TypedResults.Ok(reply.Statements.ToPage(item => item.ToModel(), reply.NextPageToken));
        }).IsList().Filter("accountId").Needs("collections.read").WithSummary("List statements");
        v1.MapGet("/statements/{statement}", async Task<Ok<StatementModel>> (string statement, Client client, HttpContext http) =>
        {
            var reply = await client.GetStatementAsync(new() { Name = $"statements/{statement}" }).ForAsync(http);
            return TypedResults.Ok(reply.ToModel());
        }).Needs("collections.read").WithSummary("Read a statement");
        v1.MapGet("/statements/{statement}/document", async Task<FileContentHttpResult> (string statement, Client client, HttpContext http) =>
        {
            var reply = await client.GetStatementDocumentAsync(new() { Name = $"statements/{statement}" }).ForAsync(http);
            return TypedResults.File(reply.Content.ToByteArray(), reply.ContentType);
        }).Needs("collections.read").Produces<byte[]>(200, "application/pdf").WithSummary("Read a statement as PDF");
    }

    private static void MapReports(RouteGroupBuilder v1)
    {
        v1.MapGet("/aging-report", async Task<Ok<AgingReportModel>> (ListQuery query, Client client, HttpContext http) =>
        {
            var reply = await client.GetAgingReportAsync(new() { AsOfDate = query.Date("asOfDate").ToWire(), Basis = query.Enum<AgingReport.Types.Basis>("basis") }).ForAsync(http);
            return TypedResults.Ok(reply.ToModel());
        }).Date("asOfDate").Filter<AgingReport.Types.Basis>("basis").Needs("collections.read").WithSummary("Open receivables by age");
        v1.MapGet("/trial-balance", async Task<Ok<TrialBalanceModel>> (Client client, HttpContext http) =>
            TypedResults.Ok((await client.GetTrialBalanceAsync(new()).ForAsync(http)).ToModel()))
            .Needs("collections.read").WithSummary("The sum of every ledger account");
    }
}
