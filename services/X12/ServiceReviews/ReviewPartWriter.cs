using System.Globalization;
using MedBill.X12.Eligibility;
using MedBill.X12.Segments;
using MedBill.X12.Writing;

namespace MedBill.X12.ServiceReviews;

/// <summary>Writes the segments of an event or service, in the guide's order, and between them what was kept.</summary>
internal sealed class ReviewPartWriter(SegmentWriter writer, KeptSegments segments)
{
    private KeptSegments _kept = segments;

    public void Front(
        ValueList<Trace> traces, ValueList<RequestRejection> rejections, ReviewInformation? information, ReviewDecision? decision)
    {
        foreach (var trace in traces)
        {
            writer.Begin("TRN").Add(trace.Type).Add(trace.Number).Add(trace.Originator).Add(trace.Supplement).End();
        }

        EligibilityWriter.Rejections(writer, rejections);
        Information(information);
        _kept.Before("HCR");
        if (decision is not null)
        {
            writer.Begin("HCR").Add(decision.Action).Add(decision.Number).Repetitions(decision.Reasons).Add(decision.SecondOpinion).End();
        }
    }

    public void References(ValueList<Reference> references)
    {
        _kept.Before("REF");
        writer.References(references);
    }

    public void Dates(ValueList<QualifiedDate> dates)
    {
        _kept.Before("DTP");
        writer.Dates("DTP", dates);
    }

    public void Diagnoses(ValueList<ReviewDiagnosis> diagnoses)
    {
        _kept.Before("HI");
        if (diagnoses.Count == 0)
        {
            return;
        }

        writer.Begin("HI");
        foreach (var diagnosis in diagnoses)
        {
            writer.Add(diagnosis.Qualifier).Component(diagnosis.Code).Component(diagnosis.Date is null ? null : "D8")
                .Component(Day(diagnosis.Date));
        }

        writer.End();
    }

    public void Professional(ProfessionalService? service)
    {
        _kept.Before("SV1");
        if (service is null)
        {
            return;
        }

        writer.Begin("SV1").Procedure(service.Procedure).Cents(service.AmountCents).Add(service.Unit).Number(service.Quantity).Skip(2);
        Components(service.DiagnosisPointers.Select(pointer => pointer.ToString(CultureInfo.InvariantCulture)));
        writer.Skip(3).Add(service.Epsdt).Skip(8).Add(service.LevelOfCare).End();
    }

    public void Institutional(InstitutionalService? service)
    {
        _kept.Before("SV2");
        if (service is not null)
        {
            writer.Begin("SV2").Add(service.RevenueCode).Procedure(service.Procedure).Cents(service.AmountCents).Add(service.Unit)
                .Number(service.Quantity).Number(service.Rate).Skip(2).Add(service.ResidentialStatus).Add(service.LevelOfCare).End();
        }
    }

    public void Dental(DentalService? service)
    {
        _kept.Before("SV3");
        if (service is null)
        {
            return;
        }

        writer.Begin("SV3").Procedure(service.Procedure).Cents(service.AmountCents).Skip();
        Components(service.OralCavities);
        writer.Add(service.Prosthesis).Number(service.Quantity).Add(service.Description).End();
    }

    public void Teeth(ValueList<Tooth> teeth)
    {
        _kept.Before("TOO");
        foreach (var tooth in teeth)
        {
            writer.Begin("TOO").Add("JP").Add(tooth.Code);
            Components(tooth.Surfaces);
            writer.End();
        }
    }

    public void Delivery(BenefitDelivery? delivery)
    {
        _kept.Before("HSD");
        if (delivery is not null)
        {
            writer.Begin("HSD").Add(delivery.QuantityQualifier).Number(delivery.Quantity).Add(delivery.UnitCode)
                .Number(delivery.SampleSelection).Add(delivery.PeriodQualifier).Number(delivery.PeriodCount)
                .Add(delivery.Pattern).Add(delivery.PatternTime).End();
        }
    }

    public void Conditions(ValueList<ReviewCondition> conditions)
    {
        _kept.Before("CRC");
        foreach (var condition in conditions)
        {
            writer.Begin("CRC").Add(condition.Category).Add(condition.Applies);
            foreach (var code in condition.Codes)
            {
                writer.Add(code);
            }

            writer.End();
        }
    }

    public void Care(PatientEvent reviewed)
    {
        _kept.Before("CL1");
        if (reviewed.Institutional is { } codes)
        {
            writer.Begin("CL1").Add(codes.AdmissionType).Add(codes.AdmissionSource).Add(codes.PatientStatus)
                .Add(codes.ResidentialStatus).End();
        }

        _kept.Before("CR1");
        Ambulance(reviewed.Ambulance);
        _kept.Before("CR2");
        Manipulation(reviewed.SpinalManipulation);
        _kept.Before("CR5");
        Oxygen(reviewed.Oxygen);
        _kept.Before("CR6");
        HomeHealth(reviewed.HomeHealth);
    }

    public void Attachments(ValueList<ReviewAttachment> attachments)
    {
        _kept.Before("PWK");
        foreach (var attachment in attachments)
        {
            writer.Begin("PWK").Add(attachment.ReportType).Add(attachment.Transmission).Skip(2)
                .Add(attachment.ControlNumber is null ? null : "AC").Add(attachment.ControlNumber).Add(attachment.Description).End();
        }
    }

    /// <summary>MSG, then what was kept and has no place before it.</summary>
    public void Message(string? message)
    {
        _kept.Before("MSG");
        if (message is not null)
        {
            writer.Begin("MSG").Add(message).End();
        }

        _kept.Rest();
    }

    private void Information(ReviewInformation? information)
    {
        _kept.Before("UM");
        if (information is null)
        {
            return;
        }

        writer.AtMost(information.RelatedCauses.Count, 3, "UM05", "related causes");
        writer.Begin("UM").Add(information.Category).Add(information.CertificationType).Add(information.ServiceType)
            .Add(information.Facility).Component(information.FacilityQualifier)
            .Add(information.RelatedCauses.Count > 0 ? information.RelatedCauses[0] : null);
        for (var index = 1; index < 3; index++)
        {
            writer.Component(index < information.RelatedCauses.Count ? information.RelatedCauses[index] : null);
        }

        writer.Component(information.AccidentState).Component(information.AccidentCountry)
            .Add(information.LevelOfService).Add(information.HealthCondition).Add(information.Prognosis)
            .Add(information.ReleaseOfInformation).Add(information.DelayReason).End();
    }

    private void Ambulance(AmbulanceTransport? transport)
    {
        if (transport is not null)
        {
            writer.Begin("CR1").Add(transport.WeightPounds is null ? null : "LB").Number(transport.WeightPounds)
                .Add(transport.TransportCode).Add(transport.Reason).Add(transport.Miles is null ? null : "DH").Number(transport.Miles)
                .Skip(2).Add(transport.RoundTripPurpose).Add(transport.StretcherPurpose).End();
        }
    }

    private void Manipulation(SpinalManipulation? treatment)
    {
        if (treatment is not null)
        {
            writer.Begin("CR2").Number(treatment.TreatmentNumber).Number(treatment.TreatmentCount).Add(treatment.SubluxationFrom)
                .Add(treatment.SubluxationTo).Skip(3).Add(treatment.Condition).Add(treatment.Complication).Add(treatment.Description)
                .Add(treatment.MoreDescription).Add(treatment.XrayAvailable).End();
        }
    }

    private void Oxygen(OxygenTherapy? therapy)
    {
        if (therapy is null)
        {
            return;
        }

        writer.AtMost(therapy.TestFindings.Count, 3, "CR5", "findings of the test");
        writer.Begin("CR5").Skip(2).Add(therapy.Equipment).Add(therapy.SecondEquipment).Add(therapy.EquipmentReason)
            .Number(therapy.FlowRate).Number(therapy.DailyUses).Number(therapy.HoursOfUse).Add(therapy.TherapistOrder)
            .Number(therapy.ArterialBloodGas).Number(therapy.Saturation).Add(therapy.TestCondition);
        for (var index = 0; index < 3; index++)
        {
            writer.Add(index < therapy.TestFindings.Count ? therapy.TestFindings[index] : null);
        }

        writer.Number(therapy.PortableFlowRate).Add(therapy.DeliverySystem).Add(therapy.ThirdEquipment).End();
    }

    private void HomeHealth(HomeHealthCare? care)
    {
        if (care is null)
        {
            return;
        }

        writer.Begin("CR6").Add(care.Prognosis).Date(care.Start);
        Range(care.CertifiedFrom, care.CertifiedTo);
        writer.Skip(2).Add(care.MedicareCoverage).Add(care.CertificationType).Date(care.SurgeryDate).Add(care.SurgeryQualifier)
            .Add(care.SurgeryCode).Date(care.PhysicianOrder).Date(care.LastVisit).Date(care.PhysicianContact);
        Range(care.LastAdmissionFrom, care.LastAdmissionTo);
        writer.Add(care.PatientLocation).End();
    }

    private void Range(DateOnly? from, DateOnly? to)
    {
        if (from is null && to is null)
        {
            writer.Skip(2);
        }
        else
        {
            writer.Add("RD8").Add($"{Day(from)}-{Day(to)}");
        }
    }

    private void Components(IEnumerable<string> values)
    {
        var count = 0;
        foreach (var value in values)
        {
            _ = count++ == 0 ? writer.Add(value) : writer.Component(value);
        }

        if (count == 0)
        {
            writer.Skip();
        }
    }

    private static string? Day(DateOnly? date) => date?.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
