using MedBill.Contracts.Collections.V1;
using MedBill.Gateway.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Client = MedBill.Contracts.Collections.V1.CollectionService.CollectionServiceClient;

namespace MedBill.Gateway.Accounts;

/// <summary>What somebody decides about money that is owed, or in credit.</summary>
internal static class DecisionEndpoints
{
    public static void MapDecisions(this IEndpointRouteBuilder routes)
    {
        var writeOffs = routes.MapGroup("/v1/write-offs").WithTags("Write-offs");
        writeOffs.MapPost("", CreateWriteOffAsync).Fills("write_off").Needs("collections.adjust").Does("createWriteOff", "Write off what is owed", "Of a claim (`claimId`) what its payer owes, of a visit (`encounterId`) what the patient owes. More than is open there is refused: 409 `MORE_THAN_OPEN`.");
        writeOffs.MapGet("", ListWriteOffsAsync).IsList().FilterId("accountId", "Only those of this account.").Needs("collections.read").Does("listWriteOffs", "List write-offs");
        writeOffs.MapGet("/{writeOff}", GetWriteOffAsync).Needs("collections.read").Does("getWriteOff", "Read a write-off");
        writeOffs.MapPost("/{writeOff}/reversals", ReverseWriteOffAsync).Needs("collections.adjust").Does("reverseWriteOff", "Take a write-off back", "The amount is owed again.");

        var patientTransfers = routes.MapGroup("/v1/patient-transfers").WithTags("Patient transfers");
        patientTransfers.MapPost("", CreatePatientTransferAsync).Fills("patient_transfer").Needs("collections.adjust").Does("createPatientTransfer", "Make a denied amount the patient's", "More than the payer denied and is still open is refused: 409 `MORE_THAN_DENIED`.");
        patientTransfers.MapGet("", ListPatientTransfersAsync).IsList().FilterId("accountId", "Only those of this account.").Needs("collections.read").Does("listPatientTransfers", "List patient transfers");
        patientTransfers.MapGet("/{patientTransfer}", GetPatientTransferAsync).Needs("collections.read").Does("getPatientTransfer", "Read a transfer");
        patientTransfers.MapPost("/{patientTransfer}/reversals", ReversePatientTransferAsync).Needs("collections.adjust").Does("reversePatientTransfer", "Take a transfer back", "The payer owes the amount again.");

        var refunds = routes.MapGroup("/v1/refunds").WithTags("Refunds");
        refunds.MapPost("", CreateRefundAsync).Fills("refund").Needs("collections.adjust").Does("createRefund", "Give a credit back", "More than the account's credit is refused: 409 `MORE_THAN_CREDIT`; so is what of it nobody paid: 409 `REFUND_EXCEEDS_PAYMENTS`.");
        refunds.MapGet("", ListRefundsAsync).IsList().FilterId("accountId", "Only those of this account.").Needs("collections.read").Does("listRefunds", "List refunds");
        refunds.MapGet("/{refund}", GetRefundAsync).Needs("collections.read").Does("getRefund", "Read a refund");
        refunds.MapPost("/{refund}/reversals", ReverseRefundAsync).Needs("collections.adjust").Does("reverseRefund", "Take a refund back", "Such as a check that was never cashed: the amount is a credit again.");
    }

    private static async Task<Created<WriteOffModel>> CreateWriteOffAsync(IdempotencyKey key, JsonBody<WriteOffModel> body, Client client, HttpContext http)
    {
        var request = new CreateWriteOffRequest { WriteOff = body.Value.ToWire(), RequestId = key.Value };
        var made = (await http.AskAsync(client.CreateWriteOffAsync, request)).ToModel();
        return http.Created($"/v1/write-offs/{made.Id}", made);
    }

    private static async Task<Ok<Page<WriteOffModel>>> ListWriteOffsAsync(ListQuery query, Client client, HttpContext http)
    {
        var request = new ListWriteOffsRequest { PageSize = query.Limit, PageToken = query.Cursor, Account = Ids.Name("accounts", query["accountId"]) };
        var reply = await http.PageAsync(client.ListWriteOffsAsync, request);
        return Routes.Page(reply.WriteOffs, DecisionMapping.ToModel, reply.NextPageToken);
    }

    private static async Task<Ok<WriteOffModel>> GetWriteOffAsync(string writeOff, Client client, HttpContext http) =>
        http.Ok((await http.AskAsync(client.GetWriteOffAsync, new GetWriteOffRequest { Name = $"writeOffs/{writeOff}" })).ToModel());

    private static async Task<Created<WriteOffModel>> ReverseWriteOffAsync(
        string writeOff, IdempotencyKey key, OptionalIfMatch match, OptionalJsonBody<EmptyModel> _, Client client, HttpContext http)
    {
        var request = new ReverseWriteOffRequest { Name = $"writeOffs/{writeOff}", Etag = match.ETag, RequestId = key.Value };
        return http.Created($"/v1/write-offs/{writeOff}", (await http.AskAsync(client.ReverseWriteOffAsync, request)).ToModel());
    }

    private static async Task<Created<PatientTransferModel>> CreatePatientTransferAsync(IdempotencyKey key, JsonBody<PatientTransferModel> body, Client client, HttpContext http)
    {
        var request = new CreatePatientTransferRequest { PatientTransfer = body.Value.ToWire(), RequestId = key.Value };
        var made = (await http.AskAsync(client.CreatePatientTransferAsync, request)).ToModel();
        return http.Created($"/v1/patient-transfers/{made.Id}", made);
    }

    private static async Task<Ok<Page<PatientTransferModel>>> ListPatientTransfersAsync(ListQuery query, Client client, HttpContext http)
    {
        var request = new ListPatientTransfersRequest { PageSize = query.Limit, PageToken = query.Cursor, Account = Ids.Name("accounts", query["accountId"]) };
        var reply = await http.PageAsync(client.ListPatientTransfersAsync, request);
        return Routes.Page(reply.PatientTransfers, DecisionMapping.ToModel, reply.NextPageToken);
    }

    private static async Task<Ok<PatientTransferModel>> GetPatientTransferAsync(string patientTransfer, Client client, HttpContext http) =>
        http.Ok((await http.AskAsync(client.GetPatientTransferAsync, new GetPatientTransferRequest { Name = $"patientTransfers/{patientTransfer}" })).ToModel());

    private static async Task<Created<PatientTransferModel>> ReversePatientTransferAsync(
        string patientTransfer, IdempotencyKey key, OptionalIfMatch match, OptionalJsonBody<EmptyModel> _, Client client, HttpContext http)
    {
        var request = new ReversePatientTransferRequest { Name = $"patientTransfers/{patientTransfer}", Etag = match.ETag, RequestId = key.Value };
        return http.Created($"/v1/patient-transfers/{patientTransfer}", (await http.AskAsync(client.ReversePatientTransferAsync, request)).ToModel());
    }

    private static async Task<Created<RefundModel>> CreateRefundAsync(IdempotencyKey key, JsonBody<RefundModel> body, Client client, HttpContext http)
    {
        var request = new CreateRefundRequest { Refund = body.Value.ToWire(), RequestId = key.Value };
        var made = (await http.AskAsync(client.CreateRefundAsync, request)).ToModel();
        return http.Created($"/v1/refunds/{made.Id}", made);
    }

    private static async Task<Ok<Page<RefundModel>>> ListRefundsAsync(ListQuery query, Client client, HttpContext http)
    {
        var request = new ListRefundsRequest { PageSize = query.Limit, PageToken = query.Cursor, Account = Ids.Name("accounts", query["accountId"]) };
        var reply = await http.PageAsync(client.ListRefundsAsync, request);
        return Routes.Page(reply.Refunds, DecisionMapping.ToModel, reply.NextPageToken);
    }

    private static async Task<Ok<RefundModel>> GetRefundAsync(string refund, Client client, HttpContext http) =>
        http.Ok((await http.AskAsync(client.GetRefundAsync, new GetRefundRequest { Name = $"refunds/{refund}" })).ToModel());

    private static async Task<Created<RefundModel>> ReverseRefundAsync(
        string refund, IdempotencyKey key, OptionalIfMatch match, OptionalJsonBody<EmptyModel> _, Client client, HttpContext http)
    {
        var request = new ReverseRefundRequest { Name = $"refunds/{refund}", Etag = match.ETag, RequestId = key.Value };
        return http.Created($"/v1/refunds/{refund}", (await http.AskAsync(client.ReverseRefundAsync, request)).ToModel());
    }
}
