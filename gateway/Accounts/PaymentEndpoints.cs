using MedBill.Contracts.Collections.V1;
using MedBill.Gateway.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Client = MedBill.Contracts.Collections.V1.CollectionService.CollectionServiceClient;

namespace MedBill.Gateway.Accounts;

/// <summary>Payments of patients, and the statements they are asked for with.</summary>
internal static class PaymentEndpoints
{
    public static void MapPayments(this IEndpointRouteBuilder routes)
    {
        var payments = routes.MapGroup("/v1/payments").WithTags("Payments");
        payments.MapPost("", CreatePaymentAsync).Fills("payment").Needs("collections.write").Does(
            "createPayment", "Take a payment of a patient or guarantor", "By `accountId`, or by `patientId` when the desk does not know the account. What exceeds the balance due becomes a credit.");
        payments.MapGet("", ListPaymentsAsync).IsList().FilterId("accountId", "Only those of this account.").Needs("collections.read").Does("listPayments", "List payments");
        payments.MapGet("/{payment}", GetPaymentAsync).Needs("collections.read").Does("getPayment", "Read a payment");
        payments.MapPost("/{payment}/reversals", ReverseAsync).Needs("collections.adjust")
            .Does("reversePayment", "Take a payment back", "Such as a returned check, by the mirror of its journal entries.");

        var statements = routes.MapGroup("/v1/statements").WithTags("Statements");
        statements.MapPost("", CreateStatementAsync).Fills("statement").Needs("collections.write")
            .Does("createStatement", "Issue a statement", "Of what an account owes today. Without a balance due it is refused: 409 `NOTHING_DUE`.");
        statements.MapGet("", ListStatementsAsync).IsList().FilterId("accountId", "Only those of this account.").Needs("collections.read")
            .Does("listStatements", "List statements");
        statements.MapGet("/{statement}", GetStatementAsync).Needs("collections.read").Does("getStatement", "Read a statement");
        statements.MapGet("/{statement}/document", GetDocumentAsync).Needs("collections.read")
            .Does("getStatementDocument", "Read a statement as PDF", "The same bytes every time.").Produces<byte[]>(200, "application/pdf");
    }

    private static async Task<Created<PaymentModel>> CreatePaymentAsync(IdempotencyKey key, JsonBody<PaymentModel> body, Client client, HttpContext http)
    {
        var request = new CreatePaymentRequest { Payment = body.Value.ToWire(), RequestId = key.Value };
        var payment = (await http.AskAsync(client.CreatePaymentAsync, request)).ToModel();
        return http.Created($"/v1/payments/{payment.Id}", payment);
    }

    private static async Task<Ok<Page<PaymentModel>>> ListPaymentsAsync(ListQuery query, Client client, HttpContext http)
    {
        var request = new ListPaymentsRequest { PageSize = query.Limit, PageToken = query.Cursor, Account = Ids.Name("accounts", query["accountId"]) };
        var reply = await http.PageAsync(client.ListPaymentsAsync, request);
        return Routes.Page(reply.Payments, AccountMapping.ToModel, reply.NextPageToken);
    }

    private static async Task<Ok<PaymentModel>> GetPaymentAsync(string payment, Client client, HttpContext http) =>
        http.Ok((await http.AskAsync(client.GetPaymentAsync, new GetPaymentRequest { Name = $"payments/{payment}" })).ToModel());

    private static async Task<Created<PaymentModel>> ReverseAsync(
        string payment, IdempotencyKey key, OptionalIfMatch match, OptionalJsonBody<EmptyModel> _, Client client, HttpContext http)
    {
        var request = new ReversePaymentRequest { Name = $"payments/{payment}", Etag = match.ETag, RequestId = key.Value };
        return http.Created($"/v1/payments/{payment}", (await http.AskAsync(client.ReversePaymentAsync, request)).ToModel());
    }

    private static async Task<Created<StatementModel>> CreateStatementAsync(
        IdempotencyKey key, JsonBody<StatementModel> body, Client client, HttpContext http)
    {
        var request = new CreateStatementRequest { Statement = body.Value.ToWire(), RequestId = key.Value };
        var statement = (await http.AskAsync(client.CreateStatementAsync, request)).ToModel();
        return http.Created($"/v1/statements/{statement.Id}", statement);
    }

    private static async Task<Ok<Page<StatementModel>>> ListStatementsAsync(ListQuery query, Client client, HttpContext http)
    {
        var request = new ListStatementsRequest { PageSize = query.Limit, PageToken = query.Cursor, Account = Ids.Name("accounts", query["accountId"]) };
        var reply = await http.PageAsync(client.ListStatementsAsync, request);
        return Routes.Page(reply.Statements, AccountMapping.ToModel, reply.NextPageToken);
    }

    private static async Task<Ok<StatementModel>> GetStatementAsync(string statement, Client client, HttpContext http) =>
        http.Ok((await http.AskAsync(client.GetStatementAsync, new GetStatementRequest { Name = $"statements/{statement}" })).ToModel());

    private static async Task<FileContentHttpResult> GetDocumentAsync(string statement, Client client, HttpContext http)
    {
        var reply = await http.AskAsync(client.GetStatementDocumentAsync, new GetStatementDocumentRequest { Name = $"statements/{statement}" });
        return TypedResults.File(reply.Content.ToByteArray(), reply.ContentType);
    }
}
