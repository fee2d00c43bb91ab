using MedBill.Platform.Values;
using MedBill.Remittance.Domain;

namespace MedBill.Remittance.Tests.Domain;

/// <summary>The three transition tables, every pair of states, allowed and refused.</summary>
public sealed class TransitionTests
{
    public static TheoryData<RemittanceAdviceState, RemittanceAdviceState> AdvicePairs => Pairs<RemittanceAdviceState>();

    public static TheoryData<RemittanceFileState, RemittanceFileState> FilePairs => Pairs<RemittanceFileState>();

    public static TheoryData<ClaimPaymentState, ClaimPaymentState> PaymentPairs => Pairs<ClaimPaymentState>();

    [Theory]
    [MemberData(nameof(AdvicePairs))]
    public void A_remittance_advice_moves_only_as_drawn(RemittanceAdviceState from, RemittanceAdviceState to) => Assert.Equal(
        (from, to) is (RemittanceAdviceState.Reading, RemittanceAdviceState.Balanced)
            or (RemittanceAdviceState.Reading, RemittanceAdviceState.Quarantined)
            or (RemittanceAdviceState.Quarantined, RemittanceAdviceState.Reading)
            or (RemittanceAdviceState.Balanced, RemittanceAdviceState.Matched)
            or (RemittanceAdviceState.Matched, RemittanceAdviceState.Posted),
        RemittanceAdviceTransitions.Allows(from, to));

    [Theory]
    [MemberData(nameof(FilePairs))]
    public void A_file_moves_only_as_drawn(RemittanceFileState from, RemittanceFileState to) => Assert.Equal(
        (from, to) is (RemittanceFileState.Received, RemittanceFileState.Parsed or RemittanceFileState.Quarantined)
            or (RemittanceFileState.Quarantined, RemittanceFileState.Received),
        RemittanceFileTransitions.Allows(from, to));

    [Theory]
    [MemberData(nameof(PaymentPairs))]
    public void A_claim_payment_moves_only_as_drawn(ClaimPaymentState from, ClaimPaymentState to) => Assert.Equal(
        (from, to) is (ClaimPaymentState.Pending, ClaimPaymentState.Matched or ClaimPaymentState.Unmatched or ClaimPaymentState.Information)
            or (ClaimPaymentState.Matched, ClaimPaymentState.Posted)
            or (ClaimPaymentState.Unmatched, ClaimPaymentState.Recheck or ClaimPaymentState.Matched)
            or (ClaimPaymentState.Recheck, ClaimPaymentState.Matched or ClaimPaymentState.Unmatched),
        ClaimPaymentTransitions.Allows(from, to));

    // Every step of the aggregate in every state it can be brought to: either the table's move, or a refusal that changes nothing.
    [Theory]
    [MemberData(nameof(Steps))]
    public void A_step_out_of_place_is_refused_and_leaves_no_trace(string state, string step)
    {
        var advice = Advices.In(Enum.Parse<RemittanceAdviceState>(state));
        var before = (advice.State, advice.Version, advice.ChunkCount, advice.PostedAmount, advice.UnappliedAmount, advice.ClaimPaymentCount);
        var allowed = (state, step) is ("Reading", "Store" or "Finish") or ("Balanced", "LookUp" or "Match") or ("Matched", "Post" or "FinishPosting")
            or ("Posted", "PostLate" or "FinishPostingLate");

        var refusal = Record.Exception(() => Advices.Step(advice, step));

        if (allowed)
        {
            Assert.Null(refusal);
            Assert.True(advice.Version > before.Version);
        }
        else
        {
            Assert.True(refusal is InvalidOperationException or Failure { Reason: "ILLEGAL_TRANSITION" or "RELEASE_NOT_ALLOWED" });
            Assert.Equal(before, (advice.State, advice.Version, advice.ChunkCount, advice.PostedAmount, advice.UnappliedAmount, advice.ClaimPaymentCount));
            Assert.Empty(advice.TakeEvents());
        }
    }

    public static TheoryData<string, string> Steps()
    {
        var steps = new TheoryData<string, string>();
        foreach (var state in Enum.GetNames<RemittanceAdviceState>())
        {
            foreach (var step in Advices.Steps)
            {
                steps.Add(state, step);
            }
        }

        return steps;
    }

    [Fact]
    public void Only_an_unknown_payee_and_what_failed_are_read_again()
    {
        var failed = Advices.New();
        failed.GiveUp();
        failed.ReadAgain();
        Assert.Equal((RemittanceAdviceState.Reading, "PROCESSING_FAILED"), (failed.State, failed.ReasonCode));

        var waiting = Advices.New();
        waiting.HoldForPayee(Advices.Result());
        var unbalanced = Advices.In(RemittanceAdviceState.Quarantined);

        waiting.ReadAgain();

        Assert.Equal((RemittanceAdviceState.Reading, "UNKNOWN_PAYEE"), (waiting.State, waiting.ReasonCode));
        Assert.Equal("ILLEGAL_TRANSITION", Assert.Throws<Failure>(unbalanced.ReadAgain).Reason);
        Assert.Equal((RemittanceAdviceState.Quarantined, "OUT_OF_BALANCE"), (unbalanced.State, unbalanced.ReasonCode));
    }

    [Fact]
    public void Only_a_file_whose_reading_failed_is_received_again()
    {
        var (failed, refused, fresh) = (NewFile(), NewFile(), NewFile());
        failed.Quarantine(FileRefusal.ProcessingFailed);
        refused.Quarantine(new("TRUNCATED", "It breaks off."));

        failed.ReceiveAgain();

        Assert.Equal((RemittanceFileState.Received, "", "", 3), (failed.State, failed.ReasonCode, failed.Reason, failed.Version));
        Assert.Equal("ILLEGAL_TRANSITION", Assert.Throws<Failure>(refused.ReceiveAgain).Reason);
        Assert.Equal("ILLEGAL_TRANSITION", Assert.Throws<Failure>(fresh.ReceiveAgain).Reason);
        Assert.Equal((RemittanceFileState.Quarantined, "TRUNCATED", 2), (refused.State, refused.ReasonCode, refused.Version));

        static RemittanceFile NewFile() => new()
        {
            Id = "rmf-1",
            Owner = PracticeIds.Unassigned,
            FileName = "a.x12",
            Sha256 = new('0', 64),
            SizeBytes = 1,
            ReceiveTime = DateTimeOffset.UnixEpoch,
        };
    }

    private static TheoryData<T, T> Pairs<T>()
        where T : struct, Enum
    {
        var pairs = new TheoryData<T, T>();
        foreach (var from in Enum.GetValues<T>())
        {
            foreach (var to in Enum.GetValues<T>())
            {
                pairs.Add(from, to);
            }
        }

        return pairs;
    }
}
