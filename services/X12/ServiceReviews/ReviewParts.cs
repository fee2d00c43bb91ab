using MedBill.X12.Reading;
using MedBill.X12.Segments;
using MedBill.X12.Tokens;

namespace MedBill.X12.ServiceReviews;

/// <summary>Reads single segments of a 278.</summary>
internal static class ReviewParts
{
    public static ReviewInformation Um(SegmentCursor cursor) => new()
    {
        Category = cursor.Required(1),
        CertificationType = cursor.Text(2),
        ServiceType = cursor.Text(3),
        Facility = cursor.Text(4, 1),
        FacilityQualifier = cursor.Text(4, 2),
        RelatedCauses = Components(cursor, 5, 1, 3),
        AccidentState = cursor.Text(5, 4),
        AccidentCountry = cursor.Text(5, 5),
        LevelOfService = cursor.Text(6),
        HealthCondition = cursor.Text(7),
        Prognosis = cursor.Text(8),
        ReleaseOfInformation = cursor.Text(9),
        DelayReason = cursor.Text(10),
    };

    /// <summary>Reads HI; false, with nothing read, when a composite says more than the model has a place for.</summary>
    public static bool TryHi(SegmentCursor cursor, ref Gathering<ReviewDiagnosis> into)
    {
        var read = new Gathering<ReviewDiagnosis>();
        for (var element = 1; element <= cursor.Segment.ElementCount; element++)
        {
            DateOnly? date = null;
            var dateBytes = cursor.Segment.Component(element, 4);
            var format = cursor.Segment.Component(element, 3);
            if (!dateBytes.IsEmpty || !format.IsEmpty)
            {
                if (!format.SequenceEqual("D8"u8) || !Numbers.TryDate(dateBytes, out var day))
                {
                    return false;
                }

                date = day;
            }

            for (var component = 5; component <= 9; component++)
            {
                if (!cursor.Segment.Component(element, component).IsEmpty)
                {
                    return false;
                }
            }

            read.Add(new ReviewDiagnosis(cursor.Text(element, 1) ?? "", cursor.Text(element, 2) ?? "", date));
        }

        into = read;
        return read.Count > 0;
    }

    public static bool IsPlainCr1(SegmentCursor cursor) =>
        cursor.SaysOnly(1, 2, 3, 4, 5, 6, 9, 10)
        && cursor.Segment.ElementIs(1, cursor.Segment[2].IsEmpty ? ""u8 : "LB"u8)
        && cursor.Segment.ElementIs(5, cursor.Segment[6].IsEmpty ? ""u8 : "DH"u8);

    public static AmbulanceTransport Cr1(SegmentCursor cursor) => new()
    {
        WeightPounds = cursor.Decimal(2),
        TransportCode = cursor.Text(3),
        Reason = cursor.Text(4),
        Miles = cursor.Decimal(6),
        RoundTripPurpose = cursor.Text(9),
        StretcherPurpose = cursor.Text(10),
    };

    public static SpinalManipulation Cr2(SegmentCursor cursor) => new()
    {
        TreatmentNumber = cursor.Decimal(1),
        TreatmentCount = cursor.Decimal(2),
        SubluxationFrom = cursor.Text(3),
        SubluxationTo = cursor.Text(4),
        Condition = cursor.Text(8),
        Complication = cursor.Text(9),
        Description = cursor.Text(10),
        MoreDescription = cursor.Text(11),
        XrayAvailable = cursor.Text(12),
    };

    public static OxygenTherapy Cr5(SegmentCursor cursor) => new()
    {
        Equipment = cursor.Text(3),
        SecondEquipment = cursor.Text(4),
        EquipmentReason = cursor.Text(5),
        FlowRate = cursor.Decimal(6),
        DailyUses = cursor.Decimal(7),
        HoursOfUse = cursor.Decimal(8),
        TherapistOrder = cursor.Text(9),
        ArterialBloodGas = cursor.Decimal(10),
        Saturation = cursor.Decimal(11),
        TestCondition = cursor.Text(12),
        TestFindings = Values(cursor, 13, 15),
        PortableFlowRate = cursor.Decimal(16),
        DeliverySystem = cursor.Text(17),
        ThirdEquipment = cursor.Text(18),
    };

    public static bool IsPlainCr6(SegmentCursor cursor) =>
        cursor.SaysOnly(1, 2, 3, 4, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17) && IsPlainRange(cursor, 3) && IsPlainRange(cursor, 15);

    public static HomeHealthCare Cr6(SegmentCursor cursor)
    {
        var (certified, admission) = (Range(cursor, 4), Range(cursor, 16));
        return new HomeHealthCare
        {
            Prognosis = cursor.Text(1),
            Start = cursor.Date(2),
            CertifiedFrom = certified?.From,
            CertifiedTo = certified?.To,
            MedicareCoverage = cursor.Text(7),
            CertificationType = cursor.Text(8),
            SurgeryDate = cursor.Date(9),
            SurgeryQualifier = cursor.Text(10),
            SurgeryCode = cursor.Text(11),
            PhysicianOrder = cursor.Date(12),
            LastVisit = cursor.Date(13),
            PhysicianContact = cursor.Date(14),
            LastAdmissionFrom = admission?.From,
            LastAdmissionTo = admission?.To,
            PatientLocation = cursor.Text(17),
        };
    }

    public static ProfessionalService Sv1(SegmentCursor cursor)
    {
        var pointers = new Gathering<int>();
        for (var component = 1; component <= 4; component++)
        {
            if (cursor.Integer(cursor.Segment.Component(7, component), 7, component) is { } pointer)
            {
                pointers.Add(pointer);
            }
        }

        return new ProfessionalService
        {
            Procedure = cursor.RequiredProcedure(1),
            AmountCents = cursor.Cents(2),
            Unit = cursor.Text(3),
            Quantity = cursor.Decimal(4),
            DiagnosisPointers = pointers.ToValueList(),
            Epsdt = cursor.Text(11),
            LevelOfCare = cursor.Text(20),
        };
    }

    public static InstitutionalService Sv2(SegmentCursor cursor) => new()
    {
        RevenueCode = cursor.Text(1),
        Procedure = cursor.Procedure(2),
        AmountCents = cursor.Cents(3),
        Unit = cursor.Text(4),
        Quantity = cursor.Decimal(5),
        Rate = cursor.Decimal(6),
        ResidentialStatus = cursor.Text(9),
        LevelOfCare = cursor.Text(10),
    };

    public static DentalService Sv3(SegmentCursor cursor) => new()
    {
        Procedure = cursor.RequiredProcedure(1),
        AmountCents = cursor.Cents(2),
        OralCavities = Components(cursor, 4, 1, 5),
        Prosthesis = cursor.Text(5),
        Quantity = cursor.Decimal(6),
        Description = cursor.Text(7),
    };

    public static ValueList<string> Values(SegmentCursor cursor, int first, int last)
    {
        var values = new Gathering<string>();
        for (var element = first; element <= last; element++)
        {
            if (cursor.Text(element) is { } value)
            {
                values.Add(value);
            }
        }

        return values.ToValueList();
    }

    public static ValueList<string> Components(SegmentCursor cursor, int element, int first, int last)
    {
        var values = new Gathering<string>();
        for (var component = first; component <= last; component++)
        {
            if (cursor.Text(element, component) is { } value)
            {
                values.Add(value);
            }
        }

        return values.ToValueList();
    }

    private static bool IsPlainRange(SegmentCursor cursor, int format) =>
        cursor.Segment[format + 1].IsEmpty ? cursor.Segment[format].IsEmpty
            : cursor.Segment.ElementIs(format, "RD8"u8) && Range(cursor, format + 1) is not null;

    private static (DateOnly From, DateOnly To)? Range(SegmentCursor cursor, int element)
    {
        var value = cursor.Segment[element];
        return value.Length == 17 && value[8] == '-' && Numbers.TryDate(value[..8], out var from) && Numbers.TryDate(value[9..], out var to)
            ? (from, to)
            : null;
    }
}
