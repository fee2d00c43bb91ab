using MedBill.Claims.Domain;
using static MedBill.Claims.Domain.ClaimState;

namespace MedBill.Claims.Tests.Domain;

public sealed class ClaimTransitionsTests
{
    // Rows: from. Columns: Draft, Submitted, Accepted, Rejected, Adjudicated, Voided.
    private static readonly Dictionary<ClaimState, string> Matrix = new()
    {
        [Draft] = ".+++++",
        [Submitted] = "+.+++.",
        [Accepted] = "+..++.",
        [Rejected] = "++++++",
        [Adjudicated] = "+....+",
        [Voided] = "......",
    };

    public static TheoryData<ClaimState, ClaimState, bool> All()
    {
        var data = new TheoryData<ClaimState, ClaimState, bool>();
        foreach (var from in Enum.GetValues<ClaimState>())
        {
            foreach (var to in Enum.GetValues<ClaimState>())
            {
                data.Add(from, to, Matrix[from][(int)to] == '+');
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_move_is_allowed_or_refused_as_the_matrix_says(ClaimState from, ClaimState to, bool allowed) =>
        Assert.Equal(allowed, ClaimTransitions.Allows(from, to));
}
