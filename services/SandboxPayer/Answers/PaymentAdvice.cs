using System.Globalization;
using System.Text;
using MedBill.X12.Guides;
using MedBill.X12.Remittances835;
using MedBill.X12.Segments;

namespace MedBill.SandboxPayer.Answers;

/// <summary>Writes the 835.</summary>
internal static class PaymentAdvice
{
    /// <summary>How much the 835 of <c>SIM-BADBAL</c> says too much.</summary>
    private const long ExcessCents = 37;

    /// <summary>PLB03-1 of what is carried from one 835 (negative) into the next (positive).</summary>
    public const string ForwardingBalance = "FB";

    private const int EntriesOfOne = 6;

    private const int BalancedKind = 3;
    private const int UnbalancedKind = 4;

    /// <summary>The 835 of accepted claims: everything decided on them, in the order of the file, less what was carried forward.</summary>
    public static Answer Of(ReplyEnvelope reply, IReadOnlyList<Verdict> accepted, Docket docket, DateOnly payOn) =>
        Write(reply, accepted, docket, payOn, BalancedKind, "");

    /// <summary>Whether the file of this name is never posted, because it does not add up.</summary>
    public static bool IsUnbalanced(string fileName) => ReplyEnvelope.KindOf(fileName) == UnbalancedKind;

    /// <summary>
    /// The same, off by 0.37. It is never posted, so it brings nothing in, which would be lost with it, and nothing that it carries forward is
    /// brought in later, which would be taken twice.
    /// </summary>
    public static Answer Unbalanced(ReplyEnvelope reply, IReadOnlyList<Verdict> accepted, Docket docket, DateOnly payOn)
    {
        var balanced = Write(reply, accepted, docket, payOn, UnbalancedKind, "B");
        return balanced with { Bytes = Spoiled(balanced.Bytes, ExcessCents) };
    }

    private static Answer Write(ReplyEnvelope reply, IReadOnlyList<Verdict> accepted, Docket docket, DateOnly payOn, int kind, string suffix)
    {
        var total = accepted.Sum(verdict => verdict.Decisions.Sum(decision => decision.PaidCents));
        var first = accepted[0].Claim;
        var billing = first.BillingProvider.Provider;
        var trace = $"SIM{reply.Received.SenderId}{reply.Received.ControlNumber}{suffix}";

        // BPR02 is never below zero: what a reversal takes back is carried forward (PLB FB), and brought in as soon as there is something to pay.
        List<ProviderAdjustmentEntry> forwarded = total < 0 ? [new(ForwardingBalance, trace, total)]
            : kind == BalancedKind ? BroughtIn(docket.Owed(reply.Between, billing.Id!), total)
            : [];
        if (kind == BalancedKind)
        {
            docket.Enter(reply.Between, billing.Id!, forwarded);
        }

        var payment = total - forwarded.Sum(entry => entry.AmountCents);
        var header = new RemittanceHeader
        {
            HandlingCode = "I",
            PaymentCents = payment,
            Method = payment == 0 ? "NON" : "ACH",
            Format = payment == 0 ? null : "CCP",
            PayerBank = payment == 0 ? null : new("01", "071000013", "DA", "123456"),
            OriginatorId = "1512345678",
            PayeeBank = payment == 0 ? null : new("01", "071000039", "DA", "987654"),
            EffectiveDate = payOn,
            TraceNumber = trace,
            TraceOriginator = "1512345678",
            Dates = [new(DateQualifiers.Production, payOn)],
            Payer = new()
            {
                EntityCode = EntityCodes.Payer,
                Name = first.Subscriber.Payer.Name,
                Address = new() { Line1 = "1 PAYER WAY", City = "CHICAGO", State = "IL", PostalCode = "60601" },
                References = [new(ReferenceQualifiers.PayerId, first.Subscriber.Payer.Id!)],
                Contacts = [new("BL", "EDI SUPPORT", [new("TE", "5555550199")])],
            },
            Payee = new()
            {
                EntityCode = EntityCodes.Payee,
                Name = billing.Name,
                IdQualifier = "XX",
                Id = billing.Id,
                References = billing.Reference(ReferenceQualifiers.EmployerId) is { } ein ? [new(ReferenceQualifiers.TaxpayerId, ein)] : default,
            },
        };
        ValueList<ProviderAdjustment> adjustments =
            [.. forwarded.Chunk(EntriesOfOne).Select(some => new ProviderAdjustment(billing.Id!, new DateOnly(payOn.Year, 12, 31), [.. some]))];
        return reply.Answer(GuideId.Remittance835, "835", kind, payOn, envelope =>
            Remittance835File.Write(envelope, new(header, [.. accepted.SelectMany(verdict => verdict.Decisions)], adjustments)));
    }

    // Up to what there is to pay, each under the reference it was carried forward under.
    private static List<ProviderAdjustmentEntry> BroughtIn(IReadOnlyList<(string Reference, long Cents)> owed, long total)
    {
        List<ProviderAdjustmentEntry> entries = [];
        foreach (var (reference, cents) in owed)
        {
            var taken = Math.Min(cents, total);
            if (taken > 0)
            {
                entries.Add(new(ForwardingBalance, reference, taken));
                total -= taken;
            }
        }

        return entries;
    }

    // The writer refuses to write an 835 that does not add up, so the total is spoiled afterwards (BPR02).
    private static byte[] Spoiled(ReadOnlyMemory<byte> balanced, long excessCents)
    {
        var text = Encoding.Latin1.GetString(balanced.Span);
        var from = text.IndexOf("BPR*", StringComparison.Ordinal);
        from = text.IndexOf('*', from + 4) + 1;
        var to = text.IndexOf('*', from);
        var total = decimal.Parse(text[from..to], CultureInfo.InvariantCulture) + (excessCents / 100m);
        return Encoding.Latin1.GetBytes($"{text[..from]}{total.ToString("0.##", CultureInfo.InvariantCulture)}{text[to..]}");
    }
}
