using Grpc.Core;
using MedBill.Collections.Domain.Aging;
using MedBill.Collections.Domain.Journal;
using MedBill.Collections.Storage;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using Wire = MedBill.Contracts.Collections.V1;
using WireBasis = MedBill.Contracts.Collections.V1.AgingReport.Types.Basis;

namespace MedBill.Collections.Features;

internal sealed partial class CollectionRpc
{
    [RequiresScope("collections.read")]
    public override async Task<Wire.AgingReport> GetAgingReport(Wire.GetAgingReportRequest request, ServerCallContext context)
    {
        var asOf = request.AsOfDate.ToOptionalDate("as_of_date") ?? books.Today;
        var basis = request.Basis switch
        {
            WireBasis.Unspecified or WireBasis.ServiceDate => AgingBasis.ServiceDate,
            WireBasis.FirstBillDate => AgingBasis.FirstBillDate,
            WireBasis.PatientResponsibilityDate => AgingBasis.PatientResponsibilityDate,
            _ => throw Failure.Invalid("basis", "UNKNOWN_BASIS", "There is no such basis."),
        };
        var rows = (await new AgingQuery(db, asOf, basis).TallyAsync(context.CancellationToken)).Rows();
        return new()
        {
            AsOfDate = asOf.ToWire(),
            Basis = basis switch
            {
                AgingBasis.FirstBillDate => WireBasis.FirstBillDate,
                AgingBasis.PatientResponsibilityDate => WireBasis.PatientResponsibilityDate,
                _ => WireBasis.ServiceDate,
            },
            Rows = { rows.Select(ToWire) },
            TotalAmount = Money.Sum(rows.Select(row => row.Total)).ToWire(),
        };
    }

    private static Wire.AgingRow ToWire(AgingRow row) => new()
    {
        LedgerAccount = (row.Payer is null ? LedgerAccount.ArPatient : LedgerAccount.ArPayer).ToWire(),
        Payer = row.Payer ?? "",
        BucketAmounts = { row.Buckets.Select(bucket => bucket.ToWire()) },
        TotalAmount = row.Total.ToWire(),
    };
}
