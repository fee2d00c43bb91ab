using MedBill.X12.Claims837;
using MedBill.X12.Segments;

namespace MedBill.X12.Claims837P;

/// <summary>
/// A professional claim (loop 2300) with all the context it stands in. Its providers are DN and P3 referring, 82 rendering,
/// 77 facility, DQ supervising, PW and 45 ambulance.
/// </summary>
public sealed record ProfessionalClaim : PractitionerClaim
{
    /// <summary>CLM10: P when the provider signed for the patient.</summary>
    public string? SignatureSource { get; init; }

    /// <summary>HI*BP and BO: anesthesia-related procedures.</summary>
    public ValueList<Diagnosis> AnesthesiaProcedures { get; init; }

    /// <summary>HI*BG: condition codes.</summary>
    public ValueList<string> ConditionCodes { get; init; }

    /// <summary>Loop 2400: 1 to 50 service lines.</summary>
    public ValueList<ServiceLine> Lines { get; init; }

    internal override ReadOnlySpan<HealthCareLine> LinesOfAnyKind => Lines.As<HealthCareLine>();
}
