using MedBill.X12.Claims837;
using MedBill.X12.Segments;

namespace MedBill.X12.Claims837I;

/// <summary>
/// A service line (loop 2400) of an institutional claim. Its providers are 72 operating, ZZ other operating, 82 rendering and DN referring.
/// </summary>
public sealed record InstitutionalLine : HealthCareLine
{
    /// <summary>SV201: four digits.</summary>
    public required string RevenueCode { get; init; }

    /// <summary>SV202, where the revenue code wants one.</summary>
    public ProcedureCode? Procedure { get; init; }

    /// <summary>SV204: UN units, DA days.</summary>
    public string UnitCode { get; init; } = "UN";

    /// <summary>SV205.</summary>
    public required decimal Units { get; init; }

    /// <summary>SV207: the part of the charge that is not covered.</summary>
    public long? NonCoveredCents { get; init; }

    /// <summary>PWK.</summary>
    public ValueList<Attachment> Attachments { get; init; }

    /// <summary>NTE.</summary>
    public ValueList<ClaimNote> Notes { get; init; }

    /// <summary>Loop 2410.</summary>
    public ServiceDrug? Drug { get; init; }
}
