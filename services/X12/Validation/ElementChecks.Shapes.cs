using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Tokens;

namespace MedBill.X12.Validation;

/// <content>Shapes of values that the dictionary leaves open and the guides do not.</content>
internal sealed partial class ElementChecks
{
    /// <summary>Data element 782.</summary>
    public const int MonetaryAmount = 782;

    /// <summary>So many digits before the point keep an amount within the bound whatever stands behind it.</summary>
    public const int SafeAmountDigits = 8;

    private const int MostAmountDigits = 10;
    private const int TelephoneDigits = 10;

    // Appendix B of the guides under HIPAA; the claim acknowledgment and the exchange's payments are none of them.
    private readonly bool _boundsAmounts = guide.Id != GuideId.ClaimAcknowledgment277CA && guide.Id != GuideId.ExchangePayment820;

    // Digits, with those for cents whether they are written or not.
    private static int AmountLength(ReadOnlySpan<byte> value)
    {
        var number = value.TrimStart((byte)'-');
        var point = number.IndexOf((byte)'.');
        return point < 0 ? number.Length + 2 : point + Math.Max(2, number.Length - point - 1);
    }

    // PER03 to PER08 are pairs of a qualifier and a number.
    private static bool IsTelephone(in SegmentView segment, int qualifier)
    {
        var kind = segment[qualifier];
        if (!(kind.SequenceEqual("TE"u8) || kind.SequenceEqual("FX"u8) || kind.SequenceEqual("HP"u8) || kind.SequenceEqual("WP"u8)
            || kind.SequenceEqual("CP"u8) || kind.SequenceEqual("AP"u8) || kind.SequenceEqual("BN"u8)))
        {
            return true;
        }

        var number = segment[qualifier + 1];
        return number.IsEmpty || (!number.ContainsAnyExceptInRange((byte)'0', (byte)'9')
            && (number.Length == TelephoneDigits || (number.Length > TelephoneDigits && number[0] is not ((byte)'0' or (byte)'1'))));
    }

    // The guides' note on PER (X12 request for interpretation 1829): area code, prefix and number without punctuation, and no 1 before them;
    // 27x guides let an extension follow. It says "should", and numbers of other countries are none of it.
    private void Telephones(in SegmentView segment, int position, string loop, SegmentRule rule)
    {
        for (var qualifier = 3; qualifier <= 7; qualifier += 2)
        {
            if (rule.Elements[qualifier + 1] is not null && !IsTelephone(segment, qualifier))
            {
                ReportElement(segment, position, loop, qualifier + 1, 0, "TELEPHONE_SHAPE",
                    "A telephone number is area code and number, ten digits without punctuation and without a 1 before them.", null,
                    SnipType.Situation, FindingSeverity.Warning);
            }
        }
    }

    // Value codes (HI*BE): what is money has cents at most.
    private void ValueAmounts(in SegmentView segment, int position, string loop)
    {
        for (var number = 1; number <= segment.ElementCount; number++)
        {
            var amount = segment.Component(number, 5);
            if (segment.Component(number, 1).SequenceEqual("BE"u8) && amount.IndexOf((byte)'.') is >= 0 and var point && amount.Length - point > 3)
            {
                ReportElement(segment, position, loop, number, 5, "AMOUNT_DECIMALS", "An amount has two digits behind the point at most.", null,
                    SnipType.Syntax, FindingSeverity.Warning);
            }
        }
    }
}
