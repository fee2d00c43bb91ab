using MedBill.X12.Eligibility;
using MedBill.X12.Reading;
using MedBill.X12.Segments;
using MedBill.X12.Tokens;

namespace MedBill.X12.ServiceReviews;

/// <summary>The segments that the levels EV and SS of a 278 have in common, and their own. A second one where the guide has one is kept as
/// it came.</summary>
internal sealed class ReviewLevel
{
    public ReviewLevel(SegmentCursor cursor)
    {
        while (cursor.More)
        {
            if (cursor.Key == SegmentKey.NM1)
            {
                Parties.Add(ReviewReader.Party(cursor));
                continue;
            }

            if (!Take(cursor) && !TakeCare(cursor) && !TakeService(cursor))
            {
                Others.Add(cursor.Raw());
            }

            cursor.Next();
        }
    }

    public Gathering<Trace> Traces;
    public Gathering<RequestRejection> Rejections;
    public Gathering<Reference> References;
    public Gathering<QualifiedDate> Dates;
    public Gathering<ReviewDiagnosis> Diagnoses;
    public Gathering<ReviewCondition> Conditions;
    public Gathering<Tooth> Teeth;
    public Gathering<ReviewAttachment> Attachments;
    public Gathering<ReviewParty> Parties;
    public Gathering<RawSegment> Others;

    public ReviewInformation? Information { get; private set; }

    public ReviewDecision? Decision { get; private set; }

    public BenefitDelivery? Delivery { get; private set; }

    public InstitutionalCodes? Codes { get; private set; }

    public AmbulanceTransport? Ambulance { get; private set; }

    public SpinalManipulation? Manipulation { get; private set; }

    public OxygenTherapy? Oxygen { get; private set; }

    public HomeHealthCare? HomeHealth { get; private set; }

    public ProfessionalService? Professional { get; private set; }

    public InstitutionalService? Institutional { get; private set; }

    public DentalService? Dental { get; private set; }

    public string? Message { get; private set; }

    private bool Take(SegmentCursor cursor)
    {
        switch (cursor.Key)
        {
            case SegmentKey.TRN:
                Traces.Add(new Trace(cursor.Text(1) ?? "", cursor.Required(2), cursor.Text(3), cursor.Text(4)));
                return true;
            case SegmentKey.AAA:
                Rejections.Add(EligibilityReader.Aaa(cursor));
                return true;
            case SegmentKey.UM when Information is null:
                Information = ReviewParts.Um(cursor);
                return true;
            case SegmentKey.HCR when Decision is null:
                Decision = new ReviewDecision(cursor.Required(1), cursor.Text(2), cursor.Repetitions(3), cursor.Text(4));
                return true;
            case SegmentKey.REF:
                References.Add(cursor.Ref());
                return true;
            case SegmentKey.DTP when cursor.Dtp() is { } date:
                Dates.Add(date);
                return true;
            case SegmentKey.HI when Diagnoses.Count == 0:
                return ReviewParts.TryHi(cursor, ref Diagnoses);
            case SegmentKey.HSD when Delivery is null:
                Delivery = new BenefitDelivery(
                    cursor.Text(1), cursor.Decimal(2), cursor.Text(3), cursor.Decimal(4),
                    cursor.Text(5), cursor.Decimal(6), cursor.Text(7), cursor.Text(8));
                return true;
            case SegmentKey.PWK when cursor.SaysOnly(1, 2, 5, 6, 7) && cursor.Segment.ElementIs(5, cursor.Segment[6].IsEmpty ? ""u8 : "AC"u8):
                Attachments.Add(new ReviewAttachment(cursor.Required(1), cursor.Required(2), cursor.Text(6), cursor.Text(7)));
                return true;
            case SegmentKey.MSG when Message is null && cursor.SaysOnly(1):
                Message = cursor.Text(1);
                return Message is not null;
            default:
                return false;
        }
    }

    private bool TakeCare(SegmentCursor cursor)
    {
        switch (cursor.Key)
        {
            case SegmentKey.CRC:
                Conditions.Add(new ReviewCondition(cursor.Required(1), cursor.Required(2), ReviewParts.Values(cursor, 3, 7)));
                return true;
            case SegmentKey.CL1 when Codes is null:
                Codes = new InstitutionalCodes(cursor.Text(1), cursor.Text(2), cursor.Text(3), cursor.Text(4));
                return true;
            case SegmentKey.CR1 when Ambulance is null && ReviewParts.IsPlainCr1(cursor):
                Ambulance = ReviewParts.Cr1(cursor);
                return true;
            case SegmentKey.CR2 when Manipulation is null && cursor.SaysOnly(1, 2, 3, 4, 8, 9, 10, 11, 12):
                Manipulation = ReviewParts.Cr2(cursor);
                return true;
            case SegmentKey.CR5 when Oxygen is null && cursor.SaysOnly(3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18):
                Oxygen = ReviewParts.Cr5(cursor);
                return true;
            case SegmentKey.CR6 when HomeHealth is null && ReviewParts.IsPlainCr6(cursor):
                HomeHealth = ReviewParts.Cr6(cursor);
                return true;
            default:
                return false;
        }
    }

    private bool TakeService(SegmentCursor cursor)
    {
        switch (cursor.Key)
        {
            case SegmentKey.SV1 when Professional is null:
                Professional = ReviewParts.Sv1(cursor);
                return true;
            case SegmentKey.SV2 when Institutional is null:
                Institutional = ReviewParts.Sv2(cursor);
                return true;
            case SegmentKey.SV3 when Dental is null:
                Dental = ReviewParts.Sv3(cursor);
                return true;
            case SegmentKey.TOO when cursor.Segment.ElementIs(1, "JP"u8):
                Teeth.Add(new Tooth(cursor.Required(2), ReviewParts.Components(cursor, 3, 1, 5)));
                return true;
            default:
                return false;
        }
    }
}
