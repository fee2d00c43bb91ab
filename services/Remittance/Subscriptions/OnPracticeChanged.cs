using MedBill.Platform.Messaging;
using MedBill.Platform.Values;
using MedBill.Remittance.Import;
using MedBill.Remittance.Storage;
using Microsoft.EntityFrameworkCore;
using Events = MedBill.Contracts.Patients.Events.V1;

namespace MedBill.Remittance.Subscriptions;

/// <summary>Learns which practice bills under which NPI; what waited for its payee is read then.</summary>
internal sealed class OnPracticeChanged(RemittanceDb db, ReadingWorker reading) : IEventHandler<Events.PracticeChanged>
{
    public async Task HandleAsync(Events.PracticeChanged message, Envelope envelope, CancellationToken cancel)
    {
        var id = Contract.Read(() => ResourceName.Id(message.Practice, "practices", "practice"));
        var npi = Contract.Read(() => Contract.Text(message.Npi, 10, "npi"));
        if (await db.PracticeNpis.SingleOrDefaultAsync(practice => practice.PracticeId == id, cancel) is not { } known)
        {
            db.PracticeNpis.Add(new() { PracticeId = id, Npi = npi, Sequence = envelope.Sequence });
        }
        else if (known.Sequence < envelope.Sequence)
        {
            (known.Npi, known.Sequence) = (npi, envelope.Sequence);
        }

        reading.Wake();
    }
}
