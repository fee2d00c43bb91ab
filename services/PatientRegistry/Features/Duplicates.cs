using MedBill.Platform.Values;

namespace MedBill.PatientRegistry.Features;

/// <summary>Which unique fact a store refused to hold twice.</summary>
internal static class Duplicates
{
    // Both databases name the column: SQLite in the constraint, SQL Server in the index.
    public static Failure Failure(Exception refused)
    {
        var text = (refused.InnerException?.Message ?? refused.Message).Replace("_", "", StringComparison.Ordinal);
        return text switch
        {
            _ when text.Contains("ExternalId", StringComparison.OrdinalIgnoreCase) =>
                new(FailureKind.Conflict, "DUPLICATE_EXTERNAL_ID", "Another record of this practice has this external id."),
            _ when text.Contains("MedicalRecordNumber", StringComparison.OrdinalIgnoreCase) =>
                new(FailureKind.Conflict, "DUPLICATE_MEDICAL_RECORD_NUMBER", "Another patient of this practice has this medical record number."),
            _ => new(FailureKind.Conflict, "DUPLICATE_NPI", "Another practice has this NPI."),
        };
    }
}
