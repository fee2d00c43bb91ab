using MedBill.X12.Segments;

namespace MedBill.X12.Claims837;

/// <summary>What a professional and a dental claim have in common: a place of service, accidents, diagnoses that lines point to.</summary>
public abstract record PractitionerClaim : HealthCareClaim
{
    private protected PractitionerClaim()
    {
    }

    /// <summary>CLM05-1, two digits.</summary>
    public required string PlaceOfService { get; init; }

    /// <summary>CLM06: the provider's signature is on file.</summary>
    public bool? ProviderSignatureOnFile { get; init; } = true;

    /// <summary>CLM11-1 to -3: AA automobile accident, EM employment, OA other accident.</summary>
    public ValueList<string> RelatedCauses { get; init; }

    /// <summary>CLM11-4, with AA.</summary>
    public string? AccidentState { get; init; }

    /// <summary>CLM11-5, outside the United States.</summary>
    public string? AccidentCountry { get; init; }

    /// <summary>CLM12.</summary>
    public string? SpecialProgram { get; init; }

    /// <summary>HI: the principal diagnosis first.</summary>
    public ValueList<Diagnosis> Diagnoses { get; init; }

    /// <summary>Loop 2310 DQ.</summary>
    public Party? SupervisingProvider => Providers.Find(EntityCodes.Supervising);
}

/// <summary>What the lines of a professional and of a dental claim have in common.</summary>
public abstract record PractitionerLine : HealthCareLine
{
    private protected PractitionerLine()
    {
    }

    /// <summary>SV101 or SV301.</summary>
    public required ProcedureCode Procedure { get; init; }

    /// <summary>SV105 or SV303, only when it differs from the claim's.</summary>
    public string? PlaceOfService { get; init; }

    /// <summary>SV107 or SV311: positions in the claim's diagnoses, counted from 1, the primary one first.</summary>
    public ValueList<int> DiagnosisPointers { get; init; }
}
