using System.Globalization;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Reading;
using MedBill.X12.Segments;
using MedBill.X12.Tokens;

namespace MedBill.X12.Remittances835;

/// <summary>What an 835 must add up to, as findings with their places.</summary>
internal sealed class RemittanceRules(FindingContext context)
{
    private readonly Balance835 _balance = new();
    private readonly List<int> _adjustments = [];
    private (int Position, long Offset) _payment;
    private int _written;
    private int _read;
    private int _firstClaim;
    private long _offByClaims;

    /// <summary>Counts what the payment is made of: a claim that could not be read leaves it incomplete.</summary>
    public void See(in SegmentView segment, int position)
    {
        switch (segment.Key)
        {
            case SegmentKey.ST:
                (_payment, _written, _read, _firstClaim, _offByClaims) = (default, 0, 0, 0, 0);
                _adjustments.Clear();
                break;
            case SegmentKey.CLP:
                _firstClaim = _firstClaim == 0 ? position : _firstClaim;
                _written++;
                break;
            case SegmentKey.LX:
                _firstClaim = _firstClaim == 0 ? position : _firstClaim;
                break;
            case SegmentKey.PLB:
                _adjustments.Add(position);
                break;
            default:
                break;
        }
    }

    /// <summary>Checks the next item of a set.</summary>
    /// <param name="item">Header, claim or trailer.</param>
    /// <param name="unit">The segments it was read from.</param>
    public void Check(RemittanceItem item, SegmentBuffer unit)
    {
        if (item is RemittanceHeader header)
        {
            _payment = Place(unit, SegmentKey.BPR, 1);
            if (header.PaymentCents < 0)
            {
                Report("PAYMENT_NEGATIVE", "A payment is never below zero. Carry the rest forward with PLB FB.", "BPR", 2, null, null,
                    $"{GuideId.Remittance835.Version} BPR02", _payment);
            }
        }

        var differences = _balance.Add(item);
        if (item is ClaimPayment)
        {
            _read++;
            Claim(differences, unit);
        }
        else if (differences.Count > 0 && _written == _read && !context.HasStructureFault(_firstClaim - 1, int.MaxValue)
            && !context.IsFaulty(_payment.Position) && !_adjustments.Exists(context.IsFaulty)
            && differences[0].DifferenceCents != -_offByClaims)
        {
            // A claim that is off by the same shifts the payment too: it has been said there.
            Report(differences[0], unit);
        }
    }

    // What a claim is off by is told once, as deep as it can be: at its lines, else at the claim.
    private void Claim(ValueList<BalanceDifference> differences, SegmentBuffer unit)
    {
        if (differences.Count == 0)
        {
            return;
        }

        foreach (var difference in differences)
        {
            _offByClaims += difference.Level == BalanceLevel.Claim ? difference.DifferenceCents : 0;
        }

        if (IsBroken(unit))
        {
            return;
        }

        var lines = differences.Where(difference => difference.Level == BalanceLevel.Line).ToList();
        var doubled = differences.Where(difference => difference.Level == BalanceLevel.DoubledAdjustment).ToList();
        foreach (var difference in lines.Count > 0 ? lines : doubled.Count > 0 ? doubled : [.. differences])
        {
            Report(difference, unit);
        }
    }

    // Amounts that the guide's walk has a word for add up to nothing.
    private bool IsBroken(SegmentBuffer unit)
    {
        for (var index = 0; index < unit.Count; index++)
        {
            if (unit.Key(index) is SegmentKey.CLP or SegmentKey.SVC or SegmentKey.CAS && context.IsFaulty(unit.Position(index)))
            {
                return true;
            }
        }

        return unit.Count > 0 && context.HasStructureFault(unit.Position(0), unit.Position(unit.Count - 1) + 1);
    }

    private void Report(BalanceDifference difference, SegmentBuffer unit)
    {
        var (segment, element, loop, place) = difference.Level switch
        {
            BalanceLevel.Line => ("SVC", 3, "2110", Place(unit, SegmentKey.SVC, difference.LineIndex)),
            BalanceLevel.Claim => ("CLP", 4, "2100", Place(unit, SegmentKey.CLP, 1)),
            BalanceLevel.LineCharges => ("CLP", 3, "2100", Place(unit, SegmentKey.CLP, 1)),
            BalanceLevel.DoubledAdjustment => ("CAS", 0, "2100", Place(unit, SegmentKey.CAS, 1)),
            _ => ("BPR", 2, null, _payment),
        };
        var words = string.Create(
            CultureInfo.InvariantCulture,
            $"{Words(difference)}: {difference.ActualCents / 100m:0.00} is written, {difference.ExpectedCents / 100m:0.00} is the sum.");
        Report("OUT_OF_BALANCE", words, segment, element, loop, difference.PatientControlNumber,
            $"{GuideId.Remittance835.Version} balancing, {difference.Level}", place);
    }

    private void Report(
        string code, string words, string segment, int element, string? loop, string? claim, string rule, (int Position, long Offset) place) =>
        context.Report(new Finding
        {
            Severity = FindingSeverity.Error,
            Code = code,
            Message = words,
            Rule = rule,
            Snip = SnipType.Balancing,
            Loop = loop,
            SegmentId = segment,
            SegmentPosition = place.Position,
            Element = element,
            DataElement = element == 0 ? 0 : 782,
            ByteOffset = place.Offset,
            SegmentErrorCode = "8",
            ClaimControlNumber = claim,
        });

    /// <summary>The nth segment of this kind in the unit; the unit's first when there is none.</summary>
    private static (int Position, long Offset) Place(SegmentBuffer unit, uint key, int occurrence)
    {
        var first = unit.Count == 0 ? (0, 0L) : (unit.Position(0), unit[0].Offset);
        for (var index = 0; index < unit.Count; index++)
        {
            if (unit.Key(index) == key && --occurrence == 0)
            {
                return (unit.Position(index), unit[index].Offset);
            }
        }

        return first;
    }

    private static string Words(BalanceDifference difference) => difference.Level switch
    {
        BalanceLevel.Line => $"Line {difference.LineIndex} of claim {difference.ClaimIndex}: paid is not charge less adjustments",
        BalanceLevel.Claim => $"Claim {difference.ClaimIndex}: paid is not charge less adjustments",
        BalanceLevel.LineCharges => $"Claim {difference.ClaimIndex}: charge is not the sum of the line charges",
        BalanceLevel.DoubledAdjustment => $"Claim {difference.ClaimIndex}: the same adjustments stand at claim and at line level",
        _ => "The payment is not the sum of the claims less provider adjustments",
    };
}
