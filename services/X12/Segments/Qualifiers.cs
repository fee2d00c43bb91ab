namespace MedBill.X12.Segments;

/// <summary>NM101 and N101: in which role a party stands.</summary>
public static class EntityCodes
{
    /// <summary>Submitter (loop 1000A) and, in a 277CA, information receiver.</summary>
    public const string Submitter = "41";

    /// <summary>Receiver (loop 1000B).</summary>
    public const string Receiver = "40";

    /// <summary>Billing provider (loop 2010AA).</summary>
    public const string BillingProvider = "85";

    /// <summary>Pay-to address (loop 2010AB).</summary>
    public const string PayToAddress = "87";

    /// <summary>Payee of an 835 (loop 1000B), pay-to plan of an 837 (loop 2010AC).</summary>
    public const string Payee = "PE";

    /// <summary>Insured or subscriber.</summary>
    public const string Subscriber = "IL";

    /// <summary>Patient.</summary>
    public const string Patient = "QC";

    /// <summary>Dependant of an eligibility inquiry.</summary>
    public const string Dependent = "03";

    /// <summary>Payer.</summary>
    public const string Payer = "PR";

    /// <summary>Provider that asks (loop 2100B of a 270).</summary>
    public const string Provider = "1P";

    /// <summary>Referring provider.</summary>
    public const string Referring = "DN";

    /// <summary>Primary care provider as second referring provider.</summary>
    public const string PrimaryCareReferring = "P3";

    /// <summary>Rendering provider.</summary>
    public const string Rendering = "82";

    /// <summary>Service facility.</summary>
    public const string ServiceFacility = "77";

    /// <summary>Supervising provider.</summary>
    public const string Supervising = "DQ";

    /// <summary>Ordering provider.</summary>
    public const string Ordering = "DK";

    /// <summary>Attending provider of an 837I.</summary>
    public const string Attending = "71";

    /// <summary>Operating physician of an 837I.</summary>
    public const string Operating = "72";

    /// <summary>Other operating physician of an 837I.</summary>
    public const string OtherOperating = "ZZ";

    /// <summary>Assistant surgeon of an 837D.</summary>
    public const string AssistantSurgeon = "DD";

    /// <summary>Corrected insured in an 835.</summary>
    public const string CorrectedInsured = "74";

    /// <summary>Payer to which an 835 says the claim was forwarded.</summary>
    public const string CrossoverCarrier = "TT";
}

/// <summary>REF01.</summary>
public static class ReferenceQualifiers
{
    /// <summary>Prior authorization number.</summary>
    public const string PriorAuthorization = "G1";

    /// <summary>Referral number.</summary>
    public const string Referral = "9F";

    /// <summary>Payer claim control number: of the original claim in an 837, of another payer in loop 2330B.</summary>
    public const string OriginalClaim = "F8";

    /// <summary>Predetermination of benefits in an 837D.</summary>
    public const string Predetermination = "G3";

    /// <summary>State of an automobile accident in an 837I.</summary>
    public const string AccidentState = "LU";

    /// <summary>CLIA number.</summary>
    public const string Clia = "X4";

    /// <summary>Medical record number.</summary>
    public const string MedicalRecord = "EA";

    /// <summary>Clearinghouse's claim number.</summary>
    public const string ClearinghouseClaim = "D9";

    /// <summary>Employer identification number (tax id).</summary>
    public const string EmployerId = "EI";

    /// <summary>Social security number.</summary>
    public const string SocialSecurity = "SY";

    /// <summary>Provider control number of a service line.</summary>
    public const string LineControlNumber = "6R";

    /// <summary>Payer claim control number in a 276, 277 and 277CA.</summary>
    public const string PayerClaimControl = "1K";

    /// <summary>Patient control number (CLM01) in a 276 and 277.</summary>
    public const string PatientControl = "EJ";

    /// <summary>Service line control number in a 276, 277 and 277CA.</summary>
    public const string LineItem = "FJ";

    /// <summary>Payer's identification number in an 835.</summary>
    public const string PayerId = "2U";

    /// <summary>Federal taxpayer number of the payee in an 835.</summary>
    public const string TaxpayerId = "TJ";

    /// <summary>Group number in a 271.</summary>
    public const string GroupNumber = "6P";
}

/// <summary>DTP01 and DTM01.</summary>
public static class DateQualifiers
{
    /// <summary>Service.</summary>
    public const string Service = "472";

    /// <summary>Onset of illness or symptom.</summary>
    public const string Onset = "431";

    /// <summary>Accident.</summary>
    public const string Accident = "439";

    /// <summary>Last menstrual period.</summary>
    public const string LastMenstrualPeriod = "484";

    /// <summary>Hospital admission.</summary>
    public const string Admission = "435";

    /// <summary>Hospital discharge.</summary>
    public const string Discharge = "096";

    /// <summary>The days an institutional claim covers.</summary>
    public const string Statement = "434";

    /// <summary>Appliance of an 837D placed.</summary>
    public const string AppliancePlacement = "452";

    /// <summary>Earlier placement of a prosthesis that is replaced, in an 837D.</summary>
    public const string PriorPlacement = "441";

    /// <summary>Initial treatment.</summary>
    public const string InitialTreatment = "454";

    /// <summary>Claim paid by another payer.</summary>
    public const string ClaimPaid = "573";

    /// <summary>First day of the claim's statement period in an 835.</summary>
    public const string StatementFrom = "232";

    /// <summary>Last day of the claim's statement period in an 835.</summary>
    public const string StatementTo = "233";

    /// <summary>Received by the payer.</summary>
    public const string Received = "050";

    /// <summary>Processed.</summary>
    public const string Processed = "009";

    /// <summary>Production date of an 835.</summary>
    public const string Production = "405";

    /// <summary>Plan.</summary>
    public const string Plan = "291";

    /// <summary>Plan begin.</summary>
    public const string PlanBegin = "346";

    /// <summary>Plan end.</summary>
    public const string PlanEnd = "347";

    /// <summary>Coordination of benefits.</summary>
    public const string CoordinationOfBenefits = "290";
}

/// <summary>AMT01.</summary>
public static class AmountQualifiers
{
    /// <summary>Patient paid (loop 2300).</summary>
    public const string PatientPaid = "F5";

    /// <summary>What the patient is estimated to owe (loop 2300 of an 837I).</summary>
    public const string PatientEstimated = "F3";

    /// <summary>Payer paid (loop 2320).</summary>
    public const string PayerPaid = "D";

    /// <summary>Remaining patient liability (loops 2320 and 2430).</summary>
    public const string RemainingLiability = "EAF";

    /// <summary>Non-covered charge (loop 2320).</summary>
    public const string NonCovered = "A8";

    /// <summary>Allowed amount of a service in an 835.</summary>
    public const string Allowed = "B6";

    /// <summary>Coverage amount of a claim in an 835.</summary>
    public const string Coverage = "AU";

    /// <summary>Interest.</summary>
    public const string Interest = "I";

    /// <summary>Accepted amount in a 277CA.</summary>
    public const string Accepted = "YU";

    /// <summary>Rejected amount in a 277CA.</summary>
    public const string Rejected = "YY";
}
