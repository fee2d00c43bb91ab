using System.Diagnostics;
using Google.Protobuf;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using MedBill.Remittance.Domain;
using Events = MedBill.Contracts.Remittance.Events.V1;

namespace MedBill.Remittance.Storage;

/// <summary>Domain event → protobuf event.</summary>
internal static class RemittanceEventMap
{
    public static IMessage ToEvent(IAggregate aggregate, object domainEvent) => (aggregate, domainEvent) switch
    {
        (RemittanceAdvice advice, Accepted) => new Events.RemittanceReceived
        {
            Remittance = advice.Name,
            TraceNumber = advice.TraceNumber,
            PaymentAmount = advice.PaymentAmount.ToWire(),
            PaymentDate = advice.PaymentDate.ToWire(),
            ClaimPaymentCount = advice.ClaimPaymentCount,
        },
        (RemittanceAdvice advice, FoundOutOfBalance) => new Events.RemittanceOutOfBalance
        {
            Remittance = advice.Name,
            TraceNumber = advice.TraceNumber,
            DifferenceCount = advice.DifferenceCount,
            FirstDifference = advice.Differences[0].Difference.ToWire(),
        },
        (RemittanceAdvice advice, Matched) => new Events.RemittanceMatched
        {
            Remittance = advice.Name,
            MatchedCount = advice.ClaimPaymentCount - advice.UnmatchedCount,
            UnmatchedCount = advice.UnmatchedCount,
            UnappliedAmount = advice.UnappliedAmount.ToWire(),
        },
        (RemittanceAdvice advice, PostedWhole) => new Events.RemittancePosted
        {
            Remittance = advice.Name,
            ChunkCount = advice.ChunkCount,
            PaidAmount = advice.PostedAmount.ToWire(),
        },
        _ => throw new UnreachableException(),
    };
}
