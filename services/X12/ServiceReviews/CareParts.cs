using MedBill.X12.Segments;

namespace MedBill.X12.ServiceReviews;

/// <summary>PWK: a paper that supports the request, or one the payer wants.</summary>
/// <param name="ReportType">PWK01.</param>
/// <param name="Transmission">PWK02: AA on request, BM mail, EL electronic, EM e-mail, FX fax, VO voice.</param>
/// <param name="ControlNumber">PWK06 (PWK05 is AC).</param>
/// <param name="Description">PWK07.</param>
public sealed record ReviewAttachment(
    string ReportType, string Transmission, string? ControlNumber = null, string? Description = null)
{
    /// <summary>Report and transmission only.</summary>
    public override string ToString() => $"PWK*{ReportType}*{Transmission}";
}

/// <summary>CRC: conditions of the patient.</summary>
/// <param name="Category">CRC01: 07 ambulance, 08 chiropractic, 09 equipment, 11 oxygen, 75 limitations, 76 activities, 77 mental
/// status.</param>
/// <param name="Applies">CRC02: Y or N.</param>
/// <param name="Codes">CRC03 to CRC07.</param>
public sealed record ReviewCondition(string Category, string Applies, ValueList<string> Codes);

/// <summary>CL1: codes of an admission.</summary>
/// <param name="AdmissionType">CL101.</param>
/// <param name="AdmissionSource">CL102.</param>
/// <param name="PatientStatus">CL103.</param>
/// <param name="ResidentialStatus">CL104, of a nursing home.</param>
public sealed record InstitutionalCodes(
    string? AdmissionType = null, string? AdmissionSource = null, string? PatientStatus = null, string? ResidentialStatus = null);

/// <summary>CR1: ambulance transport.</summary>
public sealed record AmbulanceTransport
{
    /// <summary>CR102 (CR101 is LB).</summary>
    public decimal? WeightPounds { get; init; }

    /// <summary>CR103.</summary>
    public string? TransportCode { get; init; }

    /// <summary>CR104.</summary>
    public string? Reason { get; init; }

    /// <summary>CR106 (CR105 is DH).</summary>
    public decimal? Miles { get; init; }

    /// <summary>CR109.</summary>
    public string? RoundTripPurpose { get; init; }

    /// <summary>CR110.</summary>
    public string? StretcherPurpose { get; init; }

    /// <summary>The segment only: a description may say anything.</summary>
    public override string ToString() => "CR1";
}

/// <summary>CR2: spinal manipulation.</summary>
public sealed record SpinalManipulation
{
    /// <summary>CR201: which treatment of the series.</summary>
    public decimal? TreatmentNumber { get; init; }

    /// <summary>CR202: treatments in the series.</summary>
    public decimal? TreatmentCount { get; init; }

    /// <summary>CR203: subluxation, or the first of a range.</summary>
    public string? SubluxationFrom { get; init; }

    /// <summary>CR204.</summary>
    public string? SubluxationTo { get; init; }

    /// <summary>CR208.</summary>
    public string? Condition { get; init; }

    /// <summary>CR209: Y or N.</summary>
    public string? Complication { get; init; }

    /// <summary>CR210.</summary>
    public string? Description { get; init; }

    /// <summary>CR211.</summary>
    public string? MoreDescription { get; init; }

    /// <summary>CR212: Y or N.</summary>
    public string? XrayAvailable { get; init; }

    /// <summary>The segment only: a description may say anything.</summary>
    public override string ToString() => "CR2";
}

/// <summary>CR5: oxygen at home.</summary>
public sealed record OxygenTherapy
{
    /// <summary>CR503.</summary>
    public string? Equipment { get; init; }

    /// <summary>CR504.</summary>
    public string? SecondEquipment { get; init; }

    /// <summary>CR505.</summary>
    public string? EquipmentReason { get; init; }

    /// <summary>CR506: litres a minute.</summary>
    public decimal? FlowRate { get; init; }

    /// <summary>CR507: uses a day.</summary>
    public decimal? DailyUses { get; init; }

    /// <summary>CR508: hours of a use.</summary>
    public decimal? HoursOfUse { get; init; }

    /// <summary>CR509.</summary>
    public string? TherapistOrder { get; init; }

    /// <summary>CR510: arterial blood gas.</summary>
    public decimal? ArterialBloodGas { get; init; }

    /// <summary>CR511: oxygen saturation.</summary>
    public decimal? Saturation { get; init; }

    /// <summary>CR512.</summary>
    public string? TestCondition { get; init; }

    /// <summary>CR513 to CR515.</summary>
    public ValueList<string> TestFindings { get; init; }

    /// <summary>CR516: litres a minute of the portable system.</summary>
    public decimal? PortableFlowRate { get; init; }

    /// <summary>CR517.</summary>
    public string? DeliverySystem { get; init; }

    /// <summary>CR518.</summary>
    public string? ThirdEquipment { get; init; }

    /// <summary>The segment only: a description may say anything.</summary>
    public override string ToString() => "CR5";
}

/// <summary>CR6: care at home.</summary>
public sealed record HomeHealthCare
{
    /// <summary>CR601.</summary>
    public string? Prognosis { get; init; }

    /// <summary>CR602.</summary>
    public DateOnly? Start { get; init; }

    /// <summary>First day of CR604 (CR603 is RD8).</summary>
    public DateOnly? CertifiedFrom { get; init; }

    /// <summary>Last day of CR604.</summary>
    public DateOnly? CertifiedTo { get; init; }

    /// <summary>CR607: covered by Medicare, Y, N or W.</summary>
    public string? MedicareCoverage { get; init; }

    /// <summary>CR608: as UM02.</summary>
    public string? CertificationType { get; init; }

    /// <summary>CR609.</summary>
    public DateOnly? SurgeryDate { get; init; }

    /// <summary>CR610.</summary>
    public string? SurgeryQualifier { get; init; }

    /// <summary>CR611.</summary>
    public string? SurgeryCode { get; init; }

    /// <summary>CR612.</summary>
    public DateOnly? PhysicianOrder { get; init; }

    /// <summary>CR613.</summary>
    public DateOnly? LastVisit { get; init; }

    /// <summary>CR614.</summary>
    public DateOnly? PhysicianContact { get; init; }

    /// <summary>First day of CR616 (CR615 is RD8).</summary>
    public DateOnly? LastAdmissionFrom { get; init; }

    /// <summary>Last day of CR616.</summary>
    public DateOnly? LastAdmissionTo { get; init; }

    /// <summary>CR617.</summary>
    public string? PatientLocation { get; init; }

    /// <summary>The segment only: a description may say anything.</summary>
    public override string ToString() => "CR6";
}

/// <summary>SV1: a professional service.</summary>
public sealed record ProfessionalService
{
    /// <summary>SV101.</summary>
    public required ProcedureCode Procedure { get; init; }

    /// <summary>SV102.</summary>
    public long? AmountCents { get; init; }

    /// <summary>SV103: UN units, MJ minutes, F2.</summary>
    public string? Unit { get; init; }

    /// <summary>SV104.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>SV107: positions in the event's HI.</summary>
    public ValueList<int> DiagnosisPointers { get; init; }

    /// <summary>SV111: Y or N.</summary>
    public string? Epsdt { get; init; }

    /// <summary>SV120, of a nursing home.</summary>
    public string? LevelOfCare { get; init; }

    /// <summary>The procedure only.</summary>
    public override string ToString() => $"SV1*{Procedure}";
}

/// <summary>SV2: an institutional service.</summary>
public sealed record InstitutionalService
{
    /// <summary>SV201.</summary>
    public string? RevenueCode { get; init; }

    /// <summary>SV202.</summary>
    public ProcedureCode? Procedure { get; init; }

    /// <summary>SV203.</summary>
    public long? AmountCents { get; init; }

    /// <summary>SV204: UN units, DA days, F2.</summary>
    public string? Unit { get; init; }

    /// <summary>SV205.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>SV206.</summary>
    public decimal? Rate { get; init; }

    /// <summary>SV209, of a nursing home.</summary>
    public string? ResidentialStatus { get; init; }

    /// <summary>SV210, of a nursing home.</summary>
    public string? LevelOfCare { get; init; }
}

/// <summary>SV3: a dental service.</summary>
public sealed record DentalService
{
    /// <summary>SV301.</summary>
    public required ProcedureCode Procedure { get; init; }

    /// <summary>SV302.</summary>
    public long? AmountCents { get; init; }

    /// <summary>SV304.</summary>
    public ValueList<string> OralCavities { get; init; }

    /// <summary>SV305: I initial, R replacement.</summary>
    public string? Prosthesis { get; init; }

    /// <summary>SV306.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>SV307.</summary>
    public string? Description { get; init; }

    /// <summary>The procedure only: a description may say anything.</summary>
    public override string ToString() => $"SV3*{Procedure}";
}

/// <summary>TOO: a tooth.</summary>
/// <param name="Code">TOO02 (TOO01 is JP).</param>
/// <param name="Surfaces">TOO03.</param>
public sealed record Tooth(string Code, ValueList<string> Surfaces = default);
