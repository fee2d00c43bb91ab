using MedBill.X12.Eligibility;
using MedBill.X12.Segments;

namespace MedBill.X12.ServiceReviews;

/// <summary>Loop 2000E: what happens or shall happen to the patient, and in an answer what was decided of it.</summary>
public sealed record PatientEvent
{
    /// <summary>TRN: 1 of the sender, 2 the request's echoed in an answer.</summary>
    public ValueList<Trace> Traces { get; init; }

    /// <summary>AAA, in an answer.</summary>
    public ValueList<RequestRejection> Rejections { get; init; }

    /// <summary>UM.</summary>
    public required ReviewInformation Information { get; init; }

    /// <summary>HCR, in an answer. May stand here, at the services, or both.</summary>
    public ReviewDecision? Decision { get; init; }

    /// <summary>REF: BB earlier authorization number, NT administrative reference of a pended request.</summary>
    public ValueList<Reference> References { get; init; }

    /// <summary>DTP: AAH event, 435 admission, 096 discharge, 439 accident, 431 onset; in an answer 102 issued, 007 effective, 036
    /// expires.</summary>
    public ValueList<QualifiedDate> Dates { get; init; }

    /// <summary>HI.</summary>
    public ValueList<ReviewDiagnosis> Diagnoses { get; init; }

    /// <summary>HSD: how often.</summary>
    public BenefitDelivery? Delivery { get; init; }

    /// <summary>CRC.</summary>
    public ValueList<ReviewCondition> Conditions { get; init; }

    /// <summary>CL1.</summary>
    public InstitutionalCodes? Institutional { get; init; }

    /// <summary>CR1.</summary>
    public AmbulanceTransport? Ambulance { get; init; }

    /// <summary>CR2.</summary>
    public SpinalManipulation? SpinalManipulation { get; init; }

    /// <summary>CR5.</summary>
    public OxygenTherapy? Oxygen { get; init; }

    /// <summary>CR6.</summary>
    public HomeHealthCare? HomeHealth { get; init; }

    /// <summary>PWK.</summary>
    public ValueList<ReviewAttachment> Attachments { get; init; }

    /// <summary>MSG.</summary>
    public string? Message { get; init; }

    /// <summary>Loops 2010EA to 2010EC: providers (SJ, FA, 71, 72 …), transport (PW, 45 …), other reviewers (00, CA, GG), contact for more
    /// information (L5).</summary>
    public ValueList<ReviewParty> Parties { get; init; }

    /// <summary>Segments kept as they came.</summary>
    public ValueList<RawSegment> OtherSegments { get; init; }

    /// <summary>Loops 2000F.</summary>
    public ValueList<ReviewedService> Services { get; init; }

    /// <summary>AAA of the event, its parties and services.</summary>
    public IEnumerable<RequestRejection> AllRejections =>
        Rejections
            .Concat(Parties.SelectMany(party => party.Rejections))
            .Concat(Services.SelectMany(service => service.Rejections.Concat(service.Parties.SelectMany(party => party.Rejections))));

    /// <summary>The authorization number (HCR02) of the event, else of the first service that has one: REF*G1 of the claim.</summary>
    public string? AuthorizationNumber =>
        Decision?.Number ?? Services.Select(service => service.Decision?.Number).FirstOrDefault(number => number is not null);

    /// <summary>The trace and what was decided only.</summary>
    public override string ToString() => $"TRN*{(Traces.Count == 0 ? "" : Traces[0].Number)} {Decision}";
}

/// <summary>Loop 2000F: one service, as asked for or as decided.</summary>
public sealed record ReviewedService
{
    /// <summary>TRN.</summary>
    public ValueList<Trace> Traces { get; init; }

    /// <summary>AAA, in an answer.</summary>
    public ValueList<RequestRejection> Rejections { get; init; }

    /// <summary>UM, where it differs from the event's.</summary>
    public ReviewInformation? Information { get; init; }

    /// <summary>HCR, in an answer.</summary>
    public ReviewDecision? Decision { get; init; }

    /// <summary>REF: BB, NT.</summary>
    public ValueList<Reference> References { get; init; }

    /// <summary>DTP: 472 service; in an answer 102, 007, 036.</summary>
    public ValueList<QualifiedDate> Dates { get; init; }

    /// <summary>HI, in an answer: LOI what more is wanted.</summary>
    public ValueList<ReviewDiagnosis> Diagnoses { get; init; }

    /// <summary>SV1.</summary>
    public ProfessionalService? Professional { get; init; }

    /// <summary>SV2.</summary>
    public InstitutionalService? Institutional { get; init; }

    /// <summary>SV3.</summary>
    public DentalService? Dental { get; init; }

    /// <summary>TOO.</summary>
    public ValueList<Tooth> Teeth { get; init; }

    /// <summary>HSD.</summary>
    public BenefitDelivery? Delivery { get; init; }

    /// <summary>PWK.</summary>
    public ValueList<ReviewAttachment> Attachments { get; init; }

    /// <summary>MSG.</summary>
    public string? Message { get; init; }

    /// <summary>Loops 2010F: providers of the service; in an answer also the contact for more information (L5).</summary>
    public ValueList<ReviewParty> Parties { get; init; }

    /// <summary>Segments kept as they came.</summary>
    public ValueList<RawSegment> OtherSegments { get; init; }

    /// <summary>The trace, what is done and what was decided only.</summary>
    public override string ToString() =>
        $"TRN*{(Traces.Count == 0 ? "" : Traces[0].Number)} {Professional?.Procedure ?? Institutional?.Procedure ?? Dental?.Procedure} {Decision}";
}

/// <summary>UM: what is asked for.</summary>
public sealed record ReviewInformation
{
    /// <summary>UM01: AR admission, HS services, SC specialty care (referral), IN individual (reservation).</summary>
    public required string Category { get; init; }

    /// <summary>UM02: I initial, R renewal, S revised, 4 extension, 3 cancel, 1 appeal at once, 2 appeal, N reconsideration.</summary>
    public string? CertificationType { get; init; }

    /// <summary>UM03: service type, as EB03.</summary>
    public string? ServiceType { get; init; }

    /// <summary>UM04-1: place of service, or type of bill without its last digit.</summary>
    public string? Facility { get; init; }

    /// <summary>UM04-2: B place of service, A type of bill.</summary>
    public string? FacilityQualifier { get; init; }

    /// <summary>UM05-1 to UM05-3: AA auto, AP another party responsible, EM employment.</summary>
    public ValueList<string> RelatedCauses { get; init; }

    /// <summary>UM05-4: state of an auto accident.</summary>
    public string? AccidentState { get; init; }

    /// <summary>UM05-5.</summary>
    public string? AccidentCountry { get; init; }

    /// <summary>UM06: U urgent, E elective, 03 emergency.</summary>
    public string? LevelOfService { get; init; }

    /// <summary>UM07.</summary>
    public string? HealthCondition { get; init; }

    /// <summary>UM08.</summary>
    public string? Prognosis { get; init; }

    /// <summary>UM09.</summary>
    public string? ReleaseOfInformation { get; init; }

    /// <summary>UM10.</summary>
    public string? DelayReason { get; init; }
}

/// <summary>HCR: what was decided.</summary>
/// <param name="Action">HCR01: A1 certified in total, A2 certified partially (see the services), A3 not certified, A4 pended, A6
/// modified, C cancelled, CT contact the payer, NA no authorization required.</param>
/// <param name="Number">HCR02: authorization number.</param>
/// <param name="Reasons">HCR03: why, by an external list.</param>
/// <param name="SecondOpinion">HCR04: Y a second surgical opinion is wanted.</param>
public sealed record ReviewDecision(
    string Action, string? Number = null, ValueList<string> Reasons = default, string? SecondOpinion = null)
{
    /// <summary>Certified as asked for (A1).</summary>
    public bool IsCertified => Action == "A1";

    /// <summary>Certified, but not as asked for (A2, A6): compare services, units and dates.</summary>
    public bool IsChanged => Action is "A2" or "A6";

    /// <summary>Not certified (A3).</summary>
    public bool IsDenied => Action == "A3";

    /// <summary>Not decided yet (A4).</summary>
    public bool IsPended => Action == "A4";

    /// <summary>The action only.</summary>
    public override string ToString() => $"HCR*{Action}";
}

/// <summary>A composite of HI: a diagnosis, or (LOI) a question.</summary>
/// <param name="Qualifier">Component 1: ABK principal, ABF other, ABJ admitting, PR reason for visit, LOI what more is wanted.</param>
/// <param name="Code">Component 2.</param>
/// <param name="Date">Component 4.</param>
public sealed record ReviewDiagnosis(string Qualifier, string Code, DateOnly? Date = null);
