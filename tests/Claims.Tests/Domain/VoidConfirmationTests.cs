using CsCheck;
using MedBill.Claims.Domain;
using MedBill.Claims.Tests.Fixture;
using MedBill.Platform.Values;

namespace MedBill.Claims.Tests.Domain;

/// <summary>When a payer has taken a claim back, as frequency 8 asked it to.</summary>
public sealed class VoidConfirmationTests
{
    private int _denials;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_void_is_confirmed_by_a_reversal_of_all_under_either_number(int reversedVersion)
    {
        var claim = Drafts.Submitted();
        Post(claim, Drafts.Posting(paid: 135m, contractual: 75m, icn: "ICN1"));
        claim.OpenVersion("8", Drafts.Origin(), "PCN0000002", _ => [], Drafts.At);
        claim.Submit([], Drafts.At, Drafts.At);
        claim.TakeEvents();

        Post(claim, Drafts.Posting("era-2", version: reversedVersion, status: "22", charge: -210m, paid: -135m, contractual: -75m, date: "2026-05-01"));

        Assert.Equal((ClaimState.Voided, NextAction.None), (claim.State, claim.NextAction));
        Assert.Contains(new ClaimVoided(2, claim.Numbered(2)), claim.TakeEvents());
        Assert.Null(claim.BilledEncounterId);
    }

    [Fact]
    public void A_void_is_confirmed_though_a_denial_that_was_replaced_is_never_reversed()
    {
        var claim = Denied();
        claim.OpenVersion("7", Drafts.Origin(), "PCN0000002", _ => [], Drafts.At);
        claim.Submit([], Drafts.At, Drafts.At);
        Post(claim, Drafts.Posting("era-2", version: 2, paid: 135m, contractual: 75m, icn: "ICN2", date: "2026-04-20"));
        claim.OpenVersion("8", Drafts.Origin(), "PCN0000003", _ => [], Drafts.At);
        claim.Submit([], Drafts.At, Drafts.At);
        Assert.Equal(ClaimState.Submitted, claim.State);

        Post(claim, Drafts.Posting("era-3", version: 2, status: "22", charge: -210m, paid: -135m, contractual: -75m, date: "2026-05-01"));

        Assert.Equal((ClaimState.Voided, NextAction.None), (claim.State, claim.NextAction));
    }

    [Theory]
    [InlineData("era-2")]
    [InlineData("era-0")]
    public void A_void_is_confirmed_by_a_reversal_of_the_same_day_however_the_two_advices_are_named(string reversal)
    {
        var claim = Drafts.Submitted();
        Post(claim, Drafts.Posting("era-1", paid: 135m, contractual: 75m, icn: "ICN1", date: "2026-05-01"));
        claim.OpenVersion("8", Drafts.Origin(), "PCN0000002", _ => [], Drafts.At);
        claim.Submit([], Drafts.At, Drafts.At);

        Post(claim, Drafts.Posting(reversal, version: 1, status: "22", charge: -210m, paid: -135m, contractual: -75m, date: "2026-05-01"));

        Assert.Equal(ClaimState.Voided, claim.State);
    }

    [Fact]
    public void A_void_that_the_payer_answers_with_a_correction_is_not_confirmed()
    {
        var claim = Drafts.Submitted();
        Post(claim, Drafts.Posting("era-1", paid: 135m, contractual: 75m, icn: "ICN1"));
        claim.OpenVersion("8", Drafts.Origin(), "PCN0000002", _ => [], Drafts.At);
        claim.Submit([], Drafts.At, Drafts.At);

        claim.Post(
            [
                Drafts.Posting("era-2", 1, 1, "22", charge: -210m, paid: -135m, contractual: -75m, date: "2026-05-01"),
                Drafts.Posting("era-2", 2, 1, denied: 210m, icn: "ICN2", date: "2026-05-01"),
            ],
            () => "den-9",
            Drafts.At);

        Assert.Equal((ClaimState.Submitted, 1), (claim.State, claim.OpenDenialCount));
    }

    [Fact]
    public void A_void_is_confirmed_though_a_denial_was_corrected_without_being_reversed()
    {
        var claim = Denied();
        Post(claim, Drafts.Posting("era-2", paid: 135m, contractual: 75m, icn: "ICN1", date: "2026-04-20"));
        claim.OpenVersion("8", Drafts.Origin(), "PCN0000002", _ => [], Drafts.At);
        claim.Submit([], Drafts.At, Drafts.At);

        Post(claim, Drafts.Posting("era-3", version: 1, status: "22", charge: -210m, paid: -135m, contractual: -75m, date: "2026-05-01"));

        Assert.Equal(ClaimState.Voided, claim.State);
    }

    // Split into parts, some of them denied, on one day or on several; taken back one by one, or some alone and the others at once.
    [Fact]
    public void A_void_of_a_split_claim_is_confirmed_once_every_part_is_taken_back_in_whatever_order_and_not_before() =>
        Gen.Select(Gen.Select(Gen.Int[1, 4], Gen.Bool, Gen.Int[1, 2]).Array[2, 4], Gen.Int[0, 4], Gen.Bool, Gen.Int).Sample((parts, alone, sameDay, seed) =>
        {
            ClaimPosting[] decisions =
            [
                .. parts.Select((part, i) => part.Item2
                    ? Drafts.Posting($"era-{part.Item3}", i + 1, charge: 10m * part.Item1, denied: 10m * part.Item1, line: i + 1, lines: [i + 1], date: Day(part.Item3))
                    : Drafts.Posting($"era-{part.Item3}", i + 1, charge: 10m * part.Item1, paid: 10m * part.Item1, lines: [i + 1], date: Day(part.Item3))),
            ];
            var reversals = decisions.Take(alone).Select((one, i) => Reversal(i + 1, one)).ToList();
            if (decisions.Length > alone)
            {
                reversals.Add(Reversal(9, decisions[alone..]));
            }

            var random = new Random(seed);
            var others = decisions[1..].Concat(reversals).ToArray();
            random.Shuffle(others);
            Assert.Equal(ClaimState.Voided, AfterVoid([decisions[0], .. others]).State);

            // What is not known yet cannot hinder it: here every decision comes first.
            var without = reversals[random.Next(reversals.Count)];
            Assert.NotEqual(ClaimState.Voided, AfterVoid([.. decisions, .. others.Where(one => one.IsReversal && one != without)]).State);

            string Day(int number) => sameDay ? "2026-04-01" : $"2026-04-0{number}";
        });

    [Fact]
    public void A_void_is_not_confirmed_by_a_reversal_of_the_last_part_alone()
    {
        var claim = AfterVoid(
        [
            Drafts.Posting("era-1", 1, charge: 180m, denied: 180m, line: 1),
            Drafts.Posting("era-1", 2, charge: 30m, paid: 30m, line: 2),
            Drafts.Posting("era-2", 1, status: "22", charge: -30m, paid: -30m, line: 2, date: "2026-05-01"),
        ]);

        Assert.Equal((ClaimState.Submitted, "enc-1"), (claim.State, claim.BilledEncounterId));
    }

    [Fact]
    public void A_void_is_not_confirmed_while_part_of_what_was_decided_is_left()
    {
        var claim = Drafts.Submitted();
        Post(claim, Drafts.Posting(paid: 135m, contractual: 75m, icn: "ICN1"));
        claim.OpenVersion("8", Drafts.Origin(), "PCN0000002", _ => [], Drafts.At);
        claim.Submit([], Drafts.At, Drafts.At);

        Post(claim, Drafts.Posting("era-2", version: 1, status: "22", charge: -210m, paid: -100m, contractual: -110m, date: "2026-05-01"));

        Assert.NotEqual(ClaimState.Voided, claim.State);
        Assert.Equal("enc-1", claim.BilledEncounterId);
    }

    private static ClaimPosting Reversal(int number, params ClaimPosting[] parts)
    {
        var (paid, denied) = (Money.Sum(parts.Select(part => part.Paid)), Money.Sum(parts.Select(part => part.Denied)));
        return Drafts.Posting("era-9", number, status: "22", charge: -(paid + denied).ToDecimal(), paid: -paid.ToDecimal(), denied: -denied.ToDecimal(), date: "2026-05-01");
    }

    // The void is sent after the first decision; the others come later.
    private Claim AfterVoid(IReadOnlyList<ClaimPosting> postings)
    {
        var claim = Drafts.Submitted();
        Post(claim, postings[0]);
        claim.OpenVersion("8", Drafts.Origin(), "PCN0000002", _ => [], Drafts.At);
        claim.Submit([], Drafts.At, Drafts.At);
        foreach (var posting in postings.Skip(1))
        {
            Post(claim, posting);
        }

        return claim;
    }

    private Claim Denied()
    {
        var claim = Drafts.Submitted();
        Post(claim, Drafts.Posting(denied: 210m, icn: "ICN1"));
        return claim;
    }

    private void Post(Claim claim, ClaimPosting posting) => claim.Post([posting], () => $"den-{Interlocked.Increment(ref _denials)}", Drafts.At);
}
