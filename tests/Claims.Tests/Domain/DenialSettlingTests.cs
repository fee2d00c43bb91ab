using CsCheck;
using MedBill.Claims.Domain;
using MedBill.Claims.Tests.Fixture;

namespace MedBill.Claims.Tests.Domain;

/// <summary>Which decision settles which denial, in whatever order they come. The claim: 180.00 on line 1, 30.00 on line 2.</summary>
public sealed class DenialSettlingTests
{
    private const string Later = "2026-04-20";

    /// <summary>What was decided, and which denials (reason) are open in the end.</summary>
    public static TheoryData<string, string> Stories() => new()
    {
        { "line 1 denied; line 2 paid", "197" },
        { "line 2 paid; line 1 denied", "197" },
        { "line 1 denied; line 2 paid later", "197" },
        { "line 1 denied; line 2 paid; line 1 paid later", "" },
        { "line 1 denied; line 1 left to the patient later", "" },
        { "line 1 denied; line 2 denied", "16 197" },
        { "line 1 denied; line 2 denied; line 1 paid later", "16" },
        { "line 1 denied; line 2 denied; all paid in full later", "" },
        { "line 1 denied; line 1 denied later", "18 197" },
        { "line 1 denied; line 1 paid in part later", "97" },
        { "line 1 denied; line 2 paid; line 1 taken back later", "" },
        { "line 1 denied; line 2 paid; line 2 taken back later", "197" },
        { "line 1 denied; line 2 denied; denial of line 2 taken back later", "197" },
        { "line 1 denied; line 2 denied; all taken back later", "" },
        { "part denied as a whole; line 2 paid", "197" },
        { "part denied as a whole; line 2 paid; all paid in full later", "" },
        { "part denied as a whole; line 1 paid later", "197" },
        { "part denied as a whole; part taken back later", "" },
        { "line 1 denied; line 2 paid; next version denied", "29" },
        { "line 1 denied; line 2 denied; next version paid", "" },
        { "line 1 denied; next version taken back", "197" },
        { "line 1 denied; line 1 paid in full later", "" },
        { "line 1 denied; line 2 paid in full later", "197" },
        { "line 1 denied; line 2 denied; next version's line 1 paid in full", "16" },
        { "line 1 denied; line 2 denied; next version's line 2 paid in full", "197" },
        { "line 1 denied; line 2 denied; next version's line 1 paid in full; next version's line 2 paid in full", "" },
        { "line 1 denied; line 2 denied; next version's line 1 denied", "16 29" },
        { "part denied as a whole; next version's line 1 paid in full", "197" },
        { "part denied as a whole; next version's line 1 paid in full; next version's line 2 paid in full", "" },
        { "part denied as a whole; next version's 180.00 paid without a line; next version's line 2 paid in full", "" },
    };

    [Theory]
    [MemberData(nameof(Stories))]
    public void A_denial_is_settled_by_what_is_about_it_only_in_every_order(string story, string open)
    {
        var postings = story.Split("; ").Select(Posting).ToArray();

        Gen.Shuffle(postings).Sample(order => Assert.Equal(open, OpenAfter(order)), iter: 200);
    }

    // Whatever payers send: splits, corrections, reversals, of three versions, on the same day or not.
    [Fact]
    public void Whatever_is_decided_the_order_of_arrival_changes_nothing() => Gen.Select(AnyPosting.Array[1, 7], Gen.Int).Sample((some, seed) =>
    {
        ClaimPosting[] postings = [.. some.Select((make, i) => make(i + 1))];
        ClaimPosting[] shuffled = [.. postings];
        new Random(seed).Shuffle(shuffled);
        Assert.Equal(OpenAfter(postings), OpenAfter(shuffled));
    });

    // The correction left a line out, and another stands at its number: that it was paid says nothing of the one that was denied.
    [Fact]
    public void A_denied_line_that_is_another_service_now_is_settled_when_the_next_version_is_decided_whole()
    {
        var claim = Drafts.Submitted();
        claim.Post([Drafts.Posting("era-1", denied: 210m, line: 1)], () => "den-1", Drafts.At);
        claim.OpenVersion(
            "7", Drafts.Origin(Drafts.With(coding => coding with { Lines = [Drafts.Line(1, "83036", 30m), Drafts.Line(2, "99213", 150m)] })), "PCN0000002", _ => [], Drafts.At);
        claim.Submit([], Drafts.At, Drafts.At);

        claim.Post([Drafts.Posting("era-2", 1, 2, charge: 30m, paid: 30m, lines: [1], date: Later)], () => "den-2", Drafts.At);
        Assert.Equal((1, NextAction.WorkDenial), (claim.OpenDenialCount, claim.NextAction));

        claim.Post([Drafts.Posting("era-2", 2, 2, charge: 150m, paid: 150m, lines: [2], date: Later)], () => "den-2", Drafts.At);
        Assert.Equal((0, NextAction.None), (claim.OpenDenialCount, claim.NextAction));
    }

    private static Gen<Func<int, ClaimPosting>> AnyPosting =>
        from version in Gen.Int[1, 2]
        from line in Gen.Int[0, 2]
        from remittance in Gen.Int[1, 3]
        from kind in Gen.Int[0, 3]
        from whole in Gen.Bool
        from named in Gen.Bool
        let lines = !named ? [] : whole ? [1, 2] : line == 0 ? Array.Empty<int>() : [line]
        let charge = whole ? 210m : line == 2 ? 30m : 180m
        select (Func<int, ClaimPosting>)(number => kind switch
        {
            0 => Drafts.Posting($"era-{remittance}", number, version, charge: charge, denied: charge, line: line, lines: lines, date: $"2026-04-0{remittance}"),
            1 => Drafts.Posting($"era-{remittance}", number, version, charge: charge, paid: charge - 10m, contractual: 10m, line: line, lines: lines, date: $"2026-04-0{remittance}"),
            2 => Drafts.Posting($"era-{remittance}", number, version, charge: charge, paid: 20m, denied: charge - 20m, line: line, lines: lines, date: $"2026-04-0{remittance}"),
            _ => Drafts.Posting($"era-{remittance}", number, version, "22", charge: -charge, denied: -charge, line: line, lines: lines, date: $"2026-04-0{remittance}"),
        });

    private static string OpenAfter(IEnumerable<ClaimPosting> postings)
    {
        var claim = Drafts.Submitted();
        claim.Reject(1, Drafts.Answer("A7:164:IL"), Drafts.At);
        claim.OpenVersion("1", Drafts.Origin(), "PCN0000002", _ => [], Drafts.At);
        claim.Submit([], Drafts.At, Drafts.At);
        var denials = 0;
        foreach (var posting in postings)
        {
            claim.Post([posting], () => $"den-{++denials}", Drafts.At);
        }

        var open = claim.Denials.Where(denial => denial.IsOpen).ToList();
        Assert.Equal(claim.OpenDenialCount, open.Count);
        if (claim.State == ClaimState.Adjudicated && claim.NextAction != NextAction.ReviewPayment)
        {
            Assert.Equal(open.Count > 0, claim.NextAction == NextAction.WorkDenial);
        }

        return string.Join(' ', open.Select(denial => denial.ReasonCode).Order(StringComparer.Ordinal));
    }

    private static ClaimPosting Posting(string what, int position) => what switch
    {
        "line 1 denied" => Drafts.Posting("era-1", position, charge: 180m, denied: 180m, line: 1),
        "line 2 denied" => Drafts.Posting("era-1", position, charge: 30m, denied: 30m, reason: "16", line: 2),
        "line 2 paid" => Drafts.Posting("era-1", position, charge: 30m, paid: 20m, contractual: 10m, line: 2),
        "part denied as a whole" => Drafts.Posting("era-1", position, charge: 180m, denied: 180m, line: 0),
        "line 2 paid later" => Drafts.Posting("era-2", position, charge: 30m, paid: 20m, contractual: 10m, line: 2, date: Later),
        "line 1 paid later" => Drafts.Posting("era-2", position, charge: 180m, paid: 100m, contractual: 80m, line: 1, date: Later),
        "line 1 left to the patient later" => Drafts.Posting("era-2", position, charge: 180m, patient: 180m, line: 1, date: Later),
        "line 1 denied later" => Drafts.Posting("era-2", position, charge: 180m, denied: 180m, reason: "18", line: 1, date: Later),
        "line 1 paid in part later" => Drafts.Posting("era-2", position, charge: 180m, paid: 100m, denied: 80m, reason: "97", line: 1, date: Later),
        "all paid in full later" => Drafts.Posting("era-2", position, paid: 210m, date: Later),
        "line 1 taken back later" => Drafts.Posting("era-2", position, 1, "22", -180m, denied: -180m, line: 1, date: Later),
        "line 2 taken back later" => Drafts.Posting("era-2", position, 1, "22", -30m, paid: -20m, contractual: -10m, line: 2, date: Later),
        "denial of line 2 taken back later" => Drafts.Posting("era-2", position, 1, "22", -30m, denied: -30m, reason: "16", line: 2, date: Later),
        "part taken back later" => Drafts.Posting("era-2", position, 1, "22", -180m, denied: -180m, line: 0, date: Later),
        "all taken back later" => Drafts.Posting("era-2", position, 1, "22", -210m, denied: -210m, line: 0, date: Later),
        "line 1 paid in full later" => Drafts.Posting("era-2", position, charge: 180m, paid: 180m, lines: [1], date: Later),
        "line 2 paid in full later" => Drafts.Posting("era-2", position, charge: 30m, paid: 30m, lines: [2], date: Later),
        "next version's line 1 paid in full" => Drafts.Posting("era-3", position, 2, charge: 180m, paid: 180m, lines: [1], date: Later),
        "next version's line 2 paid in full" => Drafts.Posting("era-3", position, 2, charge: 30m, paid: 30m, lines: [2], date: Later),
        "next version's line 1 denied" => Drafts.Posting("era-3", position, 2, charge: 180m, denied: 180m, reason: "29", line: 1, lines: [1], date: Later),
        "next version's 180.00 paid without a line" => Drafts.Posting("era-3", position, 2, charge: 180m, paid: 180m, date: Later),
        "next version denied" => Drafts.Posting("era-3", position, 2, denied: 210m, reason: "29", line: 1, date: Later),
        "next version paid" => Drafts.Posting("era-3", position, 2, paid: 210m, date: Later),
        "next version taken back" => Drafts.Posting("era-3", position, 2, "22", -210m, paid: -210m, date: Later),
        _ => throw new ArgumentOutOfRangeException(nameof(what)),
    };
}
