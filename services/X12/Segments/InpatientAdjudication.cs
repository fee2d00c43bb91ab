namespace MedBill.X12.Segments;

/// <summary>MIA: inpatient adjudication with its remark codes.</summary>
public sealed record InpatientAdjudication
{
    /// <summary>MIA01: covered days or visits.</summary>
    public decimal? CoveredDays { get; init; }

    /// <summary>MIA02: operating outlier.</summary>
    public long? OperatingOutlierCents { get; init; }

    /// <summary>MIA03: days of a lifetime in psychiatric care.</summary>
    public decimal? LifetimePsychiatricDays { get; init; }

    /// <summary>MIA04: the DRG's amount.</summary>
    public long? DrgCents { get; init; }

    /// <summary>MIA05 and MIA20 to MIA23 (RARC), at most five; an empty text is a place left empty.</summary>
    public ValueList<string> RemarkCodes { get; init; }

    /// <summary>MIA06: disproportionate share.</summary>
    public long? DisproportionateShareCents { get; init; }

    /// <summary>MIA07: pass-through of Medicare as secondary payer.</summary>
    public long? PassThroughCents { get; init; }

    /// <summary>MIA08: capital in all.</summary>
    public long? CapitalCents { get; init; }

    /// <summary>MIA09: capital, federal part of the DRG.</summary>
    public long? CapitalFederalCents { get; init; }

    /// <summary>MIA10: capital, hospital's part of the DRG.</summary>
    public long? CapitalHospitalCents { get; init; }

    /// <summary>MIA11: capital, disproportionate share of the DRG.</summary>
    public long? CapitalDisproportionateShareCents { get; init; }

    /// <summary>MIA12: old capital.</summary>
    public long? OldCapitalCents { get; init; }

    /// <summary>MIA13: capital, indirect medical education.</summary>
    public long? CapitalEducationCents { get; init; }

    /// <summary>MIA14: operating, hospital's part of the DRG.</summary>
    public long? OperatingHospitalCents { get; init; }

    /// <summary>MIA15: days of the cost report.</summary>
    public decimal? CostReportDays { get; init; }

    /// <summary>MIA16: operating, federal part of the DRG.</summary>
    public long? OperatingFederalCents { get; init; }

    /// <summary>MIA17: capital outlier.</summary>
    public long? CapitalOutlierCents { get; init; }

    /// <summary>MIA18: indirect teaching.</summary>
    public long? TeachingCents { get; init; }

    /// <summary>MIA19.</summary>
    public long? NonPayableProfessionalCents { get; init; }

    /// <summary>MIA24: capital exception.</summary>
    public long? CapitalExceptionCents { get; init; }
}
