namespace MedBill.PatientRegistry.Domain;

/// <summary>A person's name in the parts that X12 NM1 carries.</summary>
public sealed record PersonName(string Given, string Middle, string Family, string Suffix);

/// <summary>A postal address in the United States (N3, N4).</summary>
public sealed record Address(IReadOnlyList<string> Lines, string City, string State, string PostalCode);
