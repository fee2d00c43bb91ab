using MedBill.Platform.Values;

namespace MedBill.PatientRegistry.Domain;

public enum AdministrativeGender
{
    Female,
    Male,
    Unknown,
}

/// <summary>What is known of a guarantor.</summary>
public sealed record GuarantorDetails(string ExternalId, PersonName PersonName, Address Address, string Phone, string Email)
{
    public void Check(Violations violations, string field)
    {
        FieldRules.Text(violations, $"{field}.external_id", ExternalId, 64);
        FieldRules.Person(violations, $"{field}.person_name", PersonName);
        FieldRules.Postal(violations, $"{field}.address", Address, isPlaceOfCare: false);
        FieldRules.Phone(violations, $"{field}.phone", Phone);
        FieldRules.Email(violations, $"{field}.email", Email);
    }
}

/// <summary>Who is financially responsible for one or several patients.</summary>
public sealed class Guarantor : RegistryRecord<GuarantorDetails>, IPracticeOwned
{
    public override string Name => $"guarantors/{Id}";

    public string Practice { get; private set; } = "";

    /// <summary>Unique in the practice when given.</summary>
    public string? ExternalId { get; private set; }

    public static Guarantor Register(string id, GuarantorDetails details, DateTimeOffset at)
    {
        var guarantor = new Guarantor { Id = id, Details = details, CreateTime = at };
        guarantor.Change(details);
        return guarantor;
    }

    public void Change(GuarantorDetails details)
    {
        (Details, ExternalId) = (details, details.ExternalId.Length == 0 ? null : details.ExternalId);
        Record(null);
    }
}

/// <summary>What is known of a patient.</summary>
public sealed record PatientDetails(
    string ExternalId, string MedicalRecordNumber, PersonName PersonName, DateOnly BirthDate, AdministrativeGender Gender,
    Address Address, string Phone, string Email, string? GuarantorId)
{
    /// <summary>Loops 2010BA and 2010CA.</summary>
    public void Check(Violations violations, string field, DateOnly today)
    {
        FieldRules.Text(violations, $"{field}.external_id", ExternalId, 64);
        FieldRules.Text(violations, $"{field}.medical_record_number", MedicalRecordNumber, 50);
        FieldRules.Person(violations, $"{field}.person_name", PersonName);
        violations.AddIf(BirthDate > today, $"{field}.birth_date", "DATE_IN_FUTURE", "Not later than today.", "DMG02");
        violations.AddIf(BirthDate.Year < today.Year - 130, $"{field}.birth_date", "DATE_TOO_OLD", "Not more than 130 years ago.", "DMG02");
        FieldRules.Postal(violations, $"{field}.address", Address, isPlaceOfCare: false);
        FieldRules.Phone(violations, $"{field}.phone", Phone);
        FieldRules.Email(violations, $"{field}.email", Email);
    }
}

/// <summary>A person who is treated.</summary>
public sealed class Patient : RegistryRecord<PatientDetails>, IPracticeOwned
{
    public override string Name => $"patients/{Id}";

    public string Practice { get; private set; } = "";

    /// <summary>Unique in the practice when given.</summary>
    public string? ExternalId { get; private set; }

    /// <summary>Unique in the practice when given.</summary>
    public string? MedicalRecordNumber { get; private set; }

    public string? GuarantorId { get; private set; }

    /// <summary>Upper case, for the search at the desk.</summary>
    public string FamilyNameKey { get; private set; } = "";

    /// <summary>Upper case, for the search at the desk.</summary>
    public string GivenNameKey { get; private set; } = "";

    public DateOnly BirthDate { get; private set; }

    /// <summary>Who pays: the guarantor, or the patient.</summary>
    public string ResponsibleParty => GuarantorId is null ? Name : $"guarantors/{GuarantorId}";

    public static Patient Register(string id, PatientDetails details, DateTimeOffset at)
    {
        var patient = new Patient { Id = id, Details = details, CreateTime = at };
        patient.Take(details);
        patient.Record(new PatientCreated());
        return patient;
    }

    public void Change(PatientDetails details)
    {
        Take(details);
        Record(new PatientUpdated());
    }

    private void Take(PatientDetails details)
    {
        Details = details;
        ExternalId = details.ExternalId.Length == 0 ? null : details.ExternalId;
        MedicalRecordNumber = details.MedicalRecordNumber.Length == 0 ? null : details.MedicalRecordNumber;
        GuarantorId = details.GuarantorId;
        FamilyNameKey = details.PersonName.Family.ToUpperInvariant();
        GivenNameKey = details.PersonName.Given.ToUpperInvariant();
        BirthDate = details.BirthDate;
    }
}

public sealed record PatientCreated;

public sealed record PatientUpdated;
