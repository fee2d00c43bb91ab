namespace MedBill.Local.Tye;

/// <summary>What <c>tye.yaml</c> lists.</summary>
/// <param name="Name">Name of the application.</param>
/// <param name="Folder">Where the file lies; paths in it are relative to this.</param>
/// <param name="Services">In the order of the file.</param>
internal sealed record TyeFile(string Name, string Folder, IReadOnlyList<TyeService> Services)
{
    /// <summary>Those that are started; an external one only has an address.</summary>
    public IEnumerable<TyeService> Started => Services.Where(service => !service.IsExternal);
}

/// <summary>One service.</summary>
internal sealed record TyeService
{
    public required string Name { get; init; }

    /// <summary>Absolute path of the project file, for a service that is built.</summary>
    public string? Project { get; init; }

    /// <summary>Name or path of a program, for one that is not.</summary>
    public string? Executable { get; init; }

    /// <summary>Runs elsewhere.</summary>
    public bool IsExternal { get; init; }

    /// <summary>Of an executable.</summary>
    public string? WorkingDirectory { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    public TyeBinding? Binding { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; } = [];

    /// <summary>As in SERVICE__PATIENT_REGISTRY__HOST.</summary>
    public string VariableName => Name.Replace('-', '_').ToUpperInvariant();
}

/// <summary>Where a service listens.</summary>
/// <param name="Protocol">Always http here.</param>
/// <param name="Host">localhost unless the file says otherwise.</param>
/// <param name="Port">The port that <c>up</c> uses.</param>
internal sealed record TyeBinding(string Protocol, string Host, int Port);
