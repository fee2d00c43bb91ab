using MedBill.Claims.Domain;
using MedBill.X12.Claims837;
using MedBill.X12.Claims837P;
using MedBill.X12.Segments;

namespace MedBill.Claims.Submission;

/// <summary>Who stands in an 837P: loops 2000A to 2010CA and 2310.</summary>
internal static class Parties837
{
    public static BillingProvider Billing(BillingPractice practice) => new()
    {
        Provider = Party.Organization(EntityCodes.BillingProvider, practice.Name, practice.Npi) with
        {
            Address = Address(practice.Address),
            References = [new(ReferenceQualifiers.EmployerId, practice.TaxId)],
        },
        TaxonomyCode = practice.TaxonomyCode,
        PayToAddress = practice.PayToAddress is { } payTo
            ? new() { EntityCode = EntityCodes.PayToAddress, Address = Address(payTo) }
            : null,
    };

    public static Subscriber Subscriber(ClaimContent content)
    {
        var (policy, isSelf) = (content.Policy, content.Policy.IsSelf);
        var holder = isSelf ? content.Patient : content.Subscriber ?? content.Patient;
        var person = Named(EntityCodes.Subscriber, holder.Name) with { IdQualifier = "MI", Id = policy.MemberId };
        return new()
        {
            Sequence = "P", // the first cover on the date of service is the one that is billed
            GroupNumber = policy.GroupNumber.Length == 0 ? null : policy.GroupNumber,
            FilingIndicator = content.Payer.FilingIndicatorCode,

            // N3, N4 and DMG only when the subscriber is the patient (X12 RFI 2281).
            Person = isSelf ? WithDemographics(person, content.Patient) : person,
            Payer = Party.Payer(content.Payer.Name, content.Payer.ElectronicId),
        };
    }

    public static DependentPatient? Dependent(ClaimContent content) => content.Policy.IsSelf
        ? null
        : new()
        {
            Relationship = content.Policy.RelationshipCode,
            Person = WithDemographics(Named(EntityCodes.Patient, content.Patient.Name), content.Patient),
        };

    public static IEnumerable<Party> Providers(ClaimContent content)
    {
        if (content.ReferringProvider is { } referring)
        {
            yield return Practitioner(EntityCodes.Referring, referring);
        }

        // 2310B only when it differs from the billing provider.
        if (content.RenderingProvider.Npi != content.Practice.Npi)
        {
            yield return Practitioner(EntityCodes.Rendering, content.RenderingProvider) with
            {
                ProviderCode = "PE",
                TaxonomyCode = content.RenderingProvider.TaxonomyCode,
            };
        }

        // 2310C only when the place differs from 2010AA (X12 RFI 2810).
        if (content.Facility is { } facility && facility.Address != content.Practice.Address)
        {
            yield return new()
            {
                EntityCode = EntityCodes.ServiceFacility,
                Name = facility.Name,
                IdQualifier = facility.Npi.Length == 0 ? null : "XX",
                Id = facility.Npi.Length == 0 ? null : facility.Npi,
                Address = Address(facility.Address),
            };
        }
    }

    private static Party Practitioner(string role, ClaimProvider provider) =>
        Named(role, provider.Name) with { IdQualifier = "XX", Id = provider.Npi };

    private static Party Named(string role, PersonName name) => new()
    {
        EntityCode = role,
        IsPerson = true,
        Name = name.Family,
        FirstName = name.Given,
        MiddleName = NullIfEmpty(name.Middle),
        NameSuffix = NullIfEmpty(name.Suffix),
    };

    private static Party WithDemographics(Party party, Person person) => party with
    {
        Address = person.Address is { } address ? Address(address) : null,
        BirthDate = person.BirthDate,
        Sex = person.GenderCode,
    };

    private static Address Address(PostalAddress address) => new()
    {
        Line1 = address.Line1,
        Line2 = NullIfEmpty(address.Line2),
        City = address.City,
        State = address.State,
        PostalCode = address.PostalCode,
    };

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
