using MedBill.X12.Claims837;
using MedBill.X12.Segments;

namespace MedBill.X12.Claims837D;

/// <summary>
/// A dental claim (loop 2300) with all the context it stands in. Its providers are DN and P3 referring, 82 rendering, 77 facility,
/// DD assistant surgeon and DQ supervising. With <see cref="HealthCareClaim.SubmissionReason"/> PB it asks what would be paid.
/// </summary>
public sealed record DentalClaim : PractitionerClaim
{
    /// <summary>DN1.</summary>
    public Orthodontics? Orthodontics { get; init; }

    /// <summary>DN2: teeth that are missing or to be extracted, at most 35.</summary>
    public ValueList<ToothStatus> ToothStatuses { get; init; }

    /// <summary>Loop 2400: 1 to 50 service lines.</summary>
    public ValueList<DentalLine> Lines { get; init; }

    /// <summary>Loop 2310D.</summary>
    public Party? AssistantSurgeon => Providers.Find(EntityCodes.AssistantSurgeon);

    internal override ReadOnlySpan<HealthCareLine> LinesOfAnyKind => Lines.As<HealthCareLine>();
}

/// <summary>DN1: an orthodontic treatment.</summary>
/// <param name="Months">DN101: how many months it takes in all.</param>
/// <param name="RemainingMonths">DN102: how many are left.</param>
/// <param name="Description">DN104.</param>
public sealed record Orthodontics(decimal? Months = null, decimal? RemainingMonths = null, string? Description = null)
{
    /// <summary>The segment only: the description is free.</summary>
    public override string ToString() => "DN1";
}

/// <summary>DN2: what is to be known of a tooth.</summary>
/// <param name="Tooth">DN201: its number.</param>
/// <param name="Status">DN202: M missing, E to be extracted.</param>
/// <param name="Qualifier">DN206: JP, the numbering, where it is sent.</param>
public sealed record ToothStatus(string Tooth, string Status, string? Qualifier = null);

/// <summary>TOO: a tooth that was treated.</summary>
/// <param name="Number">TOO02: 1 to 32 of adults, A to T of children.</param>
/// <param name="Surfaces">TOO03: B buccal, D distal, F facial, I incisal, L lingual, M mesial, O occlusal; at most five.</param>
public sealed record Tooth(string? Number, ValueList<string> Surfaces = default);

/// <summary>
/// A service line (loop 2400) of a dental claim. Its providers are 82 rendering, DD assistant surgeon, DQ supervising and 77 facility.
/// </summary>
public sealed record DentalLine : PractitionerLine
{
    /// <summary>SV304: the parts of the mouth, e.g. 10 upper right quadrant; at most five.</summary>
    public ValueList<string> OralCavityAreas { get; init; }

    /// <summary>SV305: I first placement of a prosthesis, R replacement.</summary>
    public string? Prosthesis { get; init; }

    /// <summary>SV306: how often the procedure was done.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>TOO, at most 32.</summary>
    public ValueList<Tooth> Teeth { get; init; }
}
