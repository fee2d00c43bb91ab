using MedBill.X12.Claims837;
using MedBill.X12.Segments;

namespace MedBill.X12.Claims837P;

/// <summary>
/// A service line (loop 2400) of a professional claim. It points to one to four diagnoses; its providers are 82 rendering, QB purchased,
/// 77 facility, DQ supervising, DK ordering, DN and P3 referring, PW and 45 ambulance.
/// </summary>
public sealed record ServiceLine : PractitionerLine
{
    /// <summary>SV103: UN units, MJ minutes.</summary>
    public string UnitCode { get; init; } = "UN";

    /// <summary>SV104.</summary>
    public required decimal Units { get; init; }

    /// <summary>SV109 = Y.</summary>
    public bool IsEmergency { get; init; }

    /// <summary>SV111 = Y.</summary>
    public bool IsEpsdt { get; init; }

    /// <summary>SV112 = Y.</summary>
    public bool IsFamilyPlanning { get; init; }

    /// <summary>SV115 = 0.</summary>
    public bool IsCopayExempt { get; init; }

    /// <summary>PWK.</summary>
    public ValueList<Attachment> Attachments { get; init; }

    /// <summary>QTY.</summary>
    public ValueList<QualifiedQuantity> Quantities { get; init; }

    /// <summary>NTE.</summary>
    public ValueList<ClaimNote> Notes { get; init; }

    /// <summary>Loop 2410.</summary>
    public ServiceDrug? Drug { get; init; }
}
