using MedBill.Platform.Values;
using MedBill.Remittance.Domain;

namespace MedBill.Remittance.Tests.Domain;

/// <summary>Remittance advices in every state.</summary>
internal static class Advices
{
    public static readonly string[] Steps = ["Store", "Finish", "LookUp", "Match", "Post", "FinishPosting", "PostLate", "FinishPostingLate", "Release"];

    public static RemittanceAdvice New() => RemittanceAdvice.Begin(
        "era-1",
        new() { Id = "rmf-1", Owner = PracticeIds.Unassigned, FileName = "a.x12", Sha256 = new('0', 64), SizeBytes = 1, ReceiveTime = DateTimeOffset.UnixEpoch },
        1,
        new()
        {
            PayerName = "EXAMPLE PAYER",
            PayerId = "PAYER01",
            TraceOriginator = "1512345678",
            PayeeNpi = "1234567893",
            TraceNumber = "EFT1",
            MethodCode = "ACH",
            Amount = new(8_000),
            Date = new(2026, 3, 3),
        });

    public static ReadingResult Result(bool isIncomplete = false, params BalanceDifference[] differences) => new()
    {
        ClaimPaymentCount = 1,
        ProviderAdjustmentAmount = Money.Zero,
        IsIncomplete = isIncomplete,
        ContentHash = "hash",
        HasAmountTooLarge = false,
        Differences = differences,
        DifferenceCount = differences.Length,
    };

    public static RemittanceAdvice In(RemittanceAdviceState state)
    {
        var advice = New();
        if (state == RemittanceAdviceState.Quarantined)
        {
            advice.FinishReading(Result(false, new BalanceDifference(BalanceLevel.Transaction, "BPR", Money.Zero, new(37))), earlier: null);
        }
        else
        {
            string[] way = state switch
            {
                RemittanceAdviceState.Balanced => ["Finish"],
                RemittanceAdviceState.Matched => ["Finish", "Match"],
                RemittanceAdviceState.Posted => ["Finish", "Match", "FinishPosting"],
                _ => [],
            };
            Array.ForEach(way, step => Step(advice, step));
        }

        advice.TakeEvents();
        return advice;
    }

    public static void Step(RemittanceAdvice advice, string step)
    {
        switch (step)
        {
            case "Store":
                advice.Store(1);
                break;
            case "Finish":
                advice.FinishReading(Result(), earlier: null);
                break;
            case "LookUp":
                advice.LookUp(1, 1, new(8_000));
                break;
            case "Match":
                advice.Match();
                break;
            case "Post":
                advice.Post(1, new(8_000));
                break;
            case "FinishPosting":
                advice.FinishPosting(DateTimeOffset.UnixEpoch);
                break;
            case "PostLate":
                advice.PostLate(1, new(8_000));
                break;
            case "Release":
                advice.Release();
                break;
            default:
                advice.FinishPostingLate();
                break;
        }
    }
}
