using MedBill.X12.Attachments275;
using MedBill.X12.Claims837D;
using MedBill.X12.Claims837I;
using MedBill.X12.Claims837P;
using MedBill.X12.ClaimStatus;
using MedBill.X12.Enrollment834;
using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.PremiumPayments820;
using MedBill.X12.Reading;
using MedBill.X12.Remittances835;
using MedBill.X12.ServiceReviews;
using MedBill.X12.Tokens;

namespace MedBill.X12.Validation;

/// <summary>What goes along a set beside the walk along its guide: what its units (claims, levels) say across segments.</summary>
internal interface ISetChecks
{
    void Take(EnvelopeReader reader);
}

/// <summary>Reads the set's units and has each looked at; nothing is kept of them.</summary>
internal sealed class SetChecks<T>(SetAssembler<T> assembler) : ISetChecks
{
    /// <summary>Sees each segment of the set, after what came before it has been looked at.</summary>
    public SegmentSeen? Seen { get; init; }

    public void Take(EnvelopeReader reader)
    {
        assembler.Take(reader);
        while (assembler.TryTake(out _))
        {
        }

        if (reader.Event is EnvelopeEvent.SetStart or EnvelopeEvent.SetSegment)
        {
            Seen?.Invoke(reader.Segment, reader.SegmentPosition);
        }
    }
}

/// <summary>Several checks of one set.</summary>
internal sealed class AllChecks(params ISetChecks[] checks) : ISetChecks
{
    public void Take(EnvelopeReader reader)
    {
        foreach (var check in checks)
        {
            check.Take(reader);
        }
    }
}

/// <summary>Sees a segment of a set; ST comes too.</summary>
internal delegate void SegmentSeen(in SegmentView segment, int position);

/// <summary>The checks of each guide that has any beyond its table.</summary>
internal static class SetChecks
{
    /// <summary>The checks of a guide; null when its table says all.</summary>
    /// <param name="guide">The guide.</param>
    /// <param name="findings">Takes what the checks find.</param>
    /// <param name="reading">Takes what the typed reader finds; the walk has said most of it.</param>
    /// <param name="limits">The reader's limits.</param>
    /// <param name="rules">The receiver's own rules.</param>
    public static ISetChecks? Of(
        GuideId guide, FindingContext findings, FindingContext reading, ReadLimits limits, IReadOnlyList<IPayerRule> rules)
    {
        var payer = new PayerChecks(findings, rules);
        if (guide == GuideId.Claim837P || guide == GuideId.Predetermination837P)
        {
            return Claim837PFile.Kind.Checks(guide, findings, reading, limits, payer);
        }

        if (guide == GuideId.Claim837I || guide == GuideId.Predetermination837I)
        {
            return Claim837IFile.Kind.Checks(guide, findings, reading, limits, payer);
        }

        if (guide == GuideId.Claim837D)
        {
            return Claim837DFile.Kind.Checks(guide, findings, reading, limits, payer);
        }

        if (guide == GuideId.Remittance835)
        {
            var remittances = new RemittanceRules(findings);
            return new SetChecks<RemittanceItem>(new RemittanceAssembler(reading, limits)
            {
                Inspect = (item, unit) =>
                {
                    remittances.Check(item, unit);
                    payer.Check(item, unit);
                },
            })
            {
                Seen = remittances.See,
            };
        }

        // What the typed reader finds in these the walk has said; it goes along for the receiver's rules only.
        var quiet = new FindingContext(new FindingLog(1));
        var none = new SegmentBuffer(limits);
        if (guide == GuideId.Status276)
        {
            return With(new StatusRules(guide, findings, limits), rules, () => new SetChecks<StatusInquiry276>(
                new StatusInquiryAssembler(quiet, limits) { Inspect = (item, unit) => payer.Check(item, item.Claims.Count > 0 ? unit : none) }));
        }

        if (guide == GuideId.Status277)
        {
            return With(new StatusRules(guide, findings, limits), rules, () => new SetChecks<StatusAnswer277>(
                new StatusAnswerAssembler(quiet, limits) { Inspect = (item, unit) => payer.Check(item, item.Claims.Count > 0 ? unit : none) }));
        }

        if (guide == GuideId.ServiceReviewRequest278)
        {
            return With(new ReviewRules(guide, findings), rules, () => new SetChecks<ServiceReviewRequest278>(
                new ReviewRequestAssembler(quiet, limits) { Inspect = (item, _) => payer.Check(item, none) }));
        }

        if (guide == GuideId.ServiceReviewResponse278)
        {
            return With(new ReviewRules(guide, findings), rules, () => new SetChecks<ServiceReviewResponse278>(
                new ReviewResponseAssembler(quiet, limits) { Inspect = (item, _) => payer.Check(item, none) }));
        }

        return guide switch
        {
            _ when guide == GuideId.PremiumPayment820 || guide == GuideId.ExchangePayment820 =>
                new SetChecks<PremiumPaymentItem>(new PremiumPaymentAssembler(reading, limits) { Inspect = payer.Check }),
            _ when guide == GuideId.Enrollment834 =>
                new SetChecks<EnrollmentItem>(new EnrollmentAssembler(reading, limits) { Inspect = payer.Check }),
            _ when guide == GuideId.Attachment275 =>
                new SetChecks<AttachmentItem>(new AttachmentAssembler(reading, limits) { Inspect = payer.Check }),
            _ => null,
        };
    }

    private static ISetChecks With(ISetChecks checks, IReadOnlyList<IPayerRule> rules, Func<ISetChecks> typed) =>
        rules.Count == 0 ? checks : new AllChecks(checks, typed());
}
