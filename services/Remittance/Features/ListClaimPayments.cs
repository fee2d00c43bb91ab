using System.Globalization;
using Grpc.Core;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using MedBill.Remittance.Domain;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Remittance.V1;

namespace MedBill.Remittance.Features;

internal sealed partial class RemittanceRpc
{
    [RequiresScope("remittance.read")]
    public override async Task<Wire.ListClaimPaymentsResponse> ListClaimPayments(Wire.ListClaimPaymentsRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var size = PageToken.Size(request.PageSize);
        var after = LastPosition(request);
        var advice = await RemittanceAsync(request.Parent, "parent", cancel);
        var query = db.ClaimPayments.AsNoTracking().Where(payment => payment.RemittanceId == advice.Id && payment.Position > after);
        if (request.UnmatchedOnly)
        {
            query = query.Where(payment => payment.State == ClaimPaymentState.Unmatched || payment.State == ClaimPaymentState.Recheck);
        }

        var payments = await query.OrderBy(payment => payment.Position).Take(size + 1).ToListAsync(cancel);
        var response = new Wire.ListClaimPaymentsResponse();
        if (payments.Count > size)
        {
            payments.RemoveAt(size);
            response.NextPageToken = PageToken.After(payments[^1].Position.ToString(CultureInfo.InvariantCulture), request);
        }

        response.ClaimPayments.Add(payments.Select(payment => payment.ToWire()));
        return response;
    }

    // Anybody can make a token that looks like one of ours: what it says is read like any other field.
    private static int LastPosition(Wire.ListClaimPaymentsRequest request) =>
        PageToken.LastId(request.PageToken, request) is not { } last ? 0
        : int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? position
        : throw Failure.Invalid("page_token", "INVALID_PAGE_TOKEN", "A page token is used with the arguments it was given for.");
}
