using MedBill.Claims.Domain;
using MedBill.X12.Claims837;
using MedBill.X12.Claims837P;
using MedBill.X12.Segments;
using ServiceLine = MedBill.Claims.Domain.ServiceLine;

namespace MedBill.Claims.Submission;

/// <summary>A version of a claim as the 837P says it (005010X222A1).</summary>
internal static class Claim837
{
    // What a practice says of every claim it sends electronically: its signature and the patient's release and assignment are on file.
    private const string AcceptsAssignment = "A";
    private const string Yes = "Y";

    private static readonly string[] Inpatient = ["21", "51", "61"];

    /// <summary>Loops 1000A and 1000B.</summary>
    public static ClaimBatchHeader Header(ClaimContent content, string batchNumber, DateTimeOffset createTime) => new()
    {
        BatchNumber = batchNumber,
        CreatedAt = createTime.UtcDateTime,
        Submitter = new()
        {
            EntityCode = EntityCodes.Submitter,
            Name = content.Practice.Name,
            IdQualifier = "46",
            Id = content.Practice.SubmitterId,
            Contacts = [new("IC", content.Practice.ContactName, [new("TE", content.Practice.ContactPhone)])],
        },
        Receiver = new()
        {
            EntityCode = EntityCodes.Receiver,
            Name = content.Payer.Name,
            IdQualifier = "46",
            Id = content.Payer.ElectronicId,
        },
    };

    /// <summary>Loop 2300 with all it stands in.</summary>
    public static ProfessionalClaim Claim(ClaimDraft draft)
    {
        var content = draft.Content;
        var coding = content.Coding;
        var causes = Causes(content.RelatedFacts);
        return new()
        {
            BillingProvider = Parties837.Billing(content.Practice),
            Subscriber = Parties837.Subscriber(content),
            Patient = Parties837.Dependent(content),
            PatientControlNumber = draft.PatientControlNumber,
            ChargeCents = draft.TotalCharge.Cents,
            PlaceOfService = coding.PlaceOfServiceCode,
            Frequency = draft.FrequencyCode,
            ProviderSignatureOnFile = true,
            Assignment = AcceptsAssignment,
            BenefitsAssigned = Yes,
            ReleaseOfInformation = Yes,
            RelatedCauses = [.. causes],
            AccidentState = content.RelatedFacts.FirstOrDefault(fact => fact.Kind == RelatedFactKind.AutoAccident)?.StateCode,
            Dates = [.. Dates(content)],
            References = [.. References(draft)],
            Diagnoses = [.. coding.DiagnosisCodes.Select((code, i) => i == 0 ? Diagnosis.Principal(code) : Diagnosis.Other(code))],
            Providers = [.. Parties837.Providers(content)],
            Lines = [.. coding.Lines.Select(Line)],
        };
    }

    // CLM11: each cause once, at most two.
    private static IEnumerable<string> Causes(IReadOnlyList<RelatedFact> facts) => facts
        .Select(fact => fact.Kind switch
        {
            RelatedFactKind.AutoAccident => "AA",
            RelatedFactKind.Employment => "EM",
            RelatedFactKind.OtherAccident => "OA",
            _ => "",
        })
        .Where(cause => cause.Length > 0).Distinct().Take(2);

    private static IEnumerable<QualifiedDate> Dates(ClaimContent content)
    {
        var facts = content.RelatedFacts;

        // DTP*431 only when it differs from the date of service.
        if (First(RelatedFactKind.OnsetOfIllness) is { } onset && onset != content.ServiceDate)
        {
            yield return new(DateQualifiers.Onset, onset);
        }

        if (facts.FirstOrDefault(fact => fact.IsAccident)?.StartDate is { } accident)
        {
            yield return new(DateQualifiers.Accident, accident);
        }

        if (First(RelatedFactKind.LastMenstrualPeriod) is { } period)
        {
            yield return new(DateQualifiers.LastMenstrualPeriod, period);
        }

        // DTP*435 and 096 only when the patient was an inpatient at the service.
        var stay = facts.FirstOrDefault(fact => fact.Kind == RelatedFactKind.Hospitalization);
        if (stay?.StartDate is { } admission && Inpatient.Contains(content.Coding.PlaceOfServiceCode))
        {
            yield return new(DateQualifiers.Admission, admission);
            if (stay.EndDate is { } discharge)
            {
                yield return new(DateQualifiers.Discharge, discharge);
            }
        }

        DateOnly? First(RelatedFactKind kind) => facts.FirstOrDefault(fact => fact.Kind == kind)?.StartDate;
    }

    private static IEnumerable<Reference> References(ClaimDraft draft)
    {
        var content = draft.Content;
        if (content.Coding.PriorAuthorizationNumber.Length > 0)
        {
            yield return new(ReferenceQualifiers.PriorAuthorization, content.Coding.PriorAuthorizationNumber);
        }

        if (!string.IsNullOrEmpty(draft.OriginalReferenceNumber))
        {
            yield return new(ReferenceQualifiers.OriginalClaim, draft.OriginalReferenceNumber);
        }

        if (content.MedicalRecordNumber.Length > 0)
        {
            yield return new(ReferenceQualifiers.MedicalRecord, content.MedicalRecordNumber);
        }
    }

    private static X12.Claims837P.ServiceLine Line(ServiceLine line) => new()
    {
        Procedure = new("HC", line.ProcedureCode, [.. line.Modifiers], line.Description.Length == 0 ? null : line.Description),
        ChargeCents = line.Charge.Cents,
        Units = line.Units,
        DiagnosisPointers = [.. line.DiagnosisPointers],
        Dates = [new(DateQualifiers.Service, line.ServiceDate)],
        References = [new(ReferenceQualifiers.LineControlNumber, line.ControlNumber)],

        // CTP04 and CTP05 are required with LIN; the edits warn that the quantity is the line's.
        Drug = line.NationalDrugCode.Length == 0 ? null : new() { Ndc = line.NationalDrugCode, Quantity = line.Units, UnitCode = "UN" },
    };
}
