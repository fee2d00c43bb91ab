using Grpc.Core;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Remittance.V1;

namespace MedBill.Remittance.Features;

internal sealed partial class RemittanceRpc
{
    [RequiresScope("remittance.read")]
    public override async Task<Wire.PostingTotals> GetPostingTotals(Wire.GetPostingTotalsRequest request, ServerCallContext context)
    {
        // One statement, so that what is posted and what is in flight are of the same moment.
        var practice = caller.Practice;
        var totals = await db.Database.SqlQuery<TotalsRow>(
            $"""
            SELECT COUNT(*) AS "Count", COALESCE(SUM(p.PaidAmount), 0) AS Paid,
                COALESCE(SUM(p.ContractualAmount), 0) AS Contractual, COALESCE(SUM(p.PatientResponsibilityAmount), 0) AS Patient,
                COUNT(o.id) AS WaitingCount, COALESCE(SUM(CASE WHEN o.id IS NULL THEN 0 ELSE p.PaidAmount END), 0) AS WaitingPaid,
                COALESCE(SUM(CASE WHEN o.id IS NULL THEN 0 ELSE p.ContractualAmount END), 0) AS WaitingContractual,
                COALESCE(SUM(CASE WHEN o.id IS NULL THEN 0 ELSE p.PatientResponsibilityAmount END), 0) AS WaitingPatient
            FROM postings p LEFT JOIN outbox o ON o.id = p.EventId AND o.published_time IS NULL
            WHERE p.Practice = {practice}
            """).SingleAsync(context.CancellationToken);
        return new()
        {
            PostingCount = totals.Count,
            PaidAmount = new Money(totals.Paid).ToWire(),
            ContractualAmount = new Money(totals.Contractual).ToWire(),
            PatientResponsibilityAmount = new Money(totals.Patient).ToWire(),
            InFlightCount = totals.WaitingCount,
            InFlightPaidAmount = new Money(totals.WaitingPaid).ToWire(),
            InFlightContractualAmount = new Money(totals.WaitingContractual).ToWire(),
            InFlightPatientResponsibilityAmount = new Money(totals.WaitingPatient).ToWire(),
        };
    }

    private sealed record TotalsRow(
        int Count, long Paid, long Contractual, long Patient, int WaitingCount, long WaitingPaid, long WaitingContractual, long WaitingPatient);
}
