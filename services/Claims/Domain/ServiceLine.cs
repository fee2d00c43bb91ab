using System.Globalization;
using MedBill.Platform.Values;

namespace MedBill.Claims.Domain;

/// <summary>One service line (loop 2400).</summary>
public sealed record ServiceLine
{
    public const int MaxModifiers = 4;
    public const int MaxPointers = 4;

    /// <summary>LX01, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>SV101-2.</summary>
    public required string ProcedureCode { get; init; }

    /// <summary>SV101-3 to -6.</summary>
    public IReadOnlyList<string> Modifiers { get; init; } = [];

    /// <summary>SV102.</summary>
    public required Money Charge { get; init; }

    /// <summary>SV104.</summary>
    public required int Units { get; init; }

    /// <summary>SV107: positions in the diagnosis codes, from 1.</summary>
    public required IReadOnlyList<int> DiagnosisPointers { get; init; }

    /// <summary>DTP*472.</summary>
    public required DateOnly ServiceDate { get; init; }

    /// <summary>SV101-7; empty when there is none.</summary>
    public string Description { get; init; } = "";

    /// <summary>2410 LIN03; empty when there is none.</summary>
    public string NationalDrugCode { get; init; } = "";

    /// <summary>REF*6R, which the payer returns: unique within the version, and the version is known by its patient control number.</summary>
    public string ControlNumber => Number.ToString(CultureInfo.InvariantCulture);

    public bool Equals(ServiceLine? other) => other is not null
        && Number == other.Number
        && IsSameServiceAs(other)
        && Charge == other.Charge
        && Units == other.Units
        && DiagnosisPointers.SequenceEqual(other.DiagnosisPointers)
        && Description == other.Description
        && NationalDrugCode == other.NationalDrugCode;

    public override int GetHashCode() => HashCode.Combine(Number, ProcedureCode, Charge, Units, ServiceDate);

    /// <summary>Same code, modifiers and date: a payer takes the second one for a duplicate (CARC 18).</summary>
    public bool IsSameServiceAs(ServiceLine other) =>
        ProcedureCode == other.ProcedureCode && ServiceDate == other.ServiceDate && Modifiers.SequenceEqual(other.Modifiers);
}
