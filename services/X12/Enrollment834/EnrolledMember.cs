using MedBill.X12.Segments;

namespace MedBill.X12.Enrollment834;

/// <summary>Loop 2000: what happens to one member, subscriber or dependent.</summary>
public sealed record EnrolledMember : EnrollmentItem
{
    /// <summary>INS01: Y for the subscriber, N for a dependent.</summary>
    public bool IsSubscriber { get; init; }

    /// <summary>INS02: 18 self, 01 spouse, 19 child and others.</summary>
    public required string Relationship { get; init; }

    /// <summary>INS03: 001 change, 021 addition, 024 termination, 025 reinstatement, 030 audit.</summary>
    public required string MaintenanceType { get; init; }

    /// <summary>INS04: why, e.g. 08 termination of employment, 07 of benefits, 02 birth, 25 change of identifying data.</summary>
    public string? MaintenanceReason { get; init; }

    /// <summary>INS05: A active, C COBRA, S surviving insured, T TEFRA.</summary>
    public string? BenefitStatus { get; init; }

    /// <summary>INS06-1: A, B, C both, D, E none.</summary>
    public string? MedicarePlan { get; init; }

    /// <summary>INS06-2: 0 age, 1 disability, 2 end stage renal disease.</summary>
    public string? MedicareReason { get; init; }

    /// <summary>INS07.</summary>
    public string? CobraEvent { get; init; }

    /// <summary>INS08: FT, PT, RT retired, TE terminated and others.</summary>
    public string? EmploymentStatus { get; init; }

    /// <summary>INS09: F, P, N.</summary>
    public string? StudentStatus { get; init; }

    /// <summary>INS10.</summary>
    public bool? IsHandicapped { get; init; }

    /// <summary>INS12.</summary>
    public DateOnly? DeathDate { get; init; }

    /// <summary>INS13: R restricted, U unrestricted.</summary>
    public string? Confidentiality { get; init; }

    /// <summary>INS17: which of a multiple birth.</summary>
    public int? BirthSequence { get; init; }

    /// <summary>REF: 0F subscriber, 1L group or policy, 17, 23, 3H and others.</summary>
    public ValueList<Reference> References { get; init; }

    /// <summary>DTP: 356 eligibility begin, 357 eligibility end, 303 maintenance effective, 336 employment begin and others.</summary>
    public ValueList<QualifiedDate> Dates { get; init; }

    /// <summary>Loop 2100A, NM1*IL or, when an identity is corrected, NM1*74; null when the loop is missing.</summary>
    public Party? Person { get; init; }

    /// <summary>DMG04: marital status.</summary>
    public string? MaritalStatus { get; init; }

    /// <summary>DMG05, each with its components divided by a colon.</summary>
    public ValueList<string> Races { get; init; }

    /// <summary>DMG06.</summary>
    public string? Citizenship { get; init; }

    /// <summary>EC.</summary>
    public ValueList<EmploymentClass> EmploymentClasses { get; init; }

    /// <summary>ICM.</summary>
    public MemberIncome? Income { get; init; }

    /// <summary>AMT: P3 premium, C1 co-payment, D2 deductible and others.</summary>
    public ValueList<QualifiedAmount> Amounts { get; init; }

    /// <summary>HLH.</summary>
    public MemberHealth? Health { get; init; }

    /// <summary>LUI.</summary>
    public ValueList<MemberLanguage> Languages { get; init; }

    /// <summary>
    /// Loops 2100B to 2100H: 70 the identity as it was wrongly known, 31 mailing address, 36 employer, M8 school, S3 custodial parent,
    /// 6Y, GD, QD and others responsible person, 45 drop-off location.
    /// </summary>
    public ValueList<Party> RelatedParties { get; init; }

    /// <summary>Loop 2200.</summary>
    public ValueList<MemberDisability> Disabilities { get; init; }

    /// <summary>Loop 2300.</summary>
    public ValueList<HealthCoverage> Coverages { get; init; }

    /// <summary>Loops 2710 and 2750.</summary>
    public ValueList<ReportingCategory> ReportingCategories { get; init; }

    /// <summary>Other segments of the member.</summary>
    public ValueList<RawSegment> OtherSegments { get; init; }

    /// <summary>REF*0F: the number that a family shares.</summary>
    public string? SubscriberId => References.Find("0F")?.Value;

    /// <summary>REF*1L.</summary>
    public string? GroupNumber => References.Find("1L")?.Value;

    /// <summary>INS03 = 024.</summary>
    public bool IsTermination => MaintenanceType == "024";

    /// <summary>NM1*70: the identity as it was wrongly known.</summary>
    public Party? IncorrectPerson => RelatedParties.Find("70");

    /// <summary>NM1*31.</summary>
    public Address? MailingAddress => RelatedParties.Find("31")?.Address;

    /// <summary>Kind of maintenance and relationship only.</summary>
    public override string ToString() => $"INS*{(IsSubscriber ? "Y" : "N")}*{Relationship}*{MaintenanceType}";
}

/// <summary>EC: how the member is employed, as the sponsor classes it.</summary>
/// <param name="Code">EC01: 01 union, 02 non-union, 08 hourly, 17 executive, 19 salaried and others.</param>
/// <param name="Second">EC02.</param>
/// <param name="Third">EC03.</param>
public sealed record EmploymentClass(string Code, string? Second = null, string? Third = null);

/// <summary>ICM: what the member earns.</summary>
/// <param name="Frequency">ICM01: 1 weekly, 4 monthly, 7 yearly, H hourly and others.</param>
/// <param name="WageCents">ICM02.</param>
/// <param name="WorkHours">ICM03.</param>
/// <param name="Location">ICM04.</param>
/// <param name="SalaryGrade">ICM05.</param>
public sealed record MemberIncome(string Frequency, long WageCents, decimal? WorkHours, string? Location, string? SalaryGrade)
{
    /// <summary>Never shows the wage.</summary>
    public override string ToString() => "ICM";
}

/// <summary>HLH: height, weight, smoking.</summary>
/// <param name="Code">HLH01: T tobacco, S substance abuse, N none, U unknown, X both.</param>
/// <param name="Height">HLH02, inches.</param>
/// <param name="Weight">HLH03, pounds.</param>
public sealed record MemberHealth(string? Code, decimal? Height, decimal? Weight)
{
    /// <summary>Never shows the health.</summary>
    public override string ToString() => "HLH";
}

/// <summary>LUI: a language the member uses.</summary>
/// <param name="Qualifier">LUI01: LD NISO, LE ISO 639.</param>
/// <param name="Code">LUI02.</param>
/// <param name="Description">LUI03.</param>
/// <param name="Use">LUI04: 5 reading, 6 writing, 7 speaking, 8 native.</param>
public sealed record MemberLanguage(string? Qualifier, string? Code, string? Description, string? Use);

/// <summary>Loop 2200: a disability.</summary>
/// <param name="Type">DSB01: 1 short term, 2 long term, 3 permanent or total, 4 none.</param>
/// <param name="DiagnosisQualifier">DSB07.</param>
/// <param name="Diagnosis">DSB08.</param>
/// <param name="Dates">DTP: 360 begin, 361 end.</param>
/// <param name="OtherSegments">Other segments of the loop.</param>
public sealed record MemberDisability(
    string Type, string? DiagnosisQualifier, string? Diagnosis, ValueList<QualifiedDate> Dates, ValueList<RawSegment> OtherSegments)
{
    /// <summary>Never shows the diagnosis.</summary>
    public override string ToString() => "DSB";
}

/// <summary>Loops 2710 and 2750: a category the sponsor wants reported.</summary>
/// <param name="Number">LX01.</param>
/// <param name="Name">N102.</param>
/// <param name="References">REF.</param>
/// <param name="Dates">DTP*007.</param>
/// <param name="OtherSegments">Other segments of the loop.</param>
public sealed record ReportingCategory(
    string? Number, string? Name, ValueList<Reference> References, ValueList<QualifiedDate> Dates, ValueList<RawSegment> OtherSegments);
