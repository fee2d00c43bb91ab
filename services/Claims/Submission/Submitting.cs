using MedBill.Claims.Domain;
using MedBill.Platform.Hosting;

namespace MedBill.Claims.Submission;

/// <summary>What a request needs to send claims.</summary>
internal sealed class Submitting(ClaimEdits edits, BatchClosing batches, SubmissionWorker worker, TimeProvider clock, MachineTime machine)
{
    /// <summary>Batches closed by one request.</summary>
    public const int MaxBatches = 200;

    /// <summary>Runs the edits and, when they allow it, freezes and queues the draft. False when it stays a draft.</summary>
    public bool Submit(Claim claim)
    {
        claim.RequireSubmittable();
        return claim.Submit(edits.Examine(claim.Current.Draft), clock.GetUtcNow(), machine.GetUtcNow());
    }

    /// <summary>Closes what waits for one payer, or for all, of the acting practice.</summary>
    public async Task<List<SubmissionBatch>> CloseAsync(string? payerId, CancellationToken cancel)
    {
        var closed = new List<SubmissionBatch>();
        foreach (var route in await batches.FindWaitingAsync(payerId, cancel))
        {
            while (closed.Count < MaxBatches && await batches.CloseAsync(route, cancel) is { } batch)
            {
                closed.Add(batch);
            }
        }

        return closed;
    }

    /// <summary>Lets the worker look at once.</summary>
    public void Wake() => worker.Wake();
}
