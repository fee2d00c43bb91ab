#pragma warning disable CA1822 // What they do is all they are for.
// One deliberately broken type for each rule: a guard without a failing example is not a guard.
namespace MedBill.Broken.Domain
{
    internal sealed class DomainThatLogs
    {
        public Microsoft.Extensions.Logging.ILogger? Log { get; set; }
    }

    internal sealed class DomainThatSpeaksWire
    {
        public string Name(object message) => ((MedBill.Contracts.Claims.V1.Claim)message).Name;
    }

    internal sealed class DomainWithFloats
    {
        public decimal Half(decimal amount) => (decimal)((double)amount / 2);
    }

    internal sealed class DomainThatWaits
    {
        public async Task<int> CountAsync()
        {
            await Task.Yield();
            return 1;
        }
    }
}

namespace MedBill.Broken.Features
{
    internal sealed class CallsWhomItMayNot
    {
        public object Make() => new MedBill.Contracts.Remittance.V1.Remittance();
    }
}

namespace MedBill.Broken.Storage
{
    internal sealed class StoresAnothersType
    {
        public MedBill.Contracts.Coverage.V1.Policy? Policy { get; set; }
    }
}
