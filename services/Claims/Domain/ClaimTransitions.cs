using System.Collections.Frozen;
using static MedBill.Claims.Domain.ClaimState;

namespace MedBill.Claims.Domain;

/// <summary>
/// Every move a claim may make (architecture 3.7, decision 17). The payer's answers come in any order: a refusal outweighs an acceptance,
/// a decision (835) outweighs both, so that the order of arrival does not change where the claim ends.
/// </summary>
public static class ClaimTransitions
{
    private static readonly FrozenSet<(ClaimState From, ClaimState To)> Allowed = new HashSet<(ClaimState, ClaimState)>
    {
        (Draft, Submitted),
        (Draft, Voided), // withdrawn before it was ever sent

        (Submitted, Accepted), // 277CA A2
        (Submitted, Rejected), // TA1 R, 999 R, 277CA A3 A6 A7 A8
        (Submitted, Adjudicated), // the 835 overtook the 277CA
        (Accepted, Rejected), // the clearinghouse took it, then the payer's front end did not
        (Accepted, Adjudicated),
        (Rejected, Adjudicated), // refused by one front end, decided all the same

        (Rejected, Draft), // next version
        (Rejected, Voided), // given up: it is another payer's, or nobody's
        (Adjudicated, Draft), // next version, frequency 7 or 8
        (Submitted, Draft), // likewise, once nobody has answered for so long that it is lost
        (Accepted, Draft),
        (Rejected, Rejected), // a refused correction is discarded, and the one before was refused as well
        (Rejected, Submitted), // or was not answered
        (Rejected, Accepted),
        (Draft, Accepted), // the next version is discarded unsent, after the one before was not answered
        (Draft, Rejected), // the next version is discarded unsent: the one before stands again
        (Draft, Adjudicated), // likewise
        (Adjudicated, Voided), // the payer took everything back, after frequency 8 or of its own accord, or denied it whole and it is given up
    }.ToFrozenSet();

    public static bool Allows(ClaimState from, ClaimState to) => Allowed.Contains((from, to));
}
