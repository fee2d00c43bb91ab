using Google.Type;
using MedBill.Collections.Domain.Statements;
using MedBill.Contracts.Patients.V1;

namespace MedBill.Collections.Letters;

/// <summary>What Collections asks PatientRegistry: who pays for a patient, and what to write on a letter. Never inside a transaction.</summary>
internal sealed class PatientRegistry(PatientService.PatientServiceClient client)
{
    // As many as one call takes.
    private const int MostPeople = 100;

    /// <summary>The patient's guarantor, or the patient himself.</summary>
    public async Task<string> ResponsiblePartyAsync(string patient, CancellationToken cancel)
    {
        var found = await client.GetPatientAsync(new() { Name = patient }, cancellationToken: cancel);
        return found.Guarantor.Length > 0 ? found.Guarantor : found.Name;
    }

    /// <summary>From the practice to the responsible party, about these patients.</summary>
    public async Task<Letter> LetterAsync(string practice, string responsibleParty, IReadOnlyList<string> patients, CancellationToken cancel)
    {
        var sender = await client.GetPracticeAsync(new() { Name = $"practices/{practice}" }, cancellationToken: cancel);
        var people = new Dictionary<string, ResponsibleParty>(StringComparer.Ordinal);
        foreach (var names in patients.Prepend(responsibleParty).Distinct().Chunk(MostPeople))
        {
            var found = await client.BatchGetResponsiblePartiesAsync(new() { Names = { names } }, cancellationToken: cancel);
            foreach (var person in found.ResponsibleParties)
            {
                people[person.Name] = person;
            }
        }

        var party = people[responsibleParty];
        return new(
            new(sender.DisplayName, Lines(sender.Address)),
            new(sender.DisplayName, Lines(sender.PayToAddress ?? sender.Address)),
            sender.ContactPhone,
            new(FullName(party.PersonName), Lines(party.Address)),
            patients.ToDictionary(patient => patient, patient => FullName(people[patient].PersonName), StringComparer.Ordinal));
    }

    private static string FullName(PersonName name) =>
        string.Join(' ', new[] { name.GivenName, name.MiddleName, name.FamilyName, name.Suffix }.Where(part => part.Length > 0));

    private static string[] Lines(PostalAddress? address) => address is null
        ? []
        : [.. address.AddressLines, $"{address.Locality} {address.AdministrativeArea} {PostalCode(address.PostalCode)}".Trim()];

    // ZIP+4 is printed with its hyphen.
    private static string PostalCode(string code) => code.Length == 9 && code.All(char.IsAsciiDigit) ? $"{code[..5]}-{code[5..]}" : code;
}
