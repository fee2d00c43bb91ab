using System.Globalization;
using MedBill.Contracts.Patients.V1;
using MedBill.Coverage.Domain;
using MedBill.X12.Eligibility;
using MedBill.X12.Envelopes;
using MedBill.X12.Guides;
using MedBill.X12.Segments;
using MedBill.X12.Writing;

namespace MedBill.Coverage.Eligibility;

/// <summary>A 270 file (005010X279A1) from stored rows; the same rows give the same bytes.</summary>
internal static class Inquiry270
{
    /// <summary>Whether the guide lets this question be written at all: one that it forbids must not hold up the file of the others.</summary>
    public static bool MayBeAsked(Inquiry inquiry) => !Write(
        new EligibilityBatch { Id = "elb-0", PayerId = inquiry.Payer.Id, ControlNumber = 1, CreateTime = inquiry.Check.CreateTime }, [inquiry]).IsRefused;

    /// <summary>The file of these questions, which are all of one practice to one payer.</summary>
    public static X12Output Write(EligibilityBatch batch, IReadOnlyList<Inquiry> inquiries)
    {
        var (sender, payer) = (inquiries[0].Sender, inquiries[0].Payer);
        var at = batch.CreateTime.UtcDateTime;
        var interchange = new Interchange
        {
            SenderId = sender.SubmitterId,
            ReceiverId = payer.PayerId,
            Timestamp = at,
            ControlNumber = batch.ControlNumber.ToString("D9", CultureInfo.InvariantCulture),
        };
        var header = new EligibilityHeader { ReferenceNumber = batch.Reference, CreatedAt = at };
        return Eligibility270File.Write(
            GuideId.Eligibility270.Envelope(interchange, batch.ControlNumber, 1), [.. inquiries.Select(inquiry => ToX12(header, inquiry))]);
    }

    private static EligibilityInquiry270 ToX12(EligibilityHeader header, Inquiry inquiry)
    {
        var (sender, payer) = (inquiry.Sender, inquiry.Payer);
        var isSelf = inquiry.Policy.Details.Relationship == Relationship.Self;
        ValueList<Trace> trace = [new("1", inquiry.Check.Trace, "1" + sender.TaxId)];
        return new()
        {
            Header = header,
            Source = Party.Payer(payer.Details.DisplayName, payer.Details.PayerId),
            Receiver = Party.Organization(EntityCodes.Provider, sender.DisplayName, sender.Npi),
            Subscriber = new() { Person = isSelf ? Member(inquiry) : Holder(inquiry), Traces = isSelf ? trace : default },
            Dependent = isSelf ? null : new() { Person = Patient(inquiry), Traces = trace, Relationship = Code(inquiry.Policy.Details.Relationship) },
            Inquiries =
            [
                new()
                {
                    ServiceTypes = ValueList.Create<string>(inquiry.Check.ServiceTypes.Split('^')),
                    Dates = [new(DateQualifiers.Plan, inquiry.Check.ServiceDate)],
                },
            ],
        };
    }

    private static Party Member(Inquiry inquiry) => Party.Member(
        inquiry.Patient.PersonName.FamilyName, inquiry.Patient.PersonName.GivenName, inquiry.Policy.Details.MemberId) with
    {
        BirthDate = Birth(inquiry.Patient),
        Sex = Sex(inquiry.Patient),
    };

    private static Party Holder(Inquiry inquiry)
    {
        var holder = inquiry.Policy.Details.Subscriber!;
        return Party.Member(holder.PersonName.Family, holder.PersonName.Given, inquiry.Policy.Details.MemberId);
    }

    private static Party Patient(Inquiry inquiry) => new()
    {
        EntityCode = EntityCodes.Dependent,
        IsPerson = true,
        Name = inquiry.Patient.PersonName.FamilyName,
        FirstName = inquiry.Patient.PersonName.GivenName,
        BirthDate = Birth(inquiry.Patient),
        Sex = Sex(inquiry.Patient),
    };

    private static DateOnly Birth(Patient patient) => new(patient.BirthDate.Year, patient.BirthDate.Month, patient.BirthDate.Day);

    private static string Sex(Patient patient) => patient.AdministrativeGender switch
    {
        Contracts.Patients.V1.AdministrativeGender.Female => "F",
        Contracts.Patients.V1.AdministrativeGender.Male => "M",
        _ => "U",
    };

    // INS02
    private static string Code(Relationship relationship) => relationship switch
    {
        Relationship.Spouse => "01",
        Relationship.Child => "19",
        _ => "34",
    };
}
